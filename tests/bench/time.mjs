// How long after a hand asked for a moment, or for a stage of a reversal, its picture stands on the canvas of the built app.
import { readFileSync } from 'node:fs'

const quantile = (values, q) => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0
}
const round = (value, digits = 1) => Number(value.toFixed(digits))
const button = (page, name) => page.getByRole('button', { name, exact: true })
const toStep = (page, name) =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name, exact: true }).click()

/** Numbers in 0..1, the same in each run. */
function seeded(seed) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Inputs before the ones that count. */
const WARM_UP = 4
const INPUTS = 40

/**
 * Makes `window.untilPicture(event)`: arms for the next input of that kind and gives, once the picture rests, milliseconds
 * from the input to the picture that it asked for, and to the last px of it.
 */
async function prepareWatch(page) {
  await page.evaluate(() => {
    const SIDE = 32
    /** Rows of each square that are read: all of them at every frame would slow what is watched by a quarter. */
    const ROWS = 8
    /** Nothing changes for so long: the picture rests. */
    const REST_MS = 350
    const canvas = () => document.querySelector('[role=application] canvas')
    /** Something was painted since the picture was read: a frame without is as the one before, and reading it costs time. */
    let isPainted = true
    const { prototype } = CanvasRenderingContext2D
    for (const name of ['drawImage', 'clearRect', 'fillRect', 'fill', 'stroke', 'putImageData']) {
      const paint = prototype[name]
      prototype[name] = function (...given) {
        if (this.canvas === canvas()) isPainted = true
        return paint.apply(this, given)
      }
    }
    const look = () => {
      isPainted = false
      const { width, height } = canvas()
      const context = canvas().getContext('2d')
      const top = (SIDE - ROWS) / 2
      return Array.from({ length: Math.floor(height / SIDE) }, (_, down) =>
        context.getImageData(0, down * SIDE + top, width, ROWS),
      )
    }
    const sameStrip = (a, b) => {
      const x = new Uint32Array(a.data.buffer)
      const y = new Uint32Array(b.data.buffer)
      if (x.length !== y.length) return false
      for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return false
      return true
    }
    const same = (a, b) => a.length === b.length && a.every((strip, i) => sameStrip(strip, b[i]))
    /** Mean of each colour over squares: what a moment changes, whatever the level of detail. */
    const tones = (strips) => {
      const across = Math.floor(strips[0].width / SIDE)
      const sums = new Float64Array(across * strips.length * 3)
      strips.forEach(({ data, width }, down) => {
        for (let y = 0; y < ROWS; y++) {
          for (let x = 0; x < across * SIDE; x++) {
            const to = (down * across + Math.floor(x / SIDE)) * 3
            const from = (y * width + x) * 4
            sums[to] += data[from]
            sums[to + 1] += data[from + 1]
            sums[to + 2] += data[from + 2]
          }
        }
      })
      return sums.map((sum) => sum / (SIDE * ROWS))
    }
    /** Levels of a byte: squares that change by less tell nothing, and no eye tells half of it. */
    const PLAIN = 2
    /** The picture is there where every square that changes plainly has come most of the way. */
    const isThere = (now, before, end) =>
      now.every((v, i) => {
        const whole = Math.abs(before[i] - end[i])
        return whole < PLAIN || Math.abs(v - end[i]) <= Math.max(PLAIN / 2, 0.25 * whole)
      })
    const { port1, port2 } = new MessageChannel()
    const afterFrame = () =>
      new Promise((settle) =>
        requestAnimationFrame(() => {
          // The message arrives after this frame's callbacks, style, layout and paint.
          port1.onmessage = () => settle(performance.now())
          port2.postMessage(0)
        }),
      )

    window.untilPicture = (kind) => {
      let start = 0
      const heard = new Promise((settle) => {
        addEventListener(
          kind,
          (event) => {
            start = event.timeStamp
            settle()
          },
          { capture: true, once: true },
        )
      })
      const before = look()
      window.picture = (async () => {
        await heard
        const seen = [{ at: start, image: before }]
        for (;;) {
          const at = await afterFrame()
          if (isPainted) {
            const image = look()
            if (!same(image, seen.at(-1).image)) seen.push({ at, image })
          }
          const busy = document.querySelector('[role=progressbar]')
          if (!busy && performance.now() - Math.max(start, seen.at(-1).at) > REST_MS) break
        }
        const frames = seen.map(({ at, image }) => ({ at, tones: tones(image) }))
        const end = frames.at(-1).tones
        const first = frames[0].tones
        const changes = end.some((v, i) => Math.abs(v - first[i]) >= PLAIN)
        const there = frames.find((frame, i) => i > 0 && isThere(frame.tones, first, end))
        return { changes, ms: there ? there.at - start : Infinity, lastMs: frames.at(-1).at - start }
      })()
    }
  })
}

