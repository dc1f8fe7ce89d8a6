import type { Design, Marks } from '../../core/design/design.ts'
import { newDesign } from '../../core/design/newDesign.ts'

/** A frontal head of usual size, about its glabella. */
function headAt(glabella: { x: number; y: number }, mmPerPx: number): Marks {
  const px = (mm: number) => mm / mmPerPx
  return {
    glabella,
    midlineTilt: 0,
    eyeRight: { x: glabella.x - px(43), y: glabella.y + px(9) },
    eyeLeft: { x: glabella.x + px(43), y: glabella.y + px(9) },
    outline: { centre: { x: glabella.x, y: glabella.y - px(16) }, rx: px(73), ry: px(115), squareness: 2.86 },
    checked: true,
  }
}

/**
 * A design on a photo of skin alone: it lies on a head so that the middle of the hairline is `belowMm` under the photo's
 * centre.
 */
export function pieceOfHead(o: {
  photo: { readonly width: number; readonly height: number }
  mmPerPx: number
  belowMm: number
  seed: number
}): Design {
  const { photo, mmPerPx } = o
  const lay = (glabella: { x: number; y: number }) => {
    const marks = headAt(glabella, mmPerPx)
    const { eyeRight: a, eyeLeft: b } = marks
    const scale = { a, b, knownMm: (b.x - a.x) * mmPerPx, source: 'caliper', status: 'used' } as const
    return newDesign({ id: 'lab', hash: 'lab', ...photo }, { marks, scale, seed: o.seed })
  }
  const x = photo.width / 2
  const { midline } = lay({ x, y: 0 }).hairline
  return lay({ x, y: photo.height / 2 + o.belowMm / mmPerPx - midline.y })
}
