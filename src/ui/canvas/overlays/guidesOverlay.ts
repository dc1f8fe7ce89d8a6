import { isScaled } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { facialThirds } from '../../../core/design/lines/facialThirds.ts'
import { faceScaleOf } from '../../../core/design/scale/faceScale.ts'
import { isBesideFront } from '../../../core/design/head/frontView.ts'
import { figureWay } from '../../../core/design/scale/figureWay.ts'
import { fitOf } from '../../../core/design/head/head.ts'
import { faceFrame } from '../../../core/design/head/headOutline.ts'
import { faceHeightPx } from '../../../core/design/scale/marks.ts'
import { guideOnHead, isMeasurable, measuredLine } from '../../../core/design/lines/measuredLine.ts'
import { viewOf } from '../../../core/design/photoView.ts'
import { between, type PointPx } from '../../../core/geometry/points.ts'
import { percent } from '../../shell/figures/format.ts'
import { aboutLength, lengthText } from '../../shell/figures/length.ts'
import { lengthSaidInUnit } from '../../shell/figures/lengthSaid.ts'
import { thirdInUnit, type Third } from '../../shell/figures/thirdsSaid.ts'
import { headStrings } from '../../strings/headStrings.ts'
import { strings } from '../../strings/strings.ts'
import { thirdsStrings } from '../../strings/thirdsStrings.ts'
import { drawMidline, type Place } from './lineOverlay.ts'
import {
  drawLabel,
  drawPill,
  labelWidth,
  pillWidths,
  strokeCased,
  strokeGuide,
  tracePath,
  type Context,
  type PillPart,
} from './overlayStyle.ts'
import type { Box } from '../viewport.ts'

const t = strings.overlay

/**
 * Midline, the levels of the facial thirds as far as the photo shows them, eye-corner verticals, and the heights between the
 * levels (ux 9).
 * @param name of the line whose level it is
 */
export function drawGuides(context: Context, design: Design, place: Place, box: Box, name: string = t.hairline): void {
  // From behind there is no face, and a head that nobody has found has no midline to go by.
  if (viewOf(design) === 'crown') return
  if (!isBesideFront(design)) drawGuidesOnPhoto(context, design, place, box, name)
  else if (fitOf(design)) drawGuidesOnHead(context, design, place, box.width, name)
}

/** The same lines of the face as they lie on a head that is turned away; its height stands beside the midline. */
function drawGuidesOnHead(context: Context, design: Design, place: Place, width: number, lineName: string): void {
  const { hairline, marks, face } = measuredLine(design)
  const { toFace } = faceFrame(marks)
  const line = toFace(hairline.midline)
  const half = marks.outline.rx
  const guide = (from: PointPx, to: PointPx) => {
    const places = guideOnHead(design, from, to).map(place)
    if (places.length < 2) return places
    tracePath(context, places)
    strokeGuide(context)
    return places
  }
  guide({ x: 0, y: 0 }, { x: 0, y: marks.outline.ry * 2 })
  for (const [y, name] of [
    [line.y, lineName],
    [0, t.glabella],
  ] as const) {
    const places = guide({ x: -half, y }, { x: half, y })
    const end = places.reduce<PointPx | null>((a, b) => (a && a.x > b.x ? a : b), null)
    if (end) drawLabel(context, { x: end.x + 10, y: end.y }, name)
  }
  for (const corner of [marks.eyeRight, marks.eyeLeft]) {
    const { x, y } = toFace(corner)
    guide({ x, y }, { x, y: line.y * 1.3 })
  }
  const rise = guideOnHead(design, { x: 0, y: 0 }, { x: 0, y: line.y }).map(place)
  const middle = rise[Math.floor(rise.length / 2)]
  if (!middle || middle.x < 0 || middle.x > width || !isMeasurable(design, 'height', 'both')) return
  const parts: PillPart[] = isScaled(design)
    ? [{ text: lengthSaidInUnit(design, face.heightMmAt(line.y), figureWay(design, 'height')), strong: true }]
    : [{ text: percent(line.y / faceHeightPx(marks)), strong: true }]
  drawPill(context, { x: middle.x - 60, y: middle.y }, parts, width)
}

