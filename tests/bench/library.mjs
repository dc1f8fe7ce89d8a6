// A clinic of years in the built app: how soon its list stands on the screen, and how soon a search has answered.
import { skipFirstSteps } from './time.mjs'

const quantile = (values, q) => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0
}
const round = (value, digits = 1) => Number(value.toFixed(digits))

const PATIENTS = 1000
const SNAPSHOTS_EACH = 10
const OPENINGS = 5

/** Fills the database that the app has made: three visits, three photos and ten snapshots for each patient. */
async function seedClinic(page) {
  await page.evaluate(
    async ({ patients, snapshotsEach }) => {
      const db = await new Promise((resolve, reject) => {
        const request = indexedDB.open('trichion')
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      const small = await (await fetch('/sample/frontal.jpg')).arrayBuffer()
      const design = { padding: 'x'.repeat(4000) }
      const size = { width: 3000, height: 4000, sourceWidth: 3000, sourceHeight: 4000 }
      const kinds = ['consultation', 'sitting', 'touchUp', 'reversal', 'followUp']
      for (let from = 0; from < patients; from += 50) {
        const tx = db.transaction(['patients', 'visits', 'photos', 'thumbnails', 'pictures', 'snapshots'], 'readwrite')
        const put = (store, row) => tx.objectStore(store).put(row)
        for (let i = from; i < Math.min(patients, from + 50); i++) {
          const patientId = `patient ${i}`
          const date = new Date(Date.UTC(2022, 0, 1 + i)).toISOString()
          put('patients', { id: patientId, name: `Invented ${i.toString(36)}`, createdAt: date, sample: false })
          for (const k of [0, 1, 2]) {
            const visitId = `${patientId} visit ${k}`
            put('visits', { id: visitId, patientId, date, kind: kinds[(i + k) % 5], notes: `Note ${i * 7 + k}` })
            const id = `${patientId} photo ${k}`
            put('photos', { id, visitId, patientId, view: 'frontal', hash: id, ...size, addedAt: date })
            put('thumbnails', { id: `cover ${id}`, bytes: small })
            put('thumbnails', { id: `photo ${id}`, bytes: small })
          }
          for (let k = 0; k < snapshotsEach; k++) {
            const id = `${patientId} snapshot ${k}`
            const of = { photoId: `${patientId} photo ${k % 3}`, visitId: `${patientId} visit ${k % 3}` }
            put('snapshots', {
              id,
              ...of,
              name: `Mature ${k}`,
              createdAt: date,
              design,
              engineVersion: '1',
              figures: null,
            })
            put('pictures', { id, bytes: small })
            put('thumbnails', { id: `snapshot ${id}`, bytes: small })
          }
        }
        await new Promise((resolve, reject) => {
          tx.oncomplete = resolve
          tx.onabort = () => reject(tx.error)
        })
      }
      db.close()
    },
    { patients: PATIENTS, snapshotsEach: SNAPSHOTS_EACH },
  )
}

/** Milliseconds from navigation to a frame with every picture of the first screen. */
async function openings(context, address) {
  const times = []
  for (let i = 0; i <= OPENINGS; i++) {
    const page = await context.newPage()
    await page.addInitScript(() => {
      const look = () => {
        const cards = [...document.querySelectorAll('[data-card]')].filter(
          (c) => c.getBoundingClientRect().top < innerHeight,
        )
        const there = cards.length > 8 && cards.every((c) => c.querySelector('img')?.complete)
        if (there) requestAnimationFrame(() => (window.listedAt = performance.now()))
        else requestAnimationFrame(look)
      }
      look()
    })
    await page.goto(address)
    await page.waitForFunction(() => window.listedAt !== undefined)
    const listedAt = await page.evaluate(() => window.listedAt)
    if (i > 0) times.push(listedAt)
    await page.close()
  }
  return times
}

/** Milliseconds from each letter to the frame with its answer. */
async function searches(context, address) {
  const page = await context.newPage()
  await page.goto(address)
  await page.locator('[data-card]').first().waitFor()
  const times = await page.evaluate(async () => {
    const field = document.querySelector('input[type=search]')
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    const { port1, port2 } = new MessageChannel()
    const type = (text) =>
      new Promise((settle) => {
        const start = performance.now()
        set.call(field, text)
        field.dispatchEvent(new Event('input', { bubbles: true }))
        // The message arrives after the frame that shows the answer.
        requestAnimationFrame(() => {
          port1.onmessage = () => settle(performance.now() - start)
          port2.postMessage(0)
        })
      })
    const times = []
    for (const word of ['invented', 'sitting', 'note 3', 'reversal 2023', 'rao'])
      for (let end = 1; end <= word.length; end++) times.push(await type(word.slice(0, end)))
    return times
  })
  await page.close()
  return times
}

export async function benchLibrary(browser, address, say) {
  say('A library of 1,000 patients and 10,000 snapshots')
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await skipFirstSteps(context)
  const page = await context.newPage()
  await page.goto(address)
  await page.getByRole('button', { name: 'Try the sample' }).first().waitFor()
  await seedClinic(page)
  await page.close()
  const figures = {
    'library.coldListMs.10k': round(quantile(await openings(context, address), 0.5)),
    'library.searchMs': round(quantile(await searches(context, address), 0.95)),
  }
  await context.close()
  return figures
}
