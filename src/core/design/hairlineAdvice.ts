import type { PointPx } from '../geometry/points.ts'
import { isScaled, mmPerPxOf } from './calibration.ts'
import type { Design, Side } from './design.ts'
import { figuresOf, placeFigures } from './hairline.ts'
import { hairlineRules, ruleIds, WALL_FROM_PER_CM2, type Limits, type Person, type RuleId } from './hairlineRules.ts'
import { faceFrame, faceHeightPx } from './marks.ts'

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
 * Where a design leaves the rules of hairline design, the weightiest first. Millimetres are judged only where there is a
 * scale in use, and only beyond its 90 % band: what may be the scale's error is not spoken of.
 */
export function hairlineAdvice(design: Design, person: Person): readonly Advice[] {
  const scaled = isScaled(design)
  const band = mmPerPxOf(design.scale)
  const error = band.high / band.value - 1
  const measured = measures(design, band.value)
  return ruleIds.flatMap((rule) => {
    const { unit, limits: limitsFor } = hairlineRules[rule]
    const limits = limitsFor(person)
    if (!limits || (unit === 'mm' && !scaled)) return []
    return measured[rule].flatMap((m) => {
      // The edge is kept in mm, the rest is measured on the photo.
      const doubt = unit === 'mm' && rule !== 'wall' ? Math.abs(m.value) * error : 0
      const by = beyond(m.value, limits, doubt)
      return by === 0 ? [] : [{ rule, limits, by, ...m }]
    })
  })
}

function beyond(value: number, { low, high }: Limits, doubt: number): number {
  if (low !== null && value + doubt < low) return value - low
  if (high !== null && value - doubt > high) return value - high
  return 0
}

/** What each rule looks at; a rule that has nothing to look at gets nothing. */
function measures(design: Design, mmPerPx: number): Readonly<Record<RuleId, readonly Measured[]>> {
  const { hairline: h, marks, fill } = design
  const { toFace } = faceFrame(marks)
  const figures = figuresOf(h, marks, mmPerPx)
  const whole = (value: number): Measured[] => [{ value, side: null, at: h.midline }]
  const both = (value: (side: Side) => number): Measured[] =>
    sides.map((side) => ({ value: value(side), side, at: h[side].apex }))
  const apexRight = toFace(h.right.apex)
  const apexLeft = toFace(h.left.apex)
  const frontRight = toFace(h.right.midFrontal)
  const frontLeft = toFace(h.left.midFrontal)
  const differences = [apexLeft.y - apexRight.y, apexLeft.x + apexRight.x, frontLeft.y - frontRight.y]
  const greatest = differences.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a))
  /** On the side that is higher, wider or more open. */
  const differing = (difference: number): Measured[] => {
    const side = difference > 0 ? 'left' : 'right'
    return [{ value: Math.abs(difference), side, at: h[side].apex }]
  }
  return {
    height: whole(figures.heightMm),
    roomForLoss: whole(figures.heightMm),
    angle: both((side) => figures.angleDeg[side]),
    recession: both((side) => figures.recessionMm[side]),
    asymmetry: differing(greatest * mmPerPx),
    angleAsymmetry: differing(figures.angleDeg.left - figures.angleDeg.right),
    wall: fill.densityPerCm2 < WALL_FROM_PER_CM2 ? [] : whole(h.transitionMm),
    ruled: whole(h.irregularity),
    // Proposed eye corners need not be the patient's.
    apex: marks.checked ? both((side) => placeFigures(marks, mmPerPx, h, { side, at: h[side].apex }).outsideEyeMm) : [],
    // The marks end at the chin: the middle third is half of what lies below the glabella.
    thirds: whole(toFace(h.midline).y / (faceHeightPx(marks) / 3)),
  }
}
