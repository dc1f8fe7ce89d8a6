import { surfaceOf } from '../../src/core/design/scale/calibration.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import type { Mask } from '../../src/core/geometry/surface.ts'
import { HEALED } from '../../src/core/pigment/ageing.ts'
import { pigmentOf } from '../../src/core/pigment/pigment.ts'
import { encodeSrgb } from '../../src/core/pixels/colour.ts'
import { measureSkin } from '../../src/core/pixels/skin.ts'
import { grain } from '../../src/core/render/grain.ts'
import { renderTile } from '../../src/core/render/renderTile.ts'
import { placeDots } from '../../src/core/sampling/placeDots.ts'
import { fieldOf } from '../core/sampling/fields.ts'
import { pointSet } from '../core/sampling/shippedSet.ts'
import { writePng } from '../fixtures/png.ts'
import type { PhotoFile } from './studio.ts'

export const HAIRS_PER_CM2 = 120
const width = 1800
const height = 2400
const design = newDesign({ id: '', hash: '', width, height })

/** A head whose right temple, on the left of the photo, is covered with shaved hair of known density. */
function drawn(): Buffer {
  const { centre, rx, ry, squareness } = design.marks.outline
  const onHead = (x: number, y: number) =>
    (Math.abs(x - centre.x) / rx) ** squareness + (Math.abs(y - centre.y) / ry) ** squareness < 1
  const noise = grain(1, 0, 0, width, height, 0.3)
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let i = 0; i < width * height; i++) {
    const colour = onHead(i % width, Math.floor(i / width)) ? [0.52, 0.34, 0.26] : [0.2, 0.2, 0.2]
    rgba.set([...colour.map((c) => encodeSrgb(c * (1 + 0.012 * noise[i]!))), 255], i * 4)
  }
  const photo = { x0: 0, y0: 0, width, height, rgba, apronPx: 0 }
  const surface = surfaceOf(design)
  const everywhere: Mask = { width, height, coverageAt: (x, y) => (onHead(x, y) ? 255 : 0) }
  const skin = { ...measureSkin(photo, everywhere, surface.mmPerPxAt(centre)), blurPx: 0.6 }
  const hair = (x: number, y: number) => (onHead(x, y) && x < 700 && y < 1100 ? HAIRS_PER_CM2 : 0)
  const dots = placeDots(fieldOf(width, height, 6, hair), { seed: 9, surface, pointSet })
  const pigment = pigmentOf({ ...design.fill, match: { strength: 2.4, tint: [1, 1, 1] } })
  const inked = renderTile(photo, dots, { pigment, surface, skin, moment: HEALED, seed: 1 })
  return writePng(width, height, (x, y) => {
    const i = (y * width + x) * 4
    return [inked[i]!, inked[i + 1]!, inked[i + 2]!]
  })
}

let photo: PhotoFile | null = null

/** Drawn when it is first asked for: a journey without it would wait for nothing. */
export const shavedTemple = (): PhotoFile => (photo ??= { name: 'temple.png', mimeType: 'image/png', buffer: drawn() })