function drawGuidesOnPhoto(context: Context, design: Design, place: Place, box: Box, lineName: string): void {
  const { marks, hairline } = design
  const { toFace, toPhoto } = faceFrame(marks)
  drawMidline(context, design, place)
  const half = marks.outline.rx * 1.06
  const line = toFace(hairline.midline)
  const thirds = facialThirds(design)
  const levels: (readonly [y: number, name: string])[] = [
    [line.y, lineName],
    [0, t.glabella],
  ]
  if (thirds)
    levels.push([thirds.levels.subnasale, thirdsStrings.subnasale], [thirds.levels.menton, thirdsStrings.menton])
  for (const [y, name] of levels) {
    const ends = [toPhoto({ x: -half, y }), toPhoto({ x: half, y })].map(place)
    tracePath(context, ends)
    strokeGuide(context)
    const end = ends[1]
    if (!end) continue
    const at = { x: end.x + 10, y: end.y }
    if (!isUnderFoot(box, { left: at.x, right: at.x + labelWidth(context, name), y: at.y, half: LABEL_HALF }))
      drawLabel(context, at, name)
  }
  const corners = { right: marks.eyeRight, left: marks.eyeLeft }
  for (const corner of hairline.only ? [corners[hairline.only]] : [corners.right, corners.left]) {
    const { x, y } = toFace(corner)
    tracePath(context, [toPhoto({ x, y }), toPhoto({ x, y: line.y * 1.3 })].map(place))
    strokeGuide(context)
  }
  const bracketAt = (y: number) => place(toPhoto({ x: -half - marks.outline.rx * 0.04, y }))
  const glabella = bracketAt(0)
  drawBracket(context, box, glabella, bracketAt(line.y), upperParts(design, line.y))
  if (!thirds) return
  const said = (third: Third): PillPart[] => [{ text: thirdInUnit(design, thirds, third), strong: true }]
  const subnasale = bracketAt(thirds.levels.subnasale)
  drawBracket(context, box, glabella, subnasale, said('middle'))
  drawBracket(context, box, subnasale, bracketAt(thirds.levels.menton), said('lower'))
}

/** A height along the skin, and how long the photo shows it; without a head it is about so much. */
function upperParts(design: Design, up: number): PillPart[] {
  if (!isScaled(design)) return [{ text: percent(up / faceHeightPx(design.marks)), strong: true }]
  const { heightMmAt, mmPerPx } = faceScaleOf(design)
  if (!fitOf(design)) return [{ text: aboutLength(heightMmAt(up)), strong: true }]
  return [
    { text: lengthSaidInUnit(design, heightMmAt(up), figureWay(design, 'height')), strong: true },
    { text: headStrings.inPhoto(lengthText(up * mmPerPx)), strong: false },
  ]
}

/** Between a bracket and its pill, CSS px. */
const PILL_GAP = 10
/** Half the heights of a pill and of a label, CSS px. */
const PILL_HALF = 13
const LABEL_HALF = 8
/** Less of a bracket in sight has no room for its pill, CSS px. */
const LEAST_SEEN = 2 * PILL_HALF + 4

/** Two levels joined, and the way between them in a pill at its left: in the middle of what the canvas shows of it. */
function drawBracket(context: Context, box: Box, a: PointPx, b: PointPx, parts: readonly PillPart[]): void {
  context.beginPath()
  context.moveTo(a.x, a.y)
  context.lineTo(b.x, b.y)
  for (const p of [a, b]) {
    context.moveTo(p.x - 4, p.y)
    context.lineTo(p.x + 4, p.y)
  }
  strokeCased(context, 1, '#ffffff')
  const middle = pillPlace(box, a, b)
  if (!middle) return
  // Where there is no room for all of it, what is measured stands alone.
  const fits = middle.x - PILL_GAP - pillWidths(context, parts).whole >= 0
  const shown = fits ? parts : parts.slice(0, 1)
  const { whole } = pillWidths(context, shown)
  const at = { x: middle.x - PILL_GAP - whole / 2, y: middle.y }
  if (isUnderFoot(box, { left: at.x - whole / 2, right: at.x + whole / 2, y: at.y, half: PILL_HALF })) return
  drawPill(context, at, shown, box.width)
}

/** A pill is moved into the canvas, but not when what it measures is out of sight. */
function pillPlace(box: Box, a: PointPx, b: PointPx): PointPx | null {
  const [high, low] = a.y < b.y ? [a, b] : [b, a]
  const from = Math.max(0, high.y)
  const to = Math.min(box.height, low.y)
  if (to - from < LEAST_SEEN) return null
  const at = between(high, low, ((from + to) / 2 - high.y) / (low.y - high.y))
  return at.x < 0 || at.x > box.width ? null : at
}

/** What the scale at the foot of the canvas covers at the left, and the zoom at the right, CSS px: larger under a finger. */
const FOOT = { height: 64, left: 330, right: { finger: 240, mouse: 200 } } as const
const finger = matchMedia('(pointer: coarse)')

/** Whether words would lie under what floats over the foot of the canvas. */
function isUnderFoot(box: Box, words: { left: number; right: number; y: number; half: number }): boolean {
  const inFoot = words.y + words.half > box.height - FOOT.height
  return inFoot && (words.left < FOOT.left || words.right > box.width - FOOT.right[finger.matches ? 'finger' : 'mouse'])
}