/** Arms, gives the input, and waits for the picture. */
async function measured(page, kind, input) {
  await page.evaluate((kind) => window.untilPicture(kind), kind)
  await input()
  return page.evaluate(() => window.picture)
}

/** Figures of many inputs; those that change nothing that can be seen tell nothing. */
async function inputs(page, name, kind, give) {
  const seen = []
  for (let i = -WARM_UP; i < INPUTS; i++) {
    const one = await measured(page, kind, () => give(i + WARM_UP))
    if (i >= 0 && one.changes) seen.push(one)
  }
  if (seen.length < INPUTS / 2) throw new Error(`Only ${seen.length} inputs changed the picture.`)
  return { name, seen }
}

/** Hints over the picture would be measured with it. */
export const skipFirstSteps = (context) =>
  context.addInitScript(() => localStorage.setItem('trichion.preferences', '{"coached":true,"exampled":true}'))

const openSample = async (page, address) => {
  await page.goto(address)
  await button(page, 'Try the sample').click()
  await button(page, 'Use this scale').click()
}

async function type(field, value) {
  await field.fill(String(value))
  await field.press('Enter')
}

/** Waits until nothing is drawn any more. */
async function rest(page) {
  await page.waitForFunction(() => !document.querySelector('[role=progressbar]'), undefined, { timeout: 60_000 })
  await page.getByRole('application').focus()
  await page.keyboard.press('Shift+Digit1')
  await page.waitForTimeout(1000)
}

async function fillSample(page) {
  await toStep(page, 'Dots')
  await button(page, 'Fill with dots').click()
  await page.getByText('Dots placed', { exact: true }).first().waitFor({ timeout: 60_000 })
  await rest(page)
}

/** Places along a track that are far from one another, 0..1. */
function places(random) {
  let at = 0
  return () => {
    for (;;) {
      const next = random()
      if (Math.abs(next - at) < 0.2) continue
      return (at = next)
    }
  }
}

async function trackOf(page, name) {
  const thumb = page.getByRole('slider', { name, exact: true })
  const track = page.locator('.scrub-track').filter({ has: thumb })
  await track.scrollIntoViewIfNeeded()
  return track.boundingBox()
}

/** A hand that drags along a slider, resting at each place until its picture stands. */
async function dragged(page, name, random, figure) {
  const { x, y, width, height } = await trackOf(page, name)
  const to = (share) => page.mouse.move(x + share * (width - 2) + 1, y + height / 2)
  const next = places(random)
  await to(0.5)
  await page.mouse.down()
  await page.waitForTimeout(1500)
  const result = await inputs(page, figure, 'pointermove', () => to(next()))
  await page.mouse.up()
  await page.waitForTimeout(1500)
  return result
}

/** A hand that presses on places of the scale: each press is a finished change. */
async function pressed(page, name, random, figure) {
  const { x, y, width, height } = await trackOf(page, name)
  const next = places(random)
  return inputs(page, figure, 'pointerdown', async () => {
    await page.mouse.click(x + next() * (width - 2) + 1, y + height / 2)
    await page.mouse.move(x + width / 2, y - 40)
  })
}

function figuresOf(results, name, group = 'time') {
  const all = results.flatMap(({ seen }) => seen.map(({ ms }) => ms))
  const figures = {
    [`${group}.${name}P95Ms`]: round(quantile(all, 0.95)),
    [`${group}.${name}MedianMs`]: round(quantile(all, 0.5)),
  }
  for (const { name: part, seen } of results) {
    const ms = seen.map((one) => one.ms)
    figures[`${group}.${name}P95Ms.${part}`] = round(quantile(ms, 0.95))
    figures[`${group}.${name}MedianMs.${part}`] = round(quantile(ms, 0.5))
    figures[`${group}.${name}FinishedMedianMs.${part}`] = round(
      quantile(
        seen.map((one) => one.lastMs),
        0.5,
      ),
    )
  }
  return figures
}

