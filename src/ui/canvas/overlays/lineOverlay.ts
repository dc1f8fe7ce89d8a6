import { isScaled, scaleOnPhoto } from '../../../core/design/scale/calibration.ts'
import type { Design, Hairline } from '../../../core/design/design.ts'
import { isAdded, isCorner, partnerOf } from '../../../core/design/lines/addedPoints.ts'
import { handlePoints, hairlinePath } from '../../../core/design/lines/hairline.ts'
import { readoutWay } from '../../../core/design/scale/figureWay.ts'
import { fitOf } from '../../../core/design/head/head.ts'
import { faceFrame } from '../../../core/design/head/headOutline.ts'
import { between, distance, type PointPx } from '../../../core/geometry/points.ts'
import type { Handle, Readout } from '../../../core/tools/tool.ts'
import { figureSaid } from '../../shell/figures/lengthSaid.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { lengthText, perPxText } from '../../shell/figures/length.ts'
import { headStrings } from '../../strings/headStrings.ts'
import { strings } from '../../strings/strings.ts'
import {
  circle,
  drawHandle,
  drawPill,
  strokeCased,
  strokeDotted,
  strokeGuide,
  tracePath,
  type Context,
  type HandleLook,
} from './overlayStyle.ts'
import type { Box } from '../viewport.ts'

/** Photo to screen. */
export type Place = (p: PointPx) => PointPx

const t = strings.overlay

const paths = new WeakMap<Hairline, readonly PointPx[]>()

/** The dense path of a line, kept while the line is: pans and zooms need it at every frame. */
export function pathOf(line: Hairline): readonly PointPx[] {
  const known = paths.get(line)
  if (known) return known
  const path = hairlinePath(line)
  const kept = path.filter((_, i) => i % 2 === 0 || i === path.length - 1)
  paths.set(line, kept)
  return kept
}

export function drawHairline(context: Context, line: Hairline, place: Place, quiet: boolean): void {
  tracePath(context, pathOf(line).map(place))
  if (quiet) strokeDotted(context)
  else strokeCased(context, 2.5)
}

export interface HandleStates {
  readonly active: Handle | null
  readonly focused: Handle | null
  readonly mirror: boolean
  /** The line is locked: its points are only marked. */
  readonly quiet?: boolean
}

export function drawHairlineHandles(context: Context, design: Design, place: Place, states: HandleStates): void {
  const { hairline } = design
  for (const { handle, at } of handlePoints(hairline)) {
    drawHandle(context, place(at), {
      ...lookOf(handle, states),
      follows:
        states.mirror &&
        !hairline.only &&
        handle.startsWith('right.') &&
        (!isAdded(handle) || partnerOf(hairline, handle) !== null),
      corner: isCorner(hairline, handle),
      radius: isAdded(handle) ? ADDED_RADIUS : undefined,
      quiet: states.quiet,
    })
  }
}

/** Added points are smaller than the ones that carry the measures, CSS px. */
const ADDED_RADIUS = 4.5

/** A plus where a press would add a point. */
export function drawGhost(context: Context, at: PointPx): void {
  circle(context, at, ADDED_RADIUS + 1.5)
  context.fillStyle = 'rgb(16 32 46 / 80%)'
  context.fill()
  context.beginPath()
  context.moveTo(at.x - 3, at.y)
  context.lineTo(at.x + 3, at.y)
  context.moveTo(at.x, at.y - 3)
  context.lineTo(at.x, at.y + 3)
  strokeCased(context, 1.5, '#ffffff')
}

export const lookOf = (handle: Handle, { active, focused }: HandleStates): HandleLook => ({
  active: handle === active,
  focused: handle === focused,
})

export function drawMidline(context: Context, design: Design, place: Place): void {
  const { toPhoto } = faceFrame(design.marks)
  const { outline } = design.marks
  tracePath(context, [toPhoto({ x: 0, y: outline.ry * 1.25 }), toPhoto({ x: 0, y: -outline.ry })].map(place))
  strokeGuide(context)
}

/** Nearer to the foot of the canvas the hint would cover a pill, CSS px. */
const NEAR_FOOT = 130

/** The known length from its first point to the pointer. */
export function drawLaying(context: Context, shown: readonly PointPx[]): void {
  tracePath(context, shown)
  strokeCased(context, 1.5, '#ffffff')
}

export function drawScale(context: Context, design: Design, place: Place, states: HandleStates, box: Box): void {
  const { a, b, knownMm, status, untold } = design.scale
  const ends = [place(a), place(b)] as const
  tracePath(context, ends)
  strokeCased(context, 2.5)
  drawHandle(context, ends[0], lookOf('scaleA', states))
  drawHandle(context, ends[1], lookOf('scaleB', states))
  // A length that nobody has told is none to show.
  if (status === 'skipped' || untold) return
  const middle = between(ends[0], ends[1])
  const y = middle.y + (middle.y > box.height - NEAR_FOOT ? -34 : 28)
  drawPill(context, { x: middle.x, y }, [{ text: lengthText(knownMm, 1), strong: true }], box.width)
}

/** The arc of the frontotemporal angle at the apex that is being moved. */
export function drawAngle(context: Context, design: Design, place: Place, handle: Handle): void {
  const side = handle === 'right.apex' ? 'right' : handle === 'left.apex' ? 'left' : null
  if (!side) return
  const { apex, midFrontal, temporalMid } = design.hairline[side]
  const at = place(apex)
  const one = place(midFrontal)
  const two = place(temporalMid)
  const from = Math.atan2(one.y - at.y, one.x - at.x)
  const turn = Math.atan2(two.y - at.y, two.x - at.x) - from
  const short = Math.atan2(Math.sin(turn), Math.cos(turn))
  const radius = Math.min(34, distance(at, one) * 0.7)
  context.beginPath()
  context.arc(at.x, at.y, radius, from, from + short, short < 0)
  strokeCased(context, 1.5, '#ffffff')
}

/** Closer to the top than this, a pill stands below its point, CSS px. */
const NEAR_TOP = 56

/** The pill beside what is being dragged: `18 mm recession 87°`; without a scale shares of the face's height. */
export function drawReadout(context: Context, design: Design, readout: Readout, place: Place, width: number): void {
  const at = place(readout.at)
  const { status, untold } = design.scale
  const isKnownLength = readout.kind === 'distance'
  // While the length is laid for the first time its mm are what was typed; left out, or told by nobody, it has none.
  if (isKnownLength && status !== 'skipped' && !untold) {
    const { value } = scaleOnPhoto(design).mmPerPx
    const text = perPxText(value)
    // The known length stands below the line: this one above, or below both.
    drawPill(context, { x: at.x, y: at.y < NEAR_TOP ? at.y + 64 : at.y - 34 }, [{ text, strong: false }], width)
    return
  }
  const scaled = isScaled(design) && !isKnownLength
  const onHead = fitOf(design) !== null
  const mm = figureSaid(design, readout.mm, readoutWay(design, readout))
  const parts = [
    { text: scaled ? mm : percent(readout.faceShare), strong: true },
    { text: t.kinds[readout.kind], strong: false },
  ]
  if (scaled && onHead && readout.inPhotoMm !== undefined)
    parts.push({ text: headStrings.inPhoto(lengthText(readout.inPhotoMm)), strong: false })
  if (readout.angleDeg !== undefined) parts.push({ text: `${number(readout.angleDeg)}°`, strong: true })
  drawPill(context, { x: at.x + 18, y: at.y < NEAR_TOP ? at.y + 34 : at.y - 34 }, parts, width, 'left')
}
