// What a photo of 48 MP takes of the device's memory: private memory of all processes of a browser of its own, Linux only.
import { chromium } from '@playwright/test'
import { existsSync, readFileSync } from 'node:fs'
import { chromiumArgs, needChromium } from '../tools/chromium.mjs'
import { skipFirstSteps } from './time.mjs'

const WATCHED_MS = 20
/** After which nothing is drawn any more, and what is free has been given back. */
const REST_MS = 20_000
const button = (page, name) => page.getByRole('button', { name, exact: true })

/** A JPEG of 48 MP, the sample enlarged; drawn by another browser, so that its canvas is not counted. */
async function largePhoto(address) {
  const browser = await chromium.launch({ executablePath: needChromium(), args: chromiumArgs })
  const page = await browser.newPage()
  await page.goto(address)
  const text = await page.evaluate(async () => {
    const bitmap = await createImageBitmap(await (await fetch('/sample/hairline.jpg')).blob())
    const canvas = new OffscreenCanvas(6000, 8000)
    canvas.getContext('2d').drawImage(bitmap, 0, 0, 6000, 8000)
    const reader = new FileReader()
    reader.readAsDataURL(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 }))
    await new Promise((settle) => (reader.onload = settle))
    return reader.result
  })
  await browser.close()
  return Buffer.from(text.slice(text.indexOf(',') + 1), 'base64')
}

function privateMb(pid) {
  try {
    const lines = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    return (
      [...lines.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+)/gm)].reduce((sum, [, kb]) => sum + Number(kb), 0) / 1024
    )
  } catch {
    return 0
  }
}

export async function benchMemory(address, say) {
  if (!existsSync('/proc/self/smaps_rollup')) return {}
  say('Memory of a photo of 48 MP')
  const buffer = await largePhoto(address)
  const browser = await chromium.launch({ executablePath: needChromium(), args: chromiumArgs })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await skipFirstSteps(context)
  const page = await context.newPage()
  await page.goto(address)
  const session = await browser.newBrowserCDPSession()
  const now = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    return processInfo.reduce((sum, { id }) => sum + privateMb(id), 0)
  }
  let peak = 0
  let watched = true
  const watching = (async () => {
    while (watched) {
      peak = Math.max(peak, await now())
      await new Promise((settle) => setTimeout(settle, WATCHED_MS))
    }
  })()
  await page.getByRole('banner').getByRole('button', { name: 'New patient' }).click()
  await page.getByRole('heading', { name: 'Add a frontal photo to start' }).waitFor()
  await page.locator('input[type=file]').first().setInputFiles({ name: 'scalp.jpg', mimeType: 'image/jpeg', buffer })
  await button(page, 'Use this scale').click({ timeout: 60_000 })
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: 'Dots', exact: true }).click()
  await button(page, 'Fill with dots').click()
  await page.getByText('Dots placed', { exact: true }).first().waitFor({ timeout: 60_000 })
  await page.waitForTimeout(REST_MS)
  watched = false
  await watching
  const steady = await now()
  await browser.close()
  return { 'memory.peakMB.48mp': Math.round(peak), 'memory.steadyMB.48mp': Math.round(steady) }
}
