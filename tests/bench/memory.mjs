// What the program takes of the device's memory with a photo of 48 MP: what all processes of a browser of its own hold
// beyond what they hold with a blank page. Linux only.
import { chromium } from '@playwright/test'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

/** Once the blank page rests. */
const BLANK_MS = 3000

/**
 * Memory of a process that only giving it up or swapping can free, MB, what processes share counted once: anonymous and
 * shared pages, as in the browser's own figure of a private footprint, which leaves out the shared ones. Pages of files are
 * the browser's program itself, and are private or not by how many browsers run.
 */
function heldMb(pid) {
  try {
    const lines = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    const held = lines.matchAll(/^(?:Pss_Anon|Pss_Shmem|SwapPss):\s+(\d+)/gm)
    return [...held].reduce((sum, [, kb]) => sum + Number(kb), 0) / 1024
  } catch {
    return 0
  }
}

export async function benchMemory(address, say) {
  if (!existsSync('/proc/self/smaps_rollup')) return {}
  say('Memory of a photo of 48 MP')
  // Chosen from disk, as people do: handed over as bytes, its copies in the test's own script were counted, some 90 MB.
  const folder = mkdtempSync(join(tmpdir(), 'trichion-'))
  const file = join(folder, 'scalp.jpg')
  writeFileSync(file, await largePhoto(address))
  const browser = await chromium.launch({ executablePath: needChromium(), args: chromiumArgs })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await skipFirstSteps(context)
  const page = await context.newPage()
  const session = await browser.newBrowserCDPSession()
  const now = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    return processInfo.reduce((sum, { id }) => sum + heldMb(id), 0)
  }
  await page.waitForTimeout(BLANK_MS)
  const blank = await now()
  await page.goto(address)
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
  await page.locator('input[type=file]').first().setInputFiles(file)
  await button(page, 'Use this scale').click({ timeout: 60_000 })
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: 'Dots', exact: true }).click()
  await button(page, 'Fill with dots').click()
  await page.getByText('Dots placed', { exact: true }).first().waitFor({ timeout: 60_000 })
  await page.waitForTimeout(REST_MS)
  watched = false
  await watching
  const steady = await now()
  await browser.close()
  rmSync(folder, { recursive: true })
  return {
    'memory.blankBrowserMB': Math.round(blank),
    'memory.peakMB.48mp': Math.round(peak - blank),
    'memory.steadyMB.48mp': Math.round(steady - blank),
  }
}
