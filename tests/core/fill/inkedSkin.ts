import { rotationOf } from '../../../src/core/geometry/headModel.ts'
import { headSurface } from '../../../src/core/geometry/headSurface.ts'
import { flatSurface, type Mask, type Surface } from '../../../src/core/geometry/surface.ts'
import { HEALED } from '../../../src/core/pigment/ageing.ts'
import { pigmentOf, type Pigment, type PigmentSettings } from '../../../src/core/pigment/pigment.ts'
import { encodeSrgb } from '../../../src/core/pixels/colour.ts'
import type { PhotoTile } from '../../../src/core/pixels/photoTile.ts'
import { measureSkin, type SkinModel } from '../../../src/core/pixels/skin.ts'
import { grain } from '../../../src/core/render/grain.ts'
import { renderTile } from '../../../src/core/render/renderTile.ts'
import { placeDots, type Dots } from '../../../src/core/sampling/placeDots.ts'
import { disc, fieldOf } from '../sampling/fields.ts'
import { headPointSet } from '../sampling/shippedSet.ts'

type Colour = readonly [number, number, number]

export const WIDTH_MM = 38
export const HEIGHT_MM = 32
/** The ink is a disc; the area is a millimetre wider, for the halos. */
export const INK_MM = 10
export const AREA_MM = 11.2

export interface InkedSkin {
  /** Before and after the product drew dots into it. */
  readonly bare: PhotoTile
  readonly inked: PhotoTile
  readonly dots: Dots
  readonly pigment: Pigment
  readonly surface: Surface
  readonly mmPerPx: number
  readonly area: Mask
  /** What the product measures on the inked photo. */
  readonly skin: SkinModel
  /** mm of a px from the middle of the ink. */
  readonly mmFromMiddle: (x: number, y: number) => number
}

/** A ball of which the middle of the photo shows the fiftieth degree above the brow, tilted away. */
function tiltedHead(degrees: number, mmPerPx: number, width: number, height: number): Surface {
  const radius = 95
  const tilt = (degrees * Math.PI) / 180
  const [far, up] = [900, radius * Math.sin(tilt)]
  return headSurface({
    axes: { a: radius, b: radius, c: radius, squareness: 0 },
    rotation: rotationOf(0, (50 * Math.PI) / 180 - tilt, 0),
    // The place that lies at the tilt, on the optical axis.
    position: [0, up, far + radius * Math.cos(tilt)],
    focalPx: far / mmPerPx,
    cx: width / 2,
    cy: height / 2,
    areaError: 0.1,
    lengthError: 0.04,
  })
}

/** A photo of skin with pores, noise and light that falls off, and of the same skin with known dots in it. */
export function inkedSkin(o: {
  readonly colour: Colour
  readonly seed: number
  readonly perCm2?: number
  readonly mmPerPx?: number
  readonly pigment?: Partial<PigmentSettings>
  /** ln of light lost from left to right. */
  readonly fall?: number
  readonly shine?: (xMm: number, yMm: number) => number
  /** Factor on the diffuse light per channel. */
  readonly spots?: (xMm: number, yMm: number) => Colour
  /** Of the area, where it is not the disc. */
  readonly areaMm?: number
  /** By how many degrees the skin is tilted in the middle: that of a head, whose crown is turned away. Flat by default. */
  readonly tilt?: number
}): InkedSkin {
  const { colour, seed, perCm2 = 150, mmPerPx = 0.067, fall = 0.3 } = o
  const width = Math.round(WIDTH_MM / mmPerPx)
  const height = Math.round(HEIGHT_MM / mmPerPx)
  const surface = o.tilt === undefined ? flatSurface({ mmPerPx }) : tiltedHead(o.tilt, mmPerPx, width, height)
  const noise = grain(seed, 0, 0, width, height, 0.3)
  const pores = grain(seed + 5, 0, 0, width, height, 0.6)
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let i = 0; i < width * height; i++) {
    const x = (i % width) * mmPerPx
    const y = Math.floor(i / width) * mmPerPx
    const light = Math.exp((-fall * x) / WIDTH_MM) * (1 + 0.02 * Math.sin(x / 5) * Math.sin(y / 6))
    const shine = o.shine?.(x, y) ?? 0
    const spot = o.spots?.(x, y)
    for (let k = 0; k < 3; k++) {
      const c = colour[k]!
      const diffuse = c * light * (spot?.[k] ?? 1) * (1 + 0.015 * pores[i]!)
      rgba[i * 4 + k] = encodeSrgb(diffuse + shine + 0.008 * Math.sqrt(c) * noise[i]!)
    }
    rgba[i * 4 + 3] = 255
  }
  const bare: PhotoTile = { x0: 0, y0: 0, width, height, rgba, apronPx: 0 }
  const [cx, cy] = [width / 2, height / 2]
  const inDisc = disc(cx, cy, INK_MM / mmPerPx, 1 / mmPerPx)
  const area: Mask = {
    width,
    height,
    coverageAt: (x, y) => (Math.hypot(x - cx, y - cy) < (o.areaMm ?? AREA_MM) / mmPerPx ? 255 : 0),
  }
  const dots = placeDots(
    fieldOf(width, height, 4, (x, y) => perCm2 * inDisc(x, y)),
    { seed, surface, pointSet: headPointSet },
  )
  const pigment = pigmentOf({ dotSizeMm: 0.12, softness: 0.3, shade: 2, moment: HEALED, ...o.pigment })
  const skinBefore = { ...measureSkin(bare, area, mmPerPx), blurPx: 0.6 }
  const drawn = renderTile(bare, dots, { pigment, surface, skin: skinBefore, moment: HEALED, seed })
  const inked = { ...bare, rgba: drawn }
  return {
    bare,
    inked,
    dots,
    pigment,
    surface,
    mmPerPx,
    area,
    skin: measureSkin(inked, area, mmPerPx),
    mmFromMiddle: (x, y) => Math.hypot(x + 0.5 - cx, y + 0.5 - cy) * mmPerPx,
  }
}

/** Dots that stand in the area. */
export function dotsIn({ dots, area }: InkedSkin): number {
  let count = 0
  for (let i = 0; i < dots.count; i++)
    if (area.coverageAt(Math.floor(dots.x[i]!), Math.floor(dots.y[i]!)) > 127) count++
  return count
}
