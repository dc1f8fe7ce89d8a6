import type { Steps } from '../geometry/steps.ts'
import type { Band, RectPx } from '../geometry/points.ts'
import type { Mask, Surface } from '../geometry/surface.ts'

/** What an area covers, asked once for each px of the photo: masks that are worked out anew take long. */
export interface SampledArea extends Mask {
  /** 0..255, row-major. */
  readonly bytes: Uint8Array
  /** The smallest rectangles with all that is covered at all, and by half or more; null for none. */
  readonly covered: RectPx | null
  readonly mostly: RectPx | null
}

/** Rows between two turns. */
const ROWS = 32

/** @param cellPx side of the squares that are covered alike, from the photo's corner on, px */
export function* sampleArea(area: Mask, cellPx = 1): Steps<SampledArea> {
  const { width, height } = area
  if (isSampled(area)) return area
  const bytes = new Uint8Array(width * height)
  const covered = growing()
  const mostly = growing()
  for (let y = 0; y < height; y++) {
    if (y % ROWS === 0) yield y / height
    if (y % cellPx === 0) sampleRow(area, y, cellPx, bytes.subarray(y * width, (y + 1) * width))
    else bytes.copyWithin(y * width, (y - 1) * width, y * width)
    covered.add(y, bytes, width, 1)
    mostly.add(y, bytes, width, HALF)
  }
  return {
    width,
    height,
    bytes,
    covered: covered.rect(),
    mostly: mostly.rect(),
    coverageAt: (x, y) => (x >= 0 && y >= 0 && x < width && y < height ? bytes[y * width + x]! : area.coverageAt(x, y)),
  }
}

/** Coverage from which a px belongs to the area. */
const HALF = 128

const isSampled = (area: Mask): area is SampledArea => 'bytes' in area

function sampleRow(area: Mask, y: number, cellPx: number, row: Uint8Array): void {
  for (let x = 0; x < row.length; x += cellPx) row.fill(area.coverageAt(x, y), x, x + cellPx)
}

/** The smallest rectangle around what is covered by `least` or more, row by row. */
function growing() {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1]
  return {
    add(y: number, bytes: Uint8Array, width: number, least: number): void {
      const row = y * width
      let first = 0
      while (first < width && bytes[row + first]! < least) first++
      if (first === width) return
      let last = width - 1
      while (bytes[row + last]! < least) last--
      left = Math.min(left, first)
      right = Math.max(right, last)
      top = Math.min(top, y)
      bottom = y
    },
    rect: (): RectPx | null =>
      right < 0 ? null : { x: left, y: top, width: right + 1 - left, height: bottom + 1 - top },
  }
}

/** Side of the cells in which skin is asked how it faces the camera, px: the tilt changes slowly. */
const FACING_PX = 16

/**
 * The part of an area whose skin faces the camera.
 * @param leastCos cosine of the angle between normal and line of sight
 */
export function* facingPart(area: SampledArea, surface: Surface, leastCos: number): Steps<SampledArea> {
  const { width, height, covered } = area
  const bytes = area.bytes.slice()
  const box = covered ?? { x: 0, y: 0, width: 0, height: 0 }
  for (let y = box.y; y < box.y + box.height; y += FACING_PX) {
    const bottom = Math.min(y + FACING_PX, height)
    for (let x = box.x; x < box.x + box.width; x += FACING_PX) {
      if (surface.facingAt({ x: x + FACING_PX / 2, y: y + FACING_PX / 2 }) >= leastCos) continue
      const right = Math.min(x + FACING_PX, width)
      for (let row = y; row < bottom; row++) bytes.fill(0, row * width + x, row * width + right)
    }
    yield (y - box.y) / box.height
  }
  return {
    ...area,
    bytes,
    coverageAt: (x, y) => (x >= 0 && y >= 0 && x < width && y < height ? bytes[y * width + x]! : 0),
  }
}

/** Skin in the area, mm2, strip by strip. */
export function* areaMm2Of({ bytes, width, covered }: SampledArea, surface: Surface): Steps<Band> {
  let [value, low, high] = [0, 0, 0]
  const box = covered ?? { x: 0, y: 0, width: 0, height: 0 }
  for (let y = box.y; y < box.y + box.height; y += ROWS) {
    const height = Math.min(ROWS, box.y + box.height - y)
    const coverageAt = (i: number, j: number) => bytes[(y + j) * width + box.x + i]!
    const strip = surface.areaMm2Of({ width: box.width, height, coverageAt }, { x: box.x, y })
    value += strip.value
    low += strip.low
    high += strip.high
    yield (y - box.y) / box.height
  }
  return { value, low, high }
}
