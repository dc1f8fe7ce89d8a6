import { beforeAll, describe, expect, it, vi } from 'vitest'
import { decodeSrgb, encodeSrgb, luminance } from '../../src/core/pixels/colour.ts'
import { deltaE2000, labOf } from '../core/pixels/deltaE.ts'

type Rgb = readonly [number, number, number]

/** Monk skin tone scale, light to deep (Monk 2022). */
const skins = ['f6ede4', 'f3e7db', 'f7ead0', 'eadaba', 'd7bd96', 'a07e56', '825c43', '604134', '3a312a', '292420']

/** Of linear light, severity 1 (Machado, Oliveira, Fernandes 2009). */
const sights = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const

const bytesOf = (hex: string): Rgb => {
  const at = (k: number) => parseInt(hex.replace('#', '').slice(2 * k, 2 * k + 2), 16)
  return [at(0), at(1), at(2)]
}
const linear = (rgb: Rgb): Rgb => rgb.map((byte) => decodeSrgb[Math.round(byte)]!) as unknown as Rgb
/** `rgb(0 0 0 / 55%)` over a colour, mixed as a canvas does. */
function over(css: string, under: Rgb): Rgb {
  const [r = 0, g = 0, b = 0, percent = 100] = (css.match(/[\d.]+/g) ?? []).map(Number)
  const mix = (top: number, below: number) => below + ((top - below) * percent) / 100
  return [mix(r, under[0]), mix(g, under[1]), mix(b, under[2])]
}
/** WCAG 2: of two colours. */
function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [a, b].map((rgb) => luminance(...linear(rgb)))
  return (Math.max(x!, y!) + 0.05) / (Math.min(x!, y!) + 0.05)
}
function seenBy(sight: keyof typeof sights, rgb: Rgb): Rgb {
  const light = linear(rgb)
  const m = sights[sight]
  return [0, 3, 6].map((row) =>
    encodeSrgb(Math.max(0, Math.min(1, m[row]! * light[0] + m[row + 1]! * light[1] + m[row + 2]! * light[2]))),
  ) as unknown as Rgb
}
const apart = (sight: keyof typeof sights, a: Rgb, b: Rgb) =>
  deltaE2000(labOf(linear(seenBy(sight, a))), labOf(linear(seenBy(sight, b))))

describe('what is drawn over skin, from light to deep', () => {
  let accent: Rgb
  let magenta: Rgb
  let casing: string
  beforeAll(async () => {
    vi.stubGlobal('matchMedia', () => ({ matches: false }))
    const style = await import('../../src/ui/canvas/overlays/overlayStyle.ts')
    const zones = await import('../../src/ui/canvas/overlays/zoneOverlay.ts')
    accent = bytesOf(style.ACCENT)
    magenta = bytesOf(zones.MAGENTA)
    casing = style.CASING
  })

  it('keeps 3:1: each line stands out from its casing, or the casing from the skin', () => {
    for (const line of [accent, magenta, bytesOf('ffffff')])
      for (const skin of skins.map(bytesOf)) {
        const dark = over(casing, skin)
        expect(Math.max(contrast(line, dark), contrast(dark, skin))).toBeGreaterThanOrEqual(3)
      }
  })

  it.each(Object.keys(sights) as (keyof typeof sights)[])('keeps its distance from skin under %s sight', (sight) => {
    for (const skin of skins.map(bytesOf)) {
      expect(apart(sight, accent, skin)).toBeGreaterThan(30)
      expect(apart(sight, magenta, skin)).toBeGreaterThan(15)
    }
  })

  it.each(Object.keys(sights) as (keyof typeof sights)[])('keeps what goes apart from what comes under %s', (sight) => {
    // For some sights no two hues lie far apart on skin: zones have patterns and labels besides.
    expect(apart(sight, accent, magenta)).toBeGreaterThan(10)
  })
})
