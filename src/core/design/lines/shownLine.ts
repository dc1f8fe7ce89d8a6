import type { Vector } from '../../geometry/headFit.ts'
import { shareWhile } from '../../geometry/headRim.ts'
import { RIM_COS } from '../../geometry/headSkin.ts'
import type { HeadSurface } from '../../geometry/headSurface.ts'
import { between, onGrid, type PointPx } from '../../geometry/points.ts'
import { halfHandles, otherSide, type Hairline, type HalfHandle, type Side } from '../design.ts'

/**
 * A line may be drawn to where its photo shows no skin: past the head's rim, or so near to it that a pixel is many mm. Where on
 * the head that is nobody can say, so it is not carried from there.
 */

/** As the mirror image of its partner, or where neither is shown at the edge of what the photo shows. */
export type LaidAs = 'mirrored' | 'edge'

export interface Beyond {
  readonly side: Side
  readonly name: HalfHandle
  readonly as: LaidAs
}

export interface ShownLine {
  /** The line with all its places on skin that the photo shows. */
  readonly line: Hairline
  /** Of those handles that were mirrored the place on the skin, mm of the head frame, by their point of `line`. */
  readonly images: ReadonlyMap<PointPx, Vector>
  /** From the midline outwards, the right side first. */
  readonly beyond: readonly Beyond[]
}

const sides: readonly Side[] = ['right', 'left']

/** Whether a photo says where on the head a place lies: it is on it, and tilted by less than dots are drawn at. */
export const isSure = (surface: HeadSurface, p: PointPx): boolean =>
  surface.toSkin(p) !== null && surface.facingAt(p) > RIM_COS

/** A line of a photo with what lies beyond the skin that it shows brought onto that. */
export function broughtOntoShown(h: Hairline, surface: HeadSurface): ShownLine {
  const { x, y } = surface.view.seen([0, 0, 0])
  const inwards = (p: PointPx): PointPx =>
    isSure(surface, p)
      ? p
      : onGrid(
          between(
            { x, y },
            p,
            shareWhile((share) => isSure(surface, between({ x, y }, p, share))),
          ),
        )
  const images = new Map<PointPx, Vector>()
  const beyond: Beyond[] = []
  const half = (side: Side) =>
    Object.fromEntries(
      halfHandles.map((name) => {
        const p = h[side][name]
        if (isSure(surface, p)) return [name, p]
        const at = inwards(p)
        const partner = h[otherSide(side)][name]
        const image = isSure(surface, partner) ? surface.toSkin(partner) : null
        if (image) images.set(at, [-image[0], image[1], image[2]])
        beyond.push({ side, name, as: image ? 'mirrored' : 'edge' })
        return [name, at]
      }),
    ) as unknown as Hairline[Side]
  const right = half('right')
  const left = half('left')
  if (beyond.length === 0 && !h.added) return { line: h, images, beyond }
  const line: Hairline = {
    ...h,
    right,
    left,
    ...(h.added && {
      added: Object.fromEntries(
        sides.map((side) => [side, h.added![side].map((point) => ({ ...point, at: inwards(point.at) }))]),
      ) as unknown as NonNullable<Hairline['added']>,
    }),
  }
  return { line, images, beyond }
}
