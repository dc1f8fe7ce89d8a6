import type { PointPx } from '../../geometry/points.ts'
import { isScaled, lengthErrorOf, surfaceOf } from '../scale/calibration.ts'
import type { Design, Side } from '../design.ts'
import { bendAt, steepestFall } from './frontShape.ts'
import { isBesideFront } from '../head/frontView.ts'
import { figuresOf, placeFigures } from './hairline.ts'
import { islandCm2 } from '../areas/island.ts'
import { ruleWay } from '../scale/figureWay.ts'
import { lengthHalfMm } from '../scale/lengthBand.ts'
import {
  hairlineRules,
  ruleIds,
  WALL_FROM_PER_CM2,
  type HairlineRule,
  type Limits,
  type Person,
  type RuleId,
} from './hairlineRules.ts'
import { APEX_REACH } from './hairlineStyles.ts'
import { fitOf, poseOf } from '../head/head.ts'
import { faceFrame, headReachAt } from '../head/headOutline.ts'
import { faceHeightPx } from '../scale/marks.ts'
import { isMeasurable, measuredLine } from './measuredLine.ts'

/** A rule that a line does not keep. */
export interface Advice {
  readonly rule: RuleId
  /** In the rule's unit, as `limits` and `by`. */
  readonly value: number
  readonly limits: Limits
  /** Beyond the limit: negative below the low one, positive above the high one. */
  readonly by: number
  /** The patient's; null where the rule is about the whole line. */
  readonly side: Side | null
  readonly at: PointPx
}

interface Measured {
  readonly value: number
  readonly side: Side | null
  readonly at: PointPx
}

const sides = ['right', 'left'] as const

/**
 * Where a design leaves the rules of hairline design, first what is farthest beyond its limit, measured by how far lines
 * differ anyway. Millimetres are judged only where there is a scale in use, and only beyond their 90 % band: what may be an
 * error of measuring is not spoken of.
 */
export function hairlineAdvice(design: Design, person: Person): readonly Advice[] {
  const scaled = isScaled(design)
  const doubtOf = ({ value, side, at }: Measured, rule: RuleId): number => {
    const { unit } = hairlineRules[rule]
    if (unit === 'mm') return lengthHalfMm(design, value, ruleWay(design, rule, { side, at }))
    return unit === 'cm2' ? Math.abs(value) * lengthErrorOf(design) * 2 : 0
  }
  const measured = measures(design)
  // Seen from aside a line is judged by the settings of its edge alone, unless the head says how it lies.
  const judged = isMeasurable(design, 'height', 'both') ? ruleIds : ofEdge
  const found = judged.flatMap((rule) => {
    const { unit, limits: limitsFor } = hairlineRules[rule]
    const limits = limitsFor(person)
    if (!limits || (isLength(unit) && !scaled)) return []
    return measured[rule].flatMap((m) => {
      // The edge is kept in mm, the rest is measured on the photo.
      const doubt = rule === 'wall' ? 0 : doubtOf(m, rule)
      const by = beyond(m.value, limits, doubt)
      return by === 0 ? [] : [{ rule, limits, by, ...m }]
    })
  })
  return found.toSorted((a, b) => weightOf(b) - weightOf(a))
}

/** Rules that look at no place of the photo. */
const ofEdge: readonly RuleId[] = ['wall', 'ruled']

const isLength = (unit: HairlineRule['unit']): boolean => unit === 'mm' || unit === 'cm2'

/** How far out of its range an advice is, in spreads of its rule. */
export const weightOf = ({ rule, by }: Pick<Advice, 'rule' | 'by'>): number => Math.abs(by) / hairlineRules[rule].spread

function beyond(value: number, { low, high }: Limits, doubt: number): number {
  if (low !== null && value + doubt < low) return value - low
  if (high !== null && value - doubt > high) return value - high
  return 0
}

