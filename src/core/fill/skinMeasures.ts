import type { AreaRaster } from '../design/areas/area.ts'
import { surfaceOf } from '../design/scale/calibration.ts'
import type { Design } from '../design/design.ts'
import type { Band } from '../geometry/points.ts'
import type { DensityField } from '../sampling/densityField.ts'

type OnSkin = Pick<Design, 'scale' | 'marks' | 'photo' | 'head'>

interface Samples {
  readonly x0: number
  readonly y0: number
  readonly step: number
  readonly width: number
  readonly height: number
}

/** What an area covers on the skin, cm2. */
export const areaCm2Of = (area: AreaRaster, design: OnSkin): Band => overSkin(area, area.coverage, 1 / 100, design)

/** How many dots a field asks for on the skin: the integral of its density. */
export const dotsAsked = (field: DensityField, design: OnSkin): Band =>
  overSkin(field, field.dotsPerCm2, 255 / 100, design)

/**
 * Share of areas, by px of the photo, that lies beside the fitted head, 0..1: neck, ears, the end of a chin. No dot stands
 * there and nothing of it is counted; on a flat photo there is no such place.
 */
export function shareBesideHead(areas: readonly AreaRaster[], design: OnSkin): number {
  const surface = surfaceOf(design)
  let [all, beside] = [0, 0]
  for (const { x0, y0, step, width, coverage } of areas)
    for (const [k, covered] of coverage.entries()) {
      if (covered === 0) continue
      const px2 = covered * step * step
      all += px2
      if (surface.facingAt({ x: x0 + (k % width) * step, y: y0 + Math.floor(k / width) * step }) === 0) beside += px2
    }
  return all === 0 ? 0 : beside / all
}

/** Sum over samples of what each holds per mm2, times a factor; the band is that of the skin's area. */
function overSkin(
  { x0, y0, step, width, height }: Samples,
  held: ArrayLike<number>,
  factor: number,
  design: OnSkin,
): Band {
  const surface = surfaceOf(design, { left: 0, top: 0, step })
  // Cells lie on whole multiples of their side.
  const corner = { x: Math.round(x0 / step - 0.5), y: Math.round(y0 / step - 0.5) }
  const { value, low, high } = surface.areaMm2Of({ width, height, coverageAt: (x, y) => held[y * width + x]! }, corner)
  return { value: value * factor, low: low * factor, high: high * factor }
}
