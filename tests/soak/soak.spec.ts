import { existsSync, openSync, readdirSync, rmSync, statSync, writeSync, closeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { ChromiumProfile } from './chromiumProfile.ts'
import { addViews, countHeld, expectNoGrowth, held, knowsMemory, openInTurn, restingMB, strokeOften } from './load.ts'
import { editOnFullDisk, exportCase, libraryOf, openOnFullDisk } from './fullDisk.ts'
import { crash, expectNothingLost, killedWhileStroking, leaveAfterStroke, waysToLeave, type Cut } from './kills.ts'
import { backedUp, beginTakingIn, wholeLibrary } from './restoring.ts'
import { canPaint, gesturesOnDisk, openSampleToPaint, randomFrom, rowsOf, saveState, stroke } from './patient.ts'

const seed = Number(process.env.SEED ?? 1)
/** A share of the full numbers, to try the runs themselves. */
const share = Number(process.env.SOAK_SHARE ?? 1)
const times = (full: number): number => Math.max(1, Math.round(full * share))

/** A profile of its own; where the run loses something, it is kept with its log. */
async function onProfile(name: string, run: (profile: ChromiumProfile) => Promise<void>): Promise<void> {
  const profile = new ChromiumProfile()
  try {
    await run(profile)
  } catch (error) {
    profile.note(String(error))
    console.log(`The profile and the log are kept in ${profile.keep(`${name}-${seed}`)}`)
    throw error
  } finally {
    await profile.end()
  }
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0

test(`killed in strokes, seed ${seed}`, async ({ baseURL }) => {
  await onProfile('strokes', async (profile) => {
    const random = randomFrom(seed)
    let page = await profile.launch()
    const address = await openSampleToPaint(page, baseURL!)
    const cuts: Cut[] = []
    let from = 0
    for (let i = 0; i < times(200); i++) {
      const run = await killedWhileStroking(profile, page, { address, afterMs: 100 + 2500 * random(), from })
      from += 2 * run.cut.made + 2
      page = run.page
      cuts.push(run.cut)
      expectNothingLost(run.cut)
    }
    const sum = (of: (cut: Cut) => number) => cuts.reduce((total, cut) => total + of(cut), 0)
    console.log(
      `${cuts.length} kills, ${sum((c) => c.made)} strokes, ${sum((c) => c.acknowledged)} acknowledged, ` +
        `${sum((c) => Math.max(0, c.acknowledged - c.kept))} of those lost, ` +
        `${sum((c) => Math.max(0, c.made - c.kept))} others lost; usable after ` +
        `${percentile(
          cuts.map((c) => c.usableMs),
          0.5,
        )} ms (median), ${percentile(
          cuts.map((c) => c.usableMs),
          0.95,
        )} ms (95 %)`,
    )
  })
})

test(`killed in a snapshot of a 12 MP photo, seed ${seed}`, async ({ baseURL }) => {
  await onProfile('snapshots', async (profile) => {
    const random = randomFrom(seed)
    let page = await profile.launch()
    const address = await openSampleToPaint(page, baseURL!)
    let whole = 0
    for (let i = 0; i < times(200); i++) {
      // A design that is kept already would not be kept again.
      await stroke(page, i)
      await page.getByRole('button', { name: 'Save snapshot' }).click()
      await new Promise((resolve) => setTimeout(resolve, 2500 * random()))
      await profile.kill()
      page = await profile.launch()
      await page.goto(address)
      await canPaint(page)
      const ids = async (store: string) => (await rowsOf<{ id: string }>(page, store)).map(({ id }) => id)
      const snapshots = (await ids('snapshots')).toSorted()
      expect((await ids('pictures')).toSorted()).toEqual(snapshots)
      const small = (await ids('thumbnails')).filter((id) => id.startsWith('snapshot '))
      expect(small.toSorted()).toEqual(snapshots.map((id) => `snapshot ${id}`))
      profile.note(`${i}: ${snapshots.length} snapshots`)
      if (snapshots.length > whole) whole = snapshots.length
    }
    console.log(`${times(200)} kills, ${whole} snapshots whole, the others absent`)
  })
})

test(`left within a moment of an edit, seed ${seed}`, async ({ baseURL }) => {
  await onProfile('leaving', async (profile) => {
    let page = await profile.launch()
    const address = await openSampleToPaint(page, baseURL!)
    for (let i = 0; i < times(100); i++) {
      const way = waysToLeave[i % waysToLeave.length]!
      const left = await leaveAfterStroke(page, { address, i, way })
      page = left.page
      profile.note(`${way}: ${left.lost} lost`)
      expect(left.lost, way).toBe(0)
    }
    console.log(`${times(100)} pages left, nothing lost`)
  })
})

test(`the page's process crashes in mid-stroke, seed ${seed}`, async ({ baseURL }) => {
  await onProfile('crashes', async (profile) => {
    let page = await profile.launch()
    const address = await openSampleToPaint(page, baseURL!)
    for (let i = 0; i < times(20); i++) {
      await stroke(page, i)
      await expect.poll(() => saveState(page)).toBe('saved')
      const before = await gesturesOnDisk(page)
      await page.mouse.move(500, 300)
      await page.mouse.down()
      await page.mouse.move(560, 360)
      await crash(page)
      const next = await profile.tab()
      await next.setViewportSize({ width: 1440, height: 900 })
      await page.close()
      page = next
      await page.goto(address)
      await canPaint(page)
      expect(await gesturesOnDisk(page)).toBe(before)
    }
  })
})

/** Where Chromium keeps the databases of the program's origin. */
function databaseFolder(profile: ChromiumProfile): string {
  const all = join(profile.folder, 'Default', 'IndexedDB')
  const name = readdirSync(all).find((folder) => folder.includes('127.0.0.1') && folder.endsWith('.leveldb'))
  if (!name) throw new Error('There is no database in the profile.')
  return join(all, name)
}

const filesOf = (folder: string, end: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(end))
    .map((name) => join(folder, name))

function zero(file: string, at: number, length: number): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(length), 0, length, at)
  closeSync(handle)
}

