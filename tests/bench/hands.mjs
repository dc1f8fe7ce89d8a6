// What a hand waits for while about 100,000 dots are shown: frames while it moves, and the longest task until all is done.

const quantile = (values, q) => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0
}
const round = (value) => Number(value.toFixed(1))
const button = (page, name) => page.getByRole('button', { name, exact: true })
const toStep = (page, name) =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name, exact: true }).click()

const ROUNDS = 4
const MOVES = 150
const TURN = 50

/** Waits until nothing is placed or drawn any more. */
async function rest(page) {
  await page.waitForFunction(() => !document.querySelector('[role=progressbar]'), undefined, { timeout: 60_000 })
  await page.waitForTimeout(1500)
}

/**
 * A hand presses, moves along a small circle and lets go a little beside: frame intervals while it moves, and the longest
 * task of the main thread from the press until all is drawn and saved, ms of its own processor time.
 */
async function gesture(browser, page, { x, y }, { radius, turn = TURN, moves = MOVES }) {
  await page.mouse.move(x, y)
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing', 'devtools.timeline'] })
  // Tracing starts within the first task of the page that runs a script, which takes up to .1 s: nothing that a hand waits for.
  await page.evaluate(() => performance.now())
  await page.waitForTimeout(300)
  await page.evaluate(() => {
    performance.mark('hand')
    window.intervals = []
    let last = 0
    const look = (now) => {
      if (!window.intervals) return
      if (last > 0) window.intervals.push(now - last)
      last = now
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.mouse.down()
  for (let i = 1; i <= moves; i++) {
    const angle = (2 * Math.PI * i) / turn
    await page.mouse.move(x + radius * Math.sin(angle), y + radius * (1 - Math.cos(angle)))
  }
  const intervals = await page.evaluate(() => {
    const seen = window.intervals
    window.intervals = null
    return seen
  })
  await page.mouse.move(x + 9, y + 6)
  await page.mouse.up()
  await rest(page)
  return { intervals, taskMs: longestTaskMs(JSON.parse(String(await browser.stopTracing()))) }
}

/** Of the thread on which the page marked that the hand begins. */
function longestTaskMs({ traceEvents }) {
  const begins = traceEvents.find(({ name }) => name === 'hand')
  if (!begins) throw new Error('The trace does not say when the hand began.')
  const tasks = traceEvents.filter(
    ({ name, pid, tid, ts, tdur }) =>
      name.endsWith('RunTask') && pid === begins.pid && tid === begins.tid && ts >= begins.ts && tdur !== undefined,
  )
  if (tasks.length === 0) throw new Error('The trace holds no task of the page.')
  return Math.max(...tasks.map(({ tdur }) => tdur)) / 1000
}

/** Where a handle of the line lies: the pointer is moved down the middle until it is over one. */
async function handleOnMidline(page, box) {
  for (let y = 20; y < box.height; y += 4)
    for (const x of [box.x + box.width / 2, box.x + box.width / 2 - 8, box.x + box.width / 2 + 8]) {
      await page.mouse.move(x, box.y + y)
      await page.waitForTimeout(25)
      const over = await page.evaluate(() => document.querySelector('[role=application]').dataset.over)
      if (over === 'handle' && y > box.height * 0.15) return { x, y: box.y + y }
    }
  throw new Error('No handle was found on the midline.')
}

const undo = async (page) => {
  await page.keyboard.press('Control+z')
  await rest(page)
}

/** Rounds of one gesture, each taken back, so that all begin alike; the first is there to warm up. */
async function rounds(browser, page, at, path) {
  const seen = []
  for (let i = 0; i < ROUNDS; i++) {
    seen.push(await gesture(browser, page, at, path))
    await undo(page)
  }
  const counted = seen.slice(1)
  return {
    p95: round(
      quantile(
        counted.flatMap(({ intervals }) => intervals),
        0.95,
      ),
    ),
    // The middle one: now and then the browser collects its garbage within one.
    taskMs: round(
      quantile(
        counted.map(({ taskMs }) => taskMs),
        0.5,
      ),
    ),
  }
}

/** An area of about 100 cm2 by a lasso, over the one that is filled. */
async function addArea(browser, page, at) {
  await button(page, 'New area').click()
  await page.getByRole('radio', { name: 'Lasso' }).first().click()
  await gesture(browser, page, at, { radius: 90, turn: 60, moves: 60 })
}

async function toggleEye(page, name) {
  await button(page, 'Layers').click()
  await button(page, `Show ${name}`).click()
  await button(page, 'Layers').click()
  await rest(page)
}

/** Hands that drag and paint, by the name of their figure. */
async function* gestures(browser, page) {
  const box = await page.locator('[role=application]').boundingBox()
  const place = (x, y) => ({ x: box.x + box.width * x, y: box.y + box.height * y })
  const give = (at, radius, path = {}) => rounds(browser, page, at, { radius, ...path })
  await toStep(page, 'Hairline')
  await page.keyboard.press('Shift+Digit1')
  await page.waitForTimeout(800)
  const handle = await handleOnMidline(page, box)
  yield { hand: 'input.handleDrag', ...(await give(handle, 14)) }
  await toStep(page, 'Area')
  await page.keyboard.press('v')
  const line = { x: handle.x + 25, y: handle.y + 1 }
  await page.mouse.click(line.x, line.y)
  yield { hand: 'input.moveLine', ...(await give(line, 14)) }
  await page.keyboard.press('b')
  yield { hand: 'edit.strokeToMask', ...(await give(place(0.5, 0.22), 30)) }
  await page.getByRole('radio', { name: 'Lasso' }).first().click()
  yield { hand: 'edit.lasso', ...(await give(place(0.5, 0.2), 60, { moves: 60, turn: 60 })) }
  await toStep(page, 'Dots')
  await page.getByRole('radio', { name: 'Density brush' }).first().click()
  yield { hand: 'edit.densityStroke', ...(await give(place(0.5, 0.16), 30)) }
  await toStep(page, 'Area')
  await addArea(browser, page, place(0.5, 0.1))
  await page.keyboard.press('v')
  const area = place(0.5, 0.22)
  await page.mouse.click(area.x, area.y)
  yield { hand: 'input.moveArea', ...(await give(area, 14)) }
  await toggleEye(page, 'Bare scalp')
  await page.keyboard.press('b')
  yield { hand: 'edit.strokeBesideHidden', ...(await give(place(0.42, 0.22), 30)) }
  await toggleEye(page, 'Bare scalp')
  await page.keyboard.press('m')
  const end = place(0.6, 0.3)
  await page.mouse.move(end.x - 140, end.y)
  await page.mouse.down()
  await page.mouse.move(end.x, end.y, { steps: 8 })
  await page.mouse.up()
  yield { hand: 'input.measureEnd', ...(await give(end, 20)) }
}

const hands = [
  'input.handleDrag',
  'input.moveLine',
  'edit.strokeToMask',
  'edit.lasso',
  'edit.densityStroke',
  'input.moveArea',
  'edit.strokeBesideHidden',
  'input.measureEnd',
]
/** The figures that are given for each photo, and at their worst. */
export const handFigures = hands.flatMap((hand) => [`${hand}P95Ms`, `${hand}TaskMs`])

/**
 * Of each hand the 95th percentile of its frames' intervals and the longest task, ms, for a page in which about 100,000 dots
 * are shown.
 */
export async function benchHands(browser, page, name) {
  const figures = {}
  for await (const { hand, p95, taskMs } of gestures(browser, page)) {
    figures[`${hand}P95Ms.${name}`] = p95
    figures[`${hand}TaskMs.${name}`] = taskMs
  }
  return figures
}
