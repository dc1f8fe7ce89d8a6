import type { PaintedZone } from '../../core/tools/zoneInk.ts'
import { chooseZone } from './reversalActions.ts'
import { setView } from '../viewStore.ts'

/** What somebody on the way to a reversal's zones is going to do there: draw on one, or choose one by a tap. */
let asked: PaintedZone | 'pick' | null = null

/** Kept until the stages of the reversal are on the screen. */
export function askForZones(zone: PaintedZone | 'pick'): void {
  asked = zone
}

/** Once they are: does what was asked for, once. */
export function takeAskedZones(): void {
  const zone = asked
  asked = null
  if (zone === 'pick') setView({ tool: 'zones' })
  else if (zone) chooseZone(zone)
}