const damages: Readonly<Record<string, (folder: string) => void>> = {
  'CURRENT removed': (folder) => rmSync(join(folder, 'CURRENT')),
  'a table or log removed': (folder) => rmSync([...filesOf(folder, '.ldb'), ...filesOf(folder, '.log')][0]!),
  '4 KB zeroed': (folder) => {
    const [largest] = [...filesOf(folder, '.ldb'), ...filesOf(folder, '.log')].toSorted(
      (a, b) => statSync(b).size - statSync(a).size,
    )
    zero(largest!, Math.floor(statSync(largest!).size / 2), 4096)
  },
  'all databases cleared': (folder) => rmSync(folder, { recursive: true }),
}

for (const [name, damage] of Object.entries(damages)) {
  test(`damaged profile: ${name}`, async ({ baseURL }) => {
    await onProfile(`damaged ${name}`, async (profile) => {
      let page = await profile.launch()
      const address = await openSampleToPaint(page, baseURL!)
      for (let i = 0; i < 12; i++) await stroke(page, i)
      await expect.poll(() => saveState(page)).toBe('saved')
      const made = await gesturesOnDisk(page)
      await copied(page)
      await profile.quit()
      const folder = databaseFolder(profile)
      expect(existsSync(folder)).toBe(true)
      damage(folder)
      page = await profile.launch()
      await page.goto(address)
      const restore = page.getByRole('button', { name: 'Restore from the second copy' })
      const tool = page.getByRole('radiogroup', { name: 'Area tool' })
      await expect(restore.or(tool)).toBeVisible({ timeout: 60_000 })
      const seen = (await restore.isVisible()) ? 'restored from the second copy' : 'opened as it was'
      console.log(`${name}: ${seen}`)
      if (await restore.isVisible()) {
        await restore.click()
        await page.getByRole('button', { name: 'Open the library' }).click()
        await expect(page.getByRole('button', { name: 'Sample patient' })).toBeVisible()
        await page.goto(address)
      }
      await canPaint(page)
      expect(await gesturesOnDisk(page)).toBe(made)
    })
  })
}

/** The second copy has everything. */
async function copied(page: Page): Promise<void> {
  await expect.poll(() => rowsOf(page, 'uncopied'), { timeout: 60_000 }).toEqual([])
}