/** What each rule looks at; a rule that has nothing to look at gets nothing. */
function measures(design: Design): Readonly<Record<RuleId, readonly Measured[]>> {
  const { fill } = design
  const { hairline: h, marks, face } = measuredLine(design)
  const { toFace } = faceFrame(marks)
  const figures = figuresOf(h, marks, face)
  const whole = (value: number): Measured[] => [{ value, side: null, at: design.hairline.midline }]
  const shown = sides.filter((side) => (!h.only || side === h.only) && isMeasurable(design, 'recession', side))
  const both = (value: (side: Side) => number | null): Measured[] =>
    shown.flatMap((side) => {
      const of = value(side)
      return of === null ? [] : [{ value: of, side, at: design.hairline[side].apex }]
    })
  const apexRight = toFace(h.right.apex)
  const apexLeft = toFace(h.left.apex)
  const frontRight = toFace(h.right.midFrontal)
  const frontLeft = toFace(h.left.midFrontal)
  const differences = [apexLeft.y - apexRight.y, apexLeft.x + apexRight.x, frontLeft.y - frontRight.y]
  const greatest = differences.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a))
  /** On the side that is higher, wider or more open; one side alone differs from none. */
  const differing = (difference: number): Measured[] => {
    if (h.only) return []
    const side = difference > 0 ? 'left' : 'right'
    return [{ value: Math.abs(difference), side, at: design.hairline[side].apex }]
  }
  const outsideEye = (side: Side): number | null => {
    const { outsideEyeMm } = placeFigures(marks, face, h, { side, at: h[side].apex })
    // On a head that is held upright the eye corner's vertical may leave it below the line: farther out is no skin to draw on.
    const { x, y } = toFace(h[side].apex)
    return outsideEyeMm < 0 && Math.abs(x) > AT_RIM * headReachAt(marks, y)[side] ? null : outsideEyeMm
  }
  return {
    height: whole(figures.heightMm),
    roomForLoss: whole(figures.heightMm),
    // The stages of hair loss are laid as a photo from the front shows them.
    island: isBesideFront(design)
      ? []
      : islandCm2(design, surfaceOf(design)).map((cm2) => ({ value: cm2, side: null, at: design.hairline.midline })),
    angle: both((side) => figures.angleDeg[side]),
    recession: both((side) => figures.recessionMm[side]),
    falling: both((side) => steepestFall(h, marks, side)),
    // Proposed eye corners need not be the patient's.
    bend: marks.checked ? both((side) => bendAt(h, marks, side)) : [],
    asymmetry: differing(greatest * face.mmPerPx),
    angleAsymmetry: differing(figures.angleDeg.left - figures.angleDeg.right),
    tilt: marks.checked
      ? differing(tiltOf(apexRight, apexLeft) - tiltOf(toFace(marks.eyeRight), toFace(marks.eyeLeft)))
      : [],
    wall: fill.densityPerCm2 < WALL_FROM_PER_CM2 ? [] : whole(h.transitionMm),
    ruled: whole(h.irregularity),
    apex: marks.checked ? both(outsideEye) : [],
    // The marks end at the chin: the middle third is half of what lies below the glabella.
    thirds: showsThirds(design) ? whole(toFace(h.midline).y / (faceHeightPx(marks) / 3)) : [],
  }
}

/** So far out, of the way to the head's side, a style lays its apex where there is no more room. */
const AT_RIM = APEX_REACH - 0.05

/** Farther bowed a head shows its face from above: its thirds are then no thirds of the face, degrees (assumed). */
const MOST_BOWED_DEG = 20

function showsThirds(design: Design): boolean {
  // From aside the chin is nowhere marked, unless another view knows the face.
  if (isBesideFront(design)) return design.head?.known !== undefined
  const fit = fitOf(design)
  return !fit || Math.abs(poseOf(fit).bowed) <= MOST_BOWED_DEG
}

/** Degrees by which a way from right to left rises, in the face frame. */
const tiltOf = (right: PointPx, left: PointPx): number =>
  (Math.atan2(left.y - right.y, left.x - right.x) * 180) / Math.PI
