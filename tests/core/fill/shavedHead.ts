import type { AreaRole } from '../../../src/core/design/design.ts'
import { defaultFill, newDesign } from '../../../src/core/design/newDesign.ts'
import { hairDirection } from '../../../src/core/fill/hairDirection.ts'
import { growHairs, HAIRS_PER_UNIT } from '../../../src/core/fill/hairUnits.ts'
import { roles } from '../../../src/core/fill/roles.ts'
import { flatSurface, type Mask, type Surface } from '../../../src/core/geometry/surface.ts'
import { HEALED } from '../../../src/core/pigment/ageing.ts'
import { defaultShade, pigmentOf } from '../../../src/core/pigment/pigment.ts'
import { encodeSrgb } from '../../../src/core/pixels/colour.ts'
import type { PhotoTile } from '../../../src/core/pixels/photoTile.ts'
import { measureSkin, type SkinModel } from '../../../src/core/pixels/skin.ts'
import { grain } from '../../../src/core/render/grain.ts'
import { renderTile } from '../../../src/core/render/renderTile.ts'
import { placeDots } from '../../../src/core/sampling/placeDots.ts'
import { fieldOf } from '../sampling/fields.ts'
import { pointSet } from '../sampling/shippedSet.ts'

export interface Stubble {
  readonly perCm2: number
  readonly strength: number
  readonly tint: readonly [number, number, number]
}

export interface ShavedHead {
  readonly photo: PhotoTile
  readonly surface: Surface
  readonly skin: SkinModel
  readonly mmPerPx: number
}

const WIDTH_MM = 44
const HEIGHT_MM = 22
const middle = [0.52, 0.34, 0.26] as const

/**
 * A strip of skin, bare on the right, on the left with stubble that the product drew: round dots, or hairs by the rules of
 * the role. Light falls off, the camera has noise.
 */
export function shavedHead(o: {
  readonly stubble: Stubble | null
  readonly seed: number
  readonly mmPerPx?: number
  readonly colour?: readonly number[]
  /** ln of light lost from left to right. */
  readonly fall?: number
  readonly shine?: (xMm: number, yMm: number) => number
  readonly role?: AreaRole
}): ShavedHead {
  const { seed, mmPerPx = 0.067, colour = middle, fall = 0.06 } = o
  const width = Math.round(WIDTH_MM / mmPerPx)
  const height = Math.round(HEIGHT_MM / mmPerPx)
  const surface = flatSurface({ mmPerPx })
  const noise = grain(seed, 0, 0, width, height, 0.3)
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let i = 0; i < width * height; i++) {
    const x = (i % width) / width
    const light = Math.exp(-fall * x)
    const shine = o.shine?.((i % width) * mmPerPx, Math.floor(i / width) * mmPerPx) ?? 0
    rgba.set([...colour.map((c) => encodeSrgb(c * light * (1 + 0.012 * noise[i]!) + shine)), 255], i * 4)
  }
  const bare: PhotoTile = { x0: 0, y0: 0, width, height, rgba, apronPx: 0 }
  const skin = skinOf(bare, mmPerPx)
  if (!o.stubble) return { photo: bare, surface, skin, mmPerPx }
  const { perCm2, strength, tint } = o.stubble
  const match = { strength, tint }
  const left = width * 0.5
  const { marks, dotSizeFactor } = roles[o.role ?? 'bald']
  const perPlace = marks === 'units' ? HAIRS_PER_UNIT : 1
  const field = fieldOf(width, height, 4, (x) => (perCm2 / perPlace) * Math.min(1, Math.max(0, (left - x) / 8)))
  const places = placeDots(field, { seed: seed + 77, surface, pointSet })
  const sized = { ...places, diameterMm: places.diameterMm.map((d) => d * dotSizeFactor) }
  const direction = hairDirection(newDesign({ id: 'p', hash: 'h', width, height }).marks)
  const dots = marks === 'units' ? growHairs(sized, { seed, surface, direction, grouped: () => 1 }) : sized
  const pigment = pigmentOf({ ...defaultFill, match, shade: defaultShade })
  const hairy = renderTile(bare, dots, { pigment, surface, skin: { ...skin, blurPx: 0.6 }, moment: HEALED, seed })
  const photo = { ...bare, rgba: hairy }
  return { photo, surface, skin: { ...skinOf(photo, mmPerPx), blurPx: 0.6 }, mmPerPx }
}

function skinOf(photo: PhotoTile, mmPerPx: number): SkinModel {
  const everywhere: Mask = { width: photo.width, height: photo.height, coverageAt: () => 255 }
  return measureSkin(photo, everywhere, mmPerPx)
}