test(`killed in a restore, seed ${seed}`, async ({ baseURL }) => {
  await onProfile('restore', async (profile) => {
    const random = randomFrom(seed)
    let page = await profile.launch()
    await openSampleToPaint(page, baseURL!)
    const one = await exportCase(page)
    const done = () => page.getByRole('dialog').getByText(/ (was|were) added\./)
    await page.getByRole('link', { name: 'Library' }).click()
    for (let i = 0; i < 4; i++) {
      await beginTakingIn(page, one)
      await expect(done()).toBeVisible()
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
    }
    const file = await backedUp(page)
    const { patients: added } = await wholeLibrary(page)
    // What a restore takes when nobody ends it, so that it is cut off anywhere.
    let lasts = 1500
    let landed = 0
    for (let i = 0; i < times(40); i++) {
      const before = await wholeLibrary(page)
      expect(before.whole).toBe(before.patients)
      await beginTakingIn(page, file)
      const begun = performance.now()
      const ended = done()
        .waitFor({ timeout: lasts * random() * 1.2 })
        .then(
          () => true,
          () => false,
        )
      if (await ended) lasts = Math.max(200, performance.now() - begun)
      await profile.kill()
      page = await profile.launch()
      await page.goto(baseURL!)
      await expect(page.getByRole('list', { name: 'Patients' })).toBeVisible()
      const after = await wholeLibrary(page)
      expect(after.whole).toBe(after.patients)
      expect([before.patients, before.patients + added]).toContain(after.patients)
      if (after.patients === before.patients) expect(after.keys).toBe(before.keys)
      else landed++
      profile.note(`${i}: ${after.patients} patients`)
    }
    console.log(`${times(40)} kills, ${landed} restores wholly there, the others wholly absent`)
  })
})

test('a full disk: in edit, snapshot, import and backup nothing is falsely saved, lost or half taken in', async ({
  baseURL,
}) => {
  await onProfile('full disk', async (profile) => {
    let page = await profile.launch()
    const address = await openSampleToPaint(page, baseURL!)
    for (let i = 0; i < times(20); i++) {
      await stroke(page, 3 * i)
      await expect.poll(() => saveState(page)).toBe('saved')
      const file = await exportCase(page)
      const full = await openOnFullDisk(profile, address)
      ;({ page } = full)
      const before = await libraryOf(page)
      await editOnFullDisk(full, 3 * i + 1, async () => {
        expect((await exportCase(page)).length).toBeGreaterThan(100_000)
        await page.getByRole('button', { name: 'Save snapshot' }).click()
        await expect(page.getByText(/could not be (stored|saved)/i).first()).toBeVisible()
        await page.getByRole('link', { name: 'Library' }).click()
        const modal = page.getByRole('dialog')
        const choosing = page.waitForEvent('filechooser')
        await page.getByRole('button', { name: 'Import case file' }).click()
        const chooser = await choosing
        await chooser.setFiles({ name: 'a.trichion', mimeType: 'application/octet-stream', buffer: file })
        await modal.getByRole('button', { name: 'As a new patient' }).click()
        await expect(modal).toContainText('Storage is full.')
        await modal.getByRole('button', { name: 'Close' }).last().click()
        const downloading = page.waitForEvent('download')
        await page.getByRole('button', { name: 'Back up library' }).click()
        expect(statSync(await (await downloading).path()).size).toBeGreaterThan(100_000)
        await modal.getByRole('button', { name: 'Close' }).last().click()
        expect(await libraryOf(page)).toBe(before)
        await page.goBack()
        await canPaint(page)
      })
      profile.note(`${i}: sound`)
    }
  })
})

test(`20,000 edits leave memory as it was, seed ${seed}`, async ({ baseURL }) => {
  await onProfile('heap', async (profile) => {
    const page = await profile.launch()
    await countHeld(page)
    await openSampleToPaint(page, baseURL!)
    const edits = times(20_000)
    // The undo list fills up first, 200 steps, and what runs often is compiled.
    const warm = Math.min(1000, Math.floor(edits / 2))
    await strokeOften(profile, page, warm)
    const before = await held(page)
    let after = before
    for (let done = warm; done < edits; done += 1000) {
      await strokeOften(profile, page, Math.min(1000, edits - done))
      after = await held(page)
      console.log(`${Math.min(edits, done + 1000)}: ${JSON.stringify(after)}`)
    }
    console.log(`${edits} edits: ${JSON.stringify(before)} to ${JSON.stringify(after)}`)
    expectNoGrowth(before, after)
  })
})

test('100 photos of 12 MP opened in turn take no more memory than ten', async ({ baseURL }) => {
  test.skip(!knowsMemory, 'This system does not say what memory a process has.')
  await onProfile('photos', async (profile) => {
    const page = await profile.launch()
    await openSampleToPaint(page, baseURL!)
    await addViews(page)
    const photos = times(100)
    const early = Math.max(1, Math.round(photos / 10))
    const seen: number[] = []
    await openInTurn(page, photos, async (nth) => {
      if (nth === early || nth === photos) seen.push(await restingMB(page))
    })
    const [first, last] = seen
    console.log(`${photos} photos: ${Math.round(first!)} to ${Math.round(last!)} MB`)
    expect(last).toBeLessThan(1.15 * first!)
  })
})
