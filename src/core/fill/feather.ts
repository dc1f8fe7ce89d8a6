import type { AreaRaster } from '../design/areas/area.ts'
import { smoothStep } from '../sampling/noise.ts'

/**
 * An area whose edge, where it is half covered, is replaced by a fall over some mm of the distance from it. A place
 * depends on what lies within the feather's reach alone.
 * @param feather mm outside the edge at which the fall starts and ends; negative is inside
 */
export function featheredArea(
  area: AreaRaster,
  feather: { readonly fromMm: number; readonly toMm: number },
  mmPerPx: number,
  photo: { readonly width: number; readonly height: number },
): AreaRaster {
  const { step } = area
  if (area.width === 0 || area.height === 0) return area
  const mm = step * mmPerPx
  const outside = Math.max(0, Math.ceil(feather.toMm / mm) + 1)
  const inside = Math.max(0, Math.ceil(-feather.fromMm / mm) + 1)
  const left = Math.min(outside, Math.round((area.x0 - step / 2) / step))
  const top = Math.min(outside, Math.round((area.y0 - step / 2) / step))
  const x0 = area.x0 - left * step
  const y0 = area.y0 - top * step
  const width = Math.min(area.width + left + outside, Math.ceil((photo.width - x0) / step + 0.5))
  const height = Math.min(area.height + top + outside, Math.ceil((photo.height - y0) / step + 0.5))
  const own = new Uint8Array(width * height)
  for (let j = 0; j < Math.min(area.height, height - top); j++) {
    const row = area.coverage.subarray(j * area.width, j * area.width + Math.min(area.width, width - left))
    own.set(row, (j + top) * width + left)
  }
  const toArea = distances(own, width, height, outside, true)
  const toBare = distances(own, width, height, inside, false)
  const span = feather.toMm - feather.fromMm
  const coverage = own.map((_, i) => {
    // Between two samples lies the edge: half a step from each.
    const outsideMm = (toArea[i]! > 0 ? toArea[i]! - 0.5 : 0.5 - toBare[i]!) * mm
    return Math.round(255 * (1 - smoothStep((outsideMm - feather.fromMm) / span)))
  })
  return { x0, y0, step, width, height, coverage }
}

/** Distance of each sample from the nearest one inside (or outside) the area, in samples; more than `reach` is not told apart. */
export function distances(
  coverage: Uint8Array,
  width: number,
  height: number,
  reach: number,
  inside: boolean,
): Float32Array {
  const far = reach + 1
  const along = new Uint16Array(width * height)
  for (let j = 0; j < height; j++) {
    const row = j * width
    let d = far
    for (let i = 0; i < width; i++) {
      d = coverage[row + i]! >= 128 === inside ? 0 : Math.min(far, d + 1)
      along[row + i] = d
    }
    d = far
    for (let i = width - 1; i >= 0; i--) {
      d = along[row + i] === 0 ? 0 : Math.min(far, d + 1)
      if (d < along[row + i]!) along[row + i] = d
    }
  }
  const out = new Float32Array(width * height)
  for (let j = 0; j < height; j++) {
    const top = Math.max(0, j - reach)
    const bottom = Math.min(height - 1, j + reach)
    for (let i = 0; i < width; i++) {
      if (along[j * width + i] === 0) continue
      let least = far * far
      for (let k = top; k <= bottom; k++) {
        const g = along[k * width + i]!
        const d2 = g * g + (k - j) * (k - j)
        if (d2 < least) least = d2
      }
      out[j * width + i] = Math.sqrt(least)
    }
  }
  return out
}
