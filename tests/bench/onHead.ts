import type { Design } from '../../src/core/design/design.ts'
import { withHeadMeasured } from '../../src/core/design/edits.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { readSampleMarks } from '../../src/core/design/scale/sampleMarks.ts'
import type { Engine } from '../../src/worker/engine.ts'
import { painted, strokesOn } from '../core/sampling/sampleStrokes.ts'
import { close, filled, type Opened } from './filling.ts'
import { median, quantile, rounded, type Figures } from './measure.ts'

/** Densities to which the slider is moved, over and over. */
const DENSITIES = [300, 305, 310, 315, 320]
const WARM = 6
/** The level that a moving slider is shown at on a usual screen. */
const PREVIEW_LEVEL = 2

/** The sample at its densest, as its photo is measured: on the head that is fitted to it, or flat. */
function sampleOn(head: boolean, record: unknown, { photo }: Opened): Design {
  const { hash, width, height } = photo
  const { marks, knownMm } = readSampleMarks(record)
  const scale = { a: marks.eyeRight, b: marks.eyeLeft, knownMm, source: 'caliper', status: 'used' } as const
  const design = withHeadMeasured(newDesign({ id: 'sample', hash, width, height }, { marks, scale }), head)
  return { ...design, fill: { ...design.fill, filled: true, densityPerCm2: 320 } }
}

async function figuresOn(head: boolean, engine: Engine, record: unknown, opened: Opened): Promise<Figures> {
  const name = head ? 'onHead' : 'flat'
  let design = sampleOn(head, record, opened)
  const first = await filled(engine, design)
  close(first.tiles)
  let { result } = first
  const strokes: number[] = []
  for (const [number, stroke] of strokesOn(design, 30).entries()) {
    design = painted(design, stroke)
    const fill = await filled(engine, design, result.picture)
    close(fill.tiles)
    result = fill.result
    if (number >= WARM) strokes.push(fill.ms)
  }
  const moves: number[] = []
  for (let i = 0; i < 30; i++) {
    const densityPerCm2 = DENSITIES[i % DENSITIES.length]!
    const moved = { ...design, fill: { ...design.fill, densityPerCm2 } }
    const start = performance.now()
    const preview = await engine.fill(moved, { progress: () => {}, tiles: close }, { level: PREVIEW_LEVEL })
    if (!preview) throw new Error('The preview was stopped.')
    if (i >= WARM) moves.push(performance.now() - start)
  }
  const again = await filled(engine, { ...design, fill: { ...design.fill, seed: design.fill.seed + 1 } })
  close(again.tiles)
  return {
    [`fill.${name}FirstMs`]: rounded(first.ms),
    [`fill.${name}OtherSeedMs`]: rounded(again.ms),
    [`fill.${name}.dots`]: Math.round(first.result.dots.value),
    [`edit.strokeToDotsP95Ms.${name}`]: rounded(quantile(strokes, 0.95)),
    [`edit.strokeToDotsMedianMs.${name}`]: rounded(median(strokes)),
    [`input.previewP95Ms.${name}`]: rounded(quantile(moves, 0.95)),
    [`input.previewMedianMs.${name}`]: rounded(median(moves)),
  }
}

/** The same work on the head and flat, one after the other: what the head costs. */
export async function headFigures(engine: Engine, record: unknown, opened: Opened): Promise<Figures> {
  return {
    ...(await figuresOn(false, engine, record, opened)),
    ...(await figuresOn(true, engine, record, opened)),
  }
}
