import { sameAreas } from '../../core/design/areas/areas.ts'
import type { Design } from '../../core/design/design.ts'
import { fitOf } from '../../core/design/head/head.ts'
import { sameDesign, sameValue } from '../../core/design/history.ts'
import { isMeasurable } from '../../core/design/lines/measuredLine.ts'
import { isOnTheWay } from '../../core/design/reversal.ts'
import { bandsOf, type CountedFigure } from '../../core/design/whatChanged.ts'
import type { Band } from '../../core/geometry/points.ts'
import type { Snapshot } from '../../storage/repository.ts'
import type { CompareItem } from './compareStore.ts'

/** B less A, as the rounded figures of both say it. */
export interface ComparedFigures {
  /** mm by which B's line stands higher; null where one of them has no line. */
  readonly heightMm: number | null
  /** cm2 that B covers more. */
  readonly areaCm2: number
  /** Null where one of them shows the end of a reversal: what stays of the existing ink is in no count of its dots. */
  readonly dots: number | null
  /** Half of the 90 % band of each; absent where one of them has none. */
  readonly plusMinus?: Readonly<Record<CountedFigure, number>>
}

/** Null where a side was not scaled, where one was measured on the head and one flat, where one is a stage on the way to its design, or both are the same. */
export function comparedFigures(
  a: CompareItem,
  b: CompareItem,
  snapshots: readonly Snapshot[],
): ComparedFigures | null {
  const [from, to] = [figuresOf(a, snapshots), figuresOf(b, snapshots)]
  if (a === b || !from || !to) return null
  const frozen = [a, b].map((item) => snapshots.find((s) => s.id === item))
  const [before, after] = frozen.map((snapshot) => snapshot?.design)
  // What one head has more than a flat photo is no difference between two designs.
  if (before && after && (fitOf(before) === null) !== (fitOf(after) === null)) return null
  // A snapshot that was saved while dots were drawn holds the dots that were expected: some more or less.
  const sameEngine = frozen[0]?.engineVersion === frozen[1]?.engineVersion
  if (before && after && sameEngine && samePlaces(before, after)) return { heightMm: 0, areaCm2: 0, dots: 0 }
  const differences = {
    heightMm: from.heightMm === null || to.heightMm === null ? null : to.heightMm - from.heightMm,
    areaCm2: to.areaCm2 - from.areaCm2,
    dots: from.dots === null || to.dots === null ? null : to.dots - from.dots,
  }
  const plusMinus = plusMinusOf(
    differences,
    frozen.filter((snapshot) => snapshot !== undefined),
  )
  return { ...differences, ...(plusMinus && { plusMinus }) }
}

/** How high the line of B stands, mm, where A is the photo without one; null where A has one, or the height is not known. */
export function heightBeside(a: CompareItem, b: CompareItem, snapshots: readonly Snapshot[]): Band | number | null {
  const height = a === 'before' ? figuresOf(b, snapshots)?.heightMm : null
  const snapshot = snapshots.find((s) => s.id === b)
  if (height == null || !snapshot) return null
  const ends = bandsOf(snapshot)?.heightMm
  return ends ? { value: height, ...ends } : height
}

/** The photo alone has nothing, and that is no guess: the band is the other's. */
function plusMinusOf(
  differences: Readonly<Record<CountedFigure, number | null>>,
  frozen: readonly Snapshot[],
): ComparedFigures['plusMinus'] {
  const bands = frozen.map(bandsOf)
  if (!bands.every((band) => band !== undefined)) return undefined
  const [one, other] = frozen
  // Two lines on one head are too long or too short together.
  const together = one && other && sameValue(fitOf(one.design), fitOf(other.design))
  const of = (name: CountedFigure): number => {
    const halves = bands.map((band) => (band[name].high - band[name].low) / 2)
    if (!together) return Math.hypot(...halves)
    const shares = halves.map((half, i) => half / Math.max(1e-9, Math.abs(frozen[i]!.figures?.[name] ?? 0)))
    return Math.abs(differences[name] ?? 0) * Math.max(...shares.filter((share) => share < 1), 0)
  }
  return { heightMm: of('heightMm'), areaCm2: of('areaCm2'), dots: of('dots') }
}

/** Whether the same dots stand in the same places, however they look and whenever they are shown. */
function samePlaces(a: Design, b: Design): boolean {
  const { marks, scale, hairline, area } = a
  const { hairTurnDeg: _own, ...fill } = a.fill
  const { dotSizeMm, softness, sizeVariation, shade, undertone, preset, moment, ageing, hairTurnDeg } = b.fill
  const turned = hairTurnDeg === undefined ? {} : { hairTurnDeg }
  const look = { dotSizeMm, softness, sizeVariation, shade, undertone, preset, moment, ageing, ...turned }
  const head = a.head || b.head ? { head: a.head } : {}
  const { exclude } = area
  const own = { ...b, ...head, marks, scale, hairline, area: { ...b.area, exclude }, fill: { ...fill, ...look } }
  return sameAreas(a, b) && sameDesign(own, b)
}

function figuresOf(item: CompareItem, snapshots: readonly Snapshot[]) {
  if (item === 'before') return { heightMm: null, areaCm2: 0, dots: 0 }
  const { figures, design } = snapshots.find((s) => s.id === item) ?? {}
  // Figures are those of the design itself: on the way there, other dots are seen.
  if (!figures || (design && isOnTheWay(design))) return null
  // An area that is not filled covers nothing yet.
  const areaCm2 = figures.dots === 0 ? 0 : Math.round(figures.areaCm2)
  const isHigh = design !== undefined && isMeasurable(design, 'height', 'both')
  const dots = design?.reversal ? null : figures.dots
  return { heightMm: isHigh ? Math.round(figures.heightMm) : null, areaCm2, dots }
}
