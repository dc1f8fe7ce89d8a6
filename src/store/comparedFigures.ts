import { sameAreas } from '../core/design/areas.ts'
import type { Design } from '../core/design/design.ts'
import { fitOf } from '../core/design/head.ts'
import { sameDesign } from '../core/design/history.ts'
import { isOnTheWay } from '../core/design/reversal.ts'
import type { Snapshot } from '../storage/repository.ts'
import type { CompareItem } from './compareStore.ts'

/** B less A, as the rounded figures of both say it. */
export interface ComparedFigures {
  /** mm by which B's line stands higher; null where one of them has no line. */
  readonly heightMm: number | null
  /** cm2 that B covers more. */
  readonly areaCm2: number
  readonly dots: number
}

/** Null where a side was not scaled, where one was measured on the head and one flat, where one is a stage on the way to its design, or both are the same. */
export function comparedFigures(
  a: CompareItem,
  b: CompareItem,
  snapshots: readonly Snapshot[],
): ComparedFigures | null {
  const [from, to] = [figuresOf(a, snapshots), figuresOf(b, snapshots)]
  if (a === b || !from || !to) return null
  const [before, after] = [a, b].map((item) => snapshots.find((s) => s.id === item)?.design)
  // What one head has more than a flat photo is no difference between two designs.
  if (before && after && (fitOf(before) === null) !== (fitOf(after) === null)) return null
  // A snapshot that was saved while dots were drawn holds the dots that were expected: some more or less.
  if (before && after && samePlaces(before, after)) return { heightMm: 0, areaCm2: 0, dots: 0 }
  return {
    heightMm: from.heightMm === null || to.heightMm === null ? null : to.heightMm - from.heightMm,
    areaCm2: to.areaCm2 - from.areaCm2,
    dots: to.dots - from.dots,
  }
}

/** Whether the same dots stand in the same places, however they look and whenever they are shown. */
function samePlaces(a: Design, b: Design): boolean {
  const { marks, scale, hairline, area, fill } = a
  const { dotSizeMm, softness, sizeVariation, shade, undertone, preset, moment, ageing } = b.fill
  const look = { dotSizeMm, softness, sizeVariation, shade, undertone, preset, moment, ageing }
  const head = a.head || b.head ? { head: a.head } : {}
  return sameAreas(a, b) && sameDesign({ ...b, ...head, marks, scale, hairline, area, fill: { ...fill, ...look } }, b)
}

function figuresOf(item: CompareItem, snapshots: readonly Snapshot[]) {
  if (item === 'before') return { heightMm: null, areaCm2: 0, dots: 0 }
  const { figures, design } = snapshots.find((s) => s.id === item) ?? {}
  // Figures are those of the design itself: on the way there, other dots are seen.
  if (!figures || (design && isOnTheWay(design))) return null
  // An area that is not filled covers nothing yet.
  const areaCm2 = figures.dots === 0 ? 0 : Math.round(figures.areaCm2)
  return { heightMm: Math.round(figures.heightMm), areaCm2, dots: figures.dots }
}
