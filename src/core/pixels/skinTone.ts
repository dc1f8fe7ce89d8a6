import { decodeSrgb, luminance } from './colour.ts'
import type { PhotoTile } from './photoTile.ts'

/** Darker or brighter than the middle of the places by more than this is hair, mole, shadow or highlight. */
const DARK = 0.75
const BRIGHT = 1.25
/** Fewer places than this say nothing. */
const FEWEST = 40

/**
 * Colour of bare skin, linear light, from places most of which are bare: hair and highlights are left out.
 * @param places x, y pairs, photo px; those outside the picture are skipped
 * @returns null where too few places remain
 */
export function bareSkinColour(
  photo: PhotoTile,
  places: readonly { readonly x: number; readonly y: number }[],
): readonly [number, number, number] | null {
  const seen: [number, number, number][] = []
  for (const place of places) {
    const x = Math.floor(place.x - photo.x0)
    const y = Math.floor(place.y - photo.y0)
    if (x < 0 || y < 0 || x >= photo.width || y >= photo.height) continue
    const i = (y * photo.width + x) * 4
    seen.push([decodeSrgb[photo.rgba[i]!]!, decodeSrgb[photo.rgba[i + 1]!]!, decodeSrgb[photo.rgba[i + 2]!]!])
  }
  if (seen.length < FEWEST) return null
  const usual = median(seen.map((c) => luminance(...c)))
  const skin = seen.filter((c) => {
    const light = luminance(...c)
    return light >= DARK * usual && light <= BRIGHT * usual
  })
  if (skin.length < FEWEST) return null
  return [median(skin.map((c) => c[0])), median(skin.map((c) => c[1])), median(skin.map((c) => c[2]))]
}

function median(values: number[]): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[sorted.length >> 1] ?? 0
}
