import { cellsOver, drawnIn, sampleMask } from '../design/area.ts'
import { areaInHand, areaOf, areasInOrder } from '../design/areas.ts'
import type { Design } from '../design/design.ts'
import { maskBounds } from '../pixels/maskFill.ts'
import type { TiledMask } from '../pixels/tiledMask.ts'
import type { Step } from './tool.ts'

/** A stroke is looked at in squares of so many px, and touches an area where both cover so much of one, 0..255. */
const LOOK_PX = 4
const TOUCHES = 16

/**
 * Why a stroke that changes what is there came to nothing: the area in hand does not reach to where it went. Where another
 * area lies there, that one is named.
 * @param design from before the stroke
 */
export function refusedBeside(design: Design, stroke: TiledMask): Pick<Step<unknown>, 'refused' | 'met'> {
  const grid = cellsOver(maskBounds(stroke), design.photo, LOOK_PX)
  const cover = sampleMask(stroke, grid)
  if (!cover) return {}
  const isMet = (id: number): boolean => {
    const lies = drawnIn({ ...design, area: areaOf(design, id)! }, grid)
    return lies.some((covered, i) => covered >= TOUCHES && cover[i]! >= TOUCHES)
  }
  const inHand = areaInHand(design)
  if (isMet(inHand)) return {}
  const met = areasInOrder(design).findLast((id) => id !== inHand && isMet(id))
  return { refused: 'besideArea', ...(met !== undefined && { met }) }
}
