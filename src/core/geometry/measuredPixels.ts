import { GRAZING_COS, skinReader, someSkin } from './headSkin.ts'
import type { HeadView } from './headModel.ts'

/** Skin under whole px of a head's photo, as areas count it. */
export interface MeasuredPixels {
  /** mm2 of skin per px2 under the middle of a px: 0 where none is measured. */
  mm2At(x: number, y: number): number
  /** The tangent of its tilt, of the px that was asked for last. */
  tangent(): number
}

/** Side of a block of px that are remembered together. */
const BLOCK = 64
const NUMBERS = 2

/** Learned as they are asked for: an area is summed up again after each stroke and each move of a slider. */
export function measuredPixels(view: HeadView): MeasuredPixels {
  const read = skinReader(view)
  const skin = someSkin()
  const blocks = new Map<string, Float64Array>()
  let block: Float64Array = new Float64Array(0)
  let [blockX, blockY, at] = [NaN, NaN, 0]
  return {
    mm2At(x, y) {
      const [bx, by] = [Math.floor(x / BLOCK), Math.floor(y / BLOCK)]
      if (bx !== blockX || by !== blockY) {
        const key = `${bx},${by}`
        block = blocks.get(key) ?? new Float64Array(BLOCK * BLOCK * NUMBERS).fill(NaN)
        blocks.set(key, block)
        blockX = bx
        blockY = by
      }
      at = ((y - by * BLOCK) * BLOCK + x - bx * BLOCK) * NUMBERS
      const known = block[at]!
      if (!Number.isNaN(known)) return known
      const isMeasured = read(x + 0.5, y + 0.5, skin) && skin.facing > GRAZING_COS
      block[at + 1] = isMeasured ? Math.sqrt(1 - skin.facing ** 2) / skin.facing : 0
      return (block[at] = isMeasured ? skin.mm2PerPx2 : 0)
    },
    tangent: () => block[at + 1]!,
  }
}