const screen = (page, name) => page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name })

/** The design as a snapshot, and its picture as a file: the same head with the ink in its skin. */
async function saved(page) {
  await button(page, 'Save snapshot').click()
  await page.waitForFunction(() => document.querySelector('[aria-label^="Options for"]'))
  await screen(page, 'Compare').click()
  await page.getByText('Opening the snapshot').waitFor({ state: 'hidden' })
  await button(page, 'Export').click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await dialog.getByRole('radio', { name: /^B alone/ }).check()
  await dialog.getByRole('switch', { name: 'Hide face below brows' }).setChecked(false)
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export picture' }).click()
  const file = readFileSync(await (await downloading).path())
  await dialog.waitFor({ state: 'hidden' })
  await screen(page, 'Studio').click()
  return file
}

/** The line goes up: what lies before the new one is to be removed. */
async function raise(page) {
  await toStep(page, 'Hairline')
  await type(page.getByRole('textbox', { name: /^Height/ }).first(), 95)
}

async function toReversal(page) {
  await screen(page, 'Plan').click()
  const kinds = page.getByRole('radiogroup', { name: 'Kind of plan', exact: true })
  await kinds.getByRole('radio', { name: 'Reversal', exact: true }).click()
}

/** Reversal of an earlier design, which is drawn, or of ink that is on the photo, which is lightened. */
async function startReversal(page, from) {
  if (from === 'design') {
    await raise(page)
    await toReversal(page)
    await page.locator('.earlier-button').first().click()
  } else {
    await toReversal(page)
    await button(page, 'Trace existing hairline').click()
    await button(page, 'Line is right').click()
    await screen(page, 'Studio').click()
    await raise(page)
    await screen(page, 'Plan').click()
  }
  await page
    .getByRole('region', { name: 'Zones' })
    .getByText(/dots, laser/)
    .waitFor({ timeout: 60_000 })
  await rest(page)
}

/** From an input of the time slider to the picture of that moment. */
async function sliderFigures(page) {
  const random = seeded(11)
  const name = 'Time shown'
  return figuresOf(
    [await dragged(page, name, random, 'drag'), await pressed(page, name, random, 'press')],
    'sliderToPixels',
  )
}

/** From an input of the reversal's stage to the picture of it. */
async function stageResults(page, from) {
  const random = seeded(23)
  const next = otherOf(random, stages)
  const bar = page.getByRole('group', { name: 'Shown' })
  const press = () => bar.getByRole('button', { name: next(), exact: true }).click()
  return [
    await dragged(page, 'Shown after session', random, `${from}.drag`),
    await inputs(page, `${from}.press`, 'pointerdown', press),
  ]
}
const stages = ['Today', 'After laser 3', 'Final']

/** One of them, never the same twice in a row. */
function otherOf(random, all) {
  let last = all[0]
  return () => {
    const others = all.filter((one) => one !== last)
    return (last = others[Math.floor(random() * others.length)])
  }
}

export async function benchTime(browser, address, say) {
  const opened = async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await skipFirstSteps(context)
    return context.newPage()
  }
  const page = await opened()
  await openSample(page, address)
  await fillSample(page)
  await prepareWatch(page)
  say('The density slider')
  const density = await dragged(page, 'Density', seeded(7), 'density')
  const figures = figuresOf([density], 'sliderToPixels', 'input')
  await page.keyboard.press('Control+z')
  await rest(page)
  say('Moments of the time slider')
  Object.assign(figures, await sliderFigures(page))
  const file = await saved(page)
  say('Stages of the reversal of an earlier design')
  await startReversal(page, 'design')
  await prepareWatch(page)
  const results = await stageResults(page, 'design')
  await page.context().close()

  say('Stages of the reversal of ink that is on the photo')
  const other = await opened()
  await other.route('**/sample/hairline.jpg', (route) => route.fulfill({ body: file, contentType: 'image/png' }))
  await openSample(other, address)
  await startReversal(other, 'photo')
  await prepareWatch(other)
  results.push(...(await stageResults(other, 'photo')))
  await other.context().close()
  return { ...figures, ...figuresOf(results, 'stageToPixels') }
}
