import type { Design } from '../design/design.ts'
import { withLossStroke } from '../design/lines/recession.ts'
import type { TiledMask } from '../pixels/tiledMask.ts'
import { withZoneInk, zoneLabel, type PaintedZone } from './zoneInk.ts'

/** What brush, eraser and lasso draw on in place of the area: a zone of a reversal, or the hair that is lost later. */
export type DrawnOn = PaintedZone | 'hairLoss'

/** A stroke on it; `takes` where the stroke takes off. */
export const withDrawnInk = <D extends Design>(design: D, on: DrawnOn, takes: boolean, stroke: TiledMask): D =>
  on === 'hairLoss' ? withLossStroke(design, takes, stroke) : withZoneInk(design, on, takes, stroke)

/** What the undo step of a stroke is called. */
export function drawnLabel(tool: 'lasso' | 'brush', on: DrawnOn, takes: boolean): string {
  if (on !== 'hairLoss') return zoneLabel(tool, on, takes)
  return tool === 'lasso' ? `Lasso ${takes ? 'off ' : ''}hair loss` : `${takes ? 'Erase' : 'Paint'} hair loss`
}
