import { asOneArea } from '../core/design/areas/areas.ts'
import type { Design } from '../core/design/design.ts'
import { hasReversal } from '../core/design/reversal.ts'
import type { Band } from '../core/geometry/points.ts'
import { emptyDots } from '../core/sampling/emptyDots.ts'
import type { PointSet } from '../core/sampling/rankedSet.ts'
import type { OpenPhoto } from './currentPhoto.ts'
import type { Drawing } from './drawing.ts'
import type { FillResult } from './engine.ts'
import type { Placed } from './placing.ts'
import type { Turn } from './turns.ts'

/** A design on the open photo, ready to be drawn; null once it is not wanted any more. */
export async function drawingFor(
  on: OpenPhoto,
  sent: Design,
  points: (design: Design) => Promise<PointSet>,
  turn: Turn,
): Promise<({ drawing: Drawing } & FillResult) | null> {
  // A reversal asks where dots are wanted, not in which area.
  const design = on.known(hasReversal(sent) ? asOneArea(sent) : sent)
  if (hasReversal(design)) {
    const drawing = await on.reversing.drawing(design, await points(design))
    return drawing && { drawing, dots: NONE, areaCm2: NONE }
  }
  const placed = design.fill.filled ? await on.place(design, await points(design), turn) : nothingPlaced
  if (!placed) return null
  const { dots, areaCm2 } = placed
  const drawing = on.losing.drawing(design, dots) ?? on.drawingOf(design, dots)
  return { drawing, dots: counted(placed, drawing.counted), areaCm2 }
}

const NONE: Band = { value: 0, low: 0, high: 0 }

/** What a design that is not filled shows: the hair that it loses. */
const nothingPlaced: Placed = { dots: emptyDots(0), areaCm2: NONE, asked: NONE }

/** How many dots those that were drawn are, as surely as the skin under them is known. */
function counted({ asked }: Placed, drawn: number): Band {
  if (!(asked.value > 0)) return NONE
  return { value: drawn, low: (drawn * asked.low) / asked.value, high: (drawn * asked.high) / asked.value }
}
