import type { Design } from '../../src/core/design/design.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { readSampleMarks } from '../../src/core/design/sampleMarks.ts'
import { createTool } from '../../src/core/tools/toolbox.ts'
import { createEngine } from '../../src/worker/client.ts'
import type { Engine } from '../../src/worker/engine.ts'

declare global {
  interface Window {
    /** Runs everything; the page that drives the browser calls it. */
    bench?: () => Promise<Record<string, number>>
  }
}

const ROUNDS = 5
const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b)
const quantile = (values: readonly number[], q: number): number =>
  sorted(values)[Math.min(values.length - 1, Math.floor(q * values.length))] ?? 0
const round = (ms: number, digits = 1): number => Number(ms.toFixed(digits))

/** The sample's design on the open photo, filled, with its default seed replaced by a fixed one. */
async function openedSample(engine: Engine): Promise<{ design: Design; openMs: number }> {
  const [photo, record] = await Promise.all([
    fetch('/sample/hairline.jpg').then((r) => r.arrayBuffer()),
    fetch('/sample/marks.json').then((r) => r.json() as Promise<unknown>),
  ])
  const { marks, knownMm } = readSampleMarks(record)
  const start = performance.now()
  const opened = await engine.openPhoto(photo)
  const openMs = performance.now() - start
  if (!opened.ok) throw new Error(`The sample did not open: ${opened.problem.code}.`)
  const { hash, width, height } = opened.photo
  const scale = { a: marks.eyeRight, b: marks.eyeLeft, knownMm, source: 'caliper', status: 'used' } as const
  const design = newDesign({ id: 'sample', hash, width, height }, { marks, scale, seed: 1 })
  return { design: { ...design, fill: { ...design.fill, filled: true, densityPerCm2: 320 } }, openMs }
}

/** The same face measured as larger, until it takes the wanted number of dots, within 2 %. */
async function sizedFor(engine: Engine, design: Design, wanted: number): Promise<Design> {
  let sized = design
  for (let i = 0; i < 8; i++) {
    const { dots } = await engine.measure(sized)
    if (Math.abs(dots / wanted - 1) < 0.02) return sized
    const knownMm = sized.scale.knownMm * Math.sqrt(wanted / dots)
    sized = { ...sized, scale: { ...sized.scale, knownMm } }
  }
  return sized
}

async function fillFigures(engine: Engine, design: Design, wanted: number): Promise<Record<string, number>> {
  const sized = await sizedFor(engine, design, wanted)
  const whole: number[] = []
  const first: number[] = []
  let dots = 0
  for (let i = 0; i <= ROUNDS; i++) {
    // Another seed each time: nothing may come from a cache.
    const job = { ...sized, fill: { ...sized.fill, seed: i + 1 } }
    const start = performance.now()
    let firstTile = 0
    const result = await engine.fill(job, {
      progress: () => {},
      tile(tile) {
        firstTile ||= performance.now() - start
        for (const bitmap of tile.mips) bitmap.close()
      },
    })
    if (i === 0) continue
    whole.push(performance.now() - start)
    first.push(firstTile)
    dots = result?.dots ?? 0
  }
  const name = `fill.${wanted}`
  return {
    [`${name}.dots`]: dots,
    [`${name}.ms`]: round(quantile(whole, 0.5)),
    [`${name}.firstTileMs`]: round(quantile(first, 0.5)),
  }
}

/** From a pointer sample to the changed mask of a 12 MP photo: strokes across the head with a 12 mm brush. */
function brushFigures(design: Design): Record<string, number> {
  const context = { mmPerPx: 0.068, pxPerScreenPx: 5, brushMm: 12, feather: 0.35, pressureSize: false, mirror: false }
  const times: number[] = []
  for (let stroke = 0; stroke < 12; stroke++) {
    const tool = createTool('brush')
    const y = 700 + stroke * 90
    let now = design
    for (let i = 0; i <= 120; i++) {
      const at = { x: 700 + i * 14, y: y + 60 * Math.sin(i / 9) }
      const type = i === 0 ? 'down' : i === 120 ? 'up' : 'move'
      const input = { type, at, pointer: 'mouse', pressure: 0.5, shift: false, alt: false, ctrl: false } as const
      const start = performance.now()
      now = tool.handle(input, now, context).design ?? now
      if (stroke > 1) times.push(performance.now() - start)
    }
  }
  return {
    'brush.sampleToMaskMs.median': round(quantile(times, 0.5), 3),
    'brush.sampleToMaskMs.p95': round(quantile(times, 0.95), 3),
  }
}

window.bench = async () => {
  const engine = createEngine()
  const { design, openMs } = await openedSample(engine)
  return {
    'photo.open12MpMs': round(openMs),
    ...(await fillFigures(engine, design, 25_000)),
    ...(await fillFigures(engine, design, 100_000)),
    ...brushFigures(design),
  }
}
