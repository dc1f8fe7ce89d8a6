import { cellsOver, drawnIn, tileBounds } from '../design/areas/area.ts'
import { areaInHand, areaOf, areasInOrder } from '../design/areas/areas.ts'
import type { Design } from '../design/design.ts'
import { sampleMask } from '../pixels/maskSamples.ts'
import type { TiledMask } from '../pixels/tiledMask.ts'
import type { Step } from './tool.ts'

/** A stroke is looked at in squares of so many px, and touches an area where both cover so much of one, 0..255. */
const LOOK_PX = 4
const TOUCHES = 16
/** Rows of squares that are looked at together: most strokes meet the area in the first of them, and a hand waits for it. */
const BAND = 16

/**
 * Why a stroke that changes what is there came to nothing: the area in hand does not reach to where it went. Where another
 * area lies there, that one is named.
 * @param design from before the stroke
 */
export function refusedBeside(design: Design, stroke: TiledMask): Pick<Step<unknown>, 'refused' | 'met'> {
  const whole = cellsOver(tileBounds(stroke), design.photo, LOOK_PX)
  if (whole.height === 0) return {}
  const isMet = (id: number): boolean => {
    const owner = { ...design, area: areaOf(design, id)! }
    for (let row = 0; row < whole.height; row += BAND) {
      const band = { ...whole, top: whole.top + row * LOOK_PX, height: Math.min(BAND, whole.height - row) }
      const cover = sampleMask(stroke, band)!
      // Most bands of a wide stroke's tiles hold nothing of it.
      if (!cover.some((covered) => covered >= TOUCHES)) continue
      if (drawnIn(owner, band).some((covered, i) => covered >= TOUCHES && cover[i]! >= TOUCHES)) return true
    }
    return false
  }
  const inHand = areaInHand(design)
  if (isMet(inHand)) return {}
  const met = areasInOrder(design).findLast((id) => id !== inHand && isMet(id))
  return { refused: 'besideArea', ...(met !== undefined && { met }) }
}
