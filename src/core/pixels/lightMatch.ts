import type { ColourTables } from './adjust.ts'

/** Between these shares of the darkest to the lightest bytes a picture's tones are laid on the other's; hair and glare lie beyond. */
const QUANTILES = [0.1, 0.3, 0.5, 0.7, 0.9] as const
/** Below this share of px that are seen on both nothing is known of their light. */
const LEAST_SEEN = 0.3

/**
 * Gives a second picture the light of a first one: per channel a rising curve through the quantiles of what both show. By
 * histograms, so that it does not matter whether the two lie on each other to the pixel.
 * @param a sRGB bytes, row-major, of a place that looks the same in the same light, as skin that nothing was done to
 * @param b of the same size and place
 * @returns what each byte of b becomes; null where too little of the place is on both
 */
export function lightMatch(a: Uint8ClampedArray, b: Uint8ClampedArray): ColourTables | null {
  const seen: number[] = []
  for (let i = 0; i < a.length; i += 4) if (a[i + 3] === 255 && b[i + 3] === 255) seen.push(i)
  if (seen.length < (LEAST_SEEN * a.length) / 4 || seen.length === 0) return null
  const table = (channel: number) => curve(quantilesOf(b, seen, channel), quantilesOf(a, seen, channel))
  return [table(0), table(1), table(2)]
}

function quantilesOf(rgba: Uint8ClampedArray, at: readonly number[], channel: number): number[] {
  const bytes = Uint8Array.from(at, (i) => rgba[i + channel]!).sort()
  return QUANTILES.map((share) => bytes[Math.round(share * (bytes.length - 1))]!)
}

/** Straight from black through the points; beyond the last one by the same factor. */
function curve(from: readonly number[], to: readonly number[]): Uint8Array {
  const points: { x: number; y: number }[] = [{ x: 0, y: 0 }]
  from.forEach((x, i) => x > points.at(-1)!.x && points.push({ x, y: Math.max(points.at(-1)!.y, to[i]!) }))
  const last = points.at(-1)!
  const beyond = last.x > 0 ? last.y / last.x : 1
  return Uint8Array.from({ length: 256 }, (_, byte) => {
    const next = points.findIndex(({ x }) => x >= byte)
    if (next === 0) return 0
    if (next < 0) return Math.min(255, Math.round(byte * beyond))
    const [p, q] = [points[next - 1]!, points[next]!]
    return Math.round(p.y + ((q.y - p.y) * (byte - p.x)) / (q.x - p.x))
  })
}
