import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import type { Design, Marks, Scale } from '../../../src/core/design/design.ts'
import { hairlinePath } from '../../../src/core/design/lines/hairline.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { readSampleMarks } from '../../../src/core/design/scale/sampleMarks.ts'
import { densityFieldOf, expectedDots } from '../../../src/core/fill/densityField.ts'
import type { PointPx } from '../../../src/core/geometry/points.ts'
import { uniformAt } from '../../../src/core/sampling/random.ts'
import { createTool } from '../../../src/core/tools/toolbox.ts'

/** Size of the sample's photo, px. */
export const SAMPLE = { width: 3024, height: 4032 } as const

/** The marks of the sample on a photo of another size. */
function scaledMarks(marks: Marks, by: number): Marks {
  const at = ({ x, y }: PointPx) => ({ x: x * by, y: y * by })
  const { outline } = marks
  return {
    ...marks,
    glabella: at(marks.glabella),
    eyeRight: at(marks.eyeRight),
    eyeLeft: at(marks.eyeLeft),
    outline: { ...outline, centre: at(outline.centre), rx: outline.rx * by, ry: outline.ry * by },
  }
}

/**
 * The sample's design, filled at the greatest density, with its face measured as larger until it takes `dots` dots within
 * a hundredth.
 * @param record what ships as sample/marks.json
 */
export function sampleDesign(
  record: unknown,
  o: { dots: number; seed?: number; hash?: string; width?: number; height?: number },
): Design {
  const { width = SAMPLE.width, height = SAMPLE.height } = o
  const read = readSampleMarks(record)
  const marks = scaledMarks(read.marks, width / SAMPLE.width)
  const scale: Scale = { a: marks.eyeRight, b: marks.eyeLeft, knownMm: read.knownMm, source: 'caliper', status: 'used' }
  const fresh = newDesign({ id: 'sample', hash: o.hash ?? '', width, height }, { marks, scale, seed: o.seed ?? 1 })
  let design: Design = { ...fresh, fill: { ...fresh.fill, filled: true, densityPerCm2: 320 } }
  for (let round = 0; round < 8; round++) {
    const surface = surfaceOf(design)
    const dots = expectedDots(densityFieldOf(design, surface), surface)
    if (Math.abs(dots / o.dots - 1) < 0.01) break
    design = { ...design, scale: { ...scale, knownMm: design.scale.knownMm * Math.sqrt(o.dots / dots) } }
  }
  return design
}

export interface Stroke {
  readonly erases: boolean
  readonly from: PointPx
  readonly to: PointPx
}

const STROKE_MM = 20
const BRUSH_MM = 12

/** Strokes all over an area: erased behind the line, painted over what was erased, painted across the line. */
export function strokesOn(design: Design, count: number, seed = 1): readonly Stroke[] {
  const { outline } = design.marks
  const { midline } = design.hairline
  const length = STROKE_MM / surfaceOf(design).mmPerPxAt(midline)
  const depth = midline.y - (outline.centre.y - outline.ry)
  const strokes: Stroke[] = []
  for (let i = 0; strokes.length < count; i++) {
    const draw = (n: number) => uniformAt(seed, i * 8 + n)
    const across = outline.centre.x + outline.rx * 1.2 * (draw(0) - 0.5)
    const direction = [1, 0.7, 0, -0.7][Math.floor(draw(1) * 4)]!
    const way = { x: length * direction, y: length * Math.sqrt(1 - direction * direction) }
    const through = (y: number, erases: boolean): Stroke => ({
      erases,
      from: { x: across - way.x / 2, y: y - way.y / 2 },
      to: { x: across + way.x / 2, y: y + way.y / 2 },
    })
    const erased = through(midline.y - depth * (0.2 + 0.6 * draw(2)), true)
    strokes.push(erased, { ...erased, erases: false }, through(midline.y + length * 0.1 * (draw(3) - 0.3), false))
  }
  return strokes.slice(0, count)
}

/** What the brush makes of a design, by the way that a hand's samples take. */
export function painted(design: Design, { erases, from, to }: Stroke): Design {
  const tool = createTool(erases ? 'eraser' : 'brush')
  const mmPerPx = surfaceOf(design).mmPerPxAt(from)
  const context = { mmPerPx, pxPerScreenPx: 4, brushMm: BRUSH_MM, feather: 0.35, pressureSize: false, mirror: false }
  let now = design
  const SAMPLES = 12
  for (let i = 0; i <= SAMPLES; i++) {
    const t = i / SAMPLES
    const at = { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t }
    const type = i === 0 ? 'down' : i === SAMPLES ? 'up' : 'move'
    const input = { type, at, pointer: 'mouse', pressure: 0.5, shift: false, alt: false, ctrl: false } as const
    now = tool.handle(input, now, context).design ?? now
  }
  return now
}

/** Where the rough line may lie, before it and behind it: within, paint changes the mirrored place across the line too. */
const LINE_MM = 15

/** Whether a place is within a stroke's reach: under the brush, a sample beside it, or mirrored across the line. */
export function reachOf(design: Design, { from, to }: Stroke): (x: number, y: number) => boolean {
  const surface = surfaceOf(design)
  const mmPerPx = surface.mmPerPxAt(from)
  const { step } = densityFieldOf(design, surface)
  const fromStroke = (x: number, y: number): number => {
    const dx = to.x - from.x
    const dy = to.y - from.y
    const t = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy)))
    return Math.hypot(x - from.x - t * dx, y - from.y - t * dy)
  }
  const own = BRUSH_MM / 2 / mmPerPx + 2 * step
  const toLine = Math.min(...hairlinePath(design.hairline).map((p) => fromStroke(p.x, p.y)))
  const mirrored = toLine < own + LINE_MM / mmPerPx ? 2 * (LINE_MM / mmPerPx) : 0
  return (x, y) => fromStroke(x, y) <= own + mirrored
}
