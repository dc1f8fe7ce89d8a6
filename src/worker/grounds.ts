import type { RectPx } from '../core/geometry/points.ts'
import { GLOSS_BLOCK } from '../core/pixels/specular.ts'
import type { SkinModel } from '../core/pixels/skin.ts'
import { groundOf, type Ground } from '../core/render/renderTile.ts'
import { partOf, type PhotoPixels } from './photoLevels.ts'

/** What decides how the photo is seen under ink: equal keys are of equal skin. */
export interface GroundLook {
  readonly skin: SkinModel
  readonly key: string
  readonly seed: number
}

/** Ground of a rectangle of a level. */
export type GroundAt = (inner: RectPx, level: number, look: GroundLook) => Ground

/** Gloss is read between blocks that are fixed in the photo: with those at the rim and the next ones whole, tiles leave no seam. */
export const APRON_PX = 2 * GLOSS_BLOCK

/** The coarse picture that follows the hand, and the finer one that comes once it rests. */
const KEPT_LEVELS = 2

/**
 * Parts of the photo ready for ink. Those of the coarser levels that were asked for last are remembered: while a hand moves
 * a slider the same parts are drawn again and again. Full size would take more memory than a tablet has.
 */
export function groundMemory(photo: Pick<PhotoPixels, 'level' | 'part'>): GroundAt {
  /** By level, the one that was asked for last at the end. */
  const known = new Map<number, Map<string, Ground>>()
  let knownFor = ''
  return ({ x, y, width, height }, level, { skin, key, seed }) => {
    const make = (): Ground => {
      const [x0, y0] = [x - APRON_PX, y - APRON_PX]
      const outer = { x0, y0, width: width + 2 * APRON_PX, height: height + 2 * APRON_PX, apronPx: APRON_PX }
      const rgba = partOf(photo, level, { ...outer, x: x0, y: y0 })
      return groundOf({ ...outer, rgba }, { skin, seed, level })
    }
    if (level === 0) return make()
    const now = `${seed} ${key}`
    if (now !== knownFor) known.clear()
    knownFor = now
    const ofLevel = known.get(level) ?? new Map<string, Ground>()
    known.delete(level)
    known.set(level, ofLevel)
    const oldest = known.keys().next().value
    if (known.size > KEPT_LEVELS && oldest !== undefined) known.delete(oldest)
    const place = `${x},${y} ${width},${height}`
    const before = ofLevel.get(place)
    if (before) return before
    const ground = make()
    ofLevel.set(place, ground)
    return ground
  }
}
