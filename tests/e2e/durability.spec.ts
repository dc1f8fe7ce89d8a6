import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { ChromiumProfile } from '../soak/chromiumProfile.ts'
import { editOnFullDisk, openOnFullDisk } from '../soak/fullDisk.ts'
import { crash, expectNothingLost, killedWhileStroking, leaveAfterStroke, waysToLeave } from '../soak/kills.ts'
import { canPaint, gesturesOnDisk, openSampleToPaint, randomFrom, stroke } from '../soak/patient.ts'
import { chooseCaseFile } from './studio.ts'

const seed = Number(process.env.SEED ?? 1)

test(`nothing that was acknowledged is lost when the browser is killed, nor falsely saved on a full disk, seed ${seed}`, async ({
  baseURL,
}) => {
  const profile = new ChromiumProfile()
  try {
    const random = randomFrom(seed)
    let page = await profile.launch()
    const address = await openSampleToPaint(page, baseURL!)
    let from = 0
    for (let i = 0; i < 5; i++) {
      const run = await killedWhileStroking(profile, page, { address, afterMs: 400 + 900 * random(), from })
      from += 2 * run.cut.made + 2
      page = run.page
      expectNothingLost(run.cut)
    }
    const full = await openOnFullDisk(profile, address)
    let rescued: Buffer | null = null
    await editOnFullDisk(full, 60, async () => {
      const downloading = full.page.waitForEvent('download')
      await full.page.getByRole('button', { name: 'Export this project' }).click()
      rescued = readFileSync(await (await downloading).path())
    })
    // What was exported instead of saved opens as any case file.
    await full.page.getByRole('link', { name: 'Library' }).click()
    await chooseCaseFile(full.page, 'Import case file', { name: 'rescued.trichion', buffer: rescued! })
    const modal = full.page.getByRole('dialog')
    await modal.getByRole('button', { name: 'As a new patient' }).click()
    await expect(modal).toContainText('1 patient was added.')
  } catch (error) {
    profile.note(String(error))
    console.log(`The profile is kept in ${profile.keep(`kill-${seed}`)}`)
    throw error
  } finally {
    await profile.end()
  }
})

test('an edit right before the page is left is not lost, and tabs hand a design over to each other', async ({
  page,
  baseURL,
}) => {
  const address = await openSampleToPaint(page, baseURL!)
  let open: Page = page
  for (const [i, way] of [...waysToLeave, 'reload' as const].entries()) {
    const left = await leaveAfterStroke(open, { address, i, way })
    open = left.page
    expect(left.lost, way).toBe(0)
  }

  // Of a page that crashes in the midst of a stroke only that stroke is gone.
  const drawn = await gesturesOnDisk(open)
  await open.mouse.move(500, 300)
  await open.mouse.down()
  await open.mouse.move(560, 360)
  await crash(open)
  const next = await open.context().newPage()
  await next.setViewportSize({ width: 1440, height: 900 })
  await open.close()
  await next.goto(address)
  await canPaint(next)
  expect(await gesturesOnDisk(next)).toBe(drawn)
  open = next

  // Also while it waits to be handed over.
  const paused = (tab: Page) => tab.getByText(/^(Open in another tab|Waiting for the other tab)/)
  const other = await open.context().newPage()
  await other.setViewportSize({ width: 1440, height: 900 })
  await other.goto(address)
  await canPaint(other)
  await expect(paused(other)).toBeVisible()
  const before = await gesturesOnDisk(other)
  await stroke(other, 7)
  await stroke(open, 8)
  await other.getByRole('button', { name: 'Edit here' }).click()
  await expect(paused(open)).toBeVisible()
  await expect(paused(other)).toBeHidden()
  await stroke(other, 9)
  await expect.poll(() => gesturesOnDisk(other)).toBe(before + 2)
  await other.close()
  await expect(paused(open)).toBeHidden()
  await stroke(open, 10)
  await expect.poll(() => gesturesOnDisk(open)).toBe(before + 3)
})
