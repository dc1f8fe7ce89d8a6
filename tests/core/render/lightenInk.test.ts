import { describe, expect, it } from 'vitest'
import { measureExistingInk, type InkInSkin } from '../../../src/core/fill/existingInk.ts'
import { decodeSrgb, halve, labLightness } from '../../../src/core/pixels/colour.ts'
import type { PhotoTile } from '../../../src/core/pixels/photoTile.ts'
import { prepareLightening, type Lightening } from '../../../src/core/render/lightenInk.ts'
import { INK_MM, inkedSkin, type InkedSkin } from '../fill/inkedSkin.ts'
import { deltaE2000, labOf, meanLight } from '../pixels/deltaE.ts'
import { brownSkin, deepSkin, lightSkin, midSkin, type Colour } from './paintedSkin.ts'

const seed = Number(process.env.SEED ?? 1)
const channels = [0, 1, 2] as const
type Bytes = Uint8ClampedArray

const skins = [
  ['light', lightSkin],
  ['mid', midSkin],
  ['brown', brownSkin],
  ['deep', deepSkin],
] as const

function inkOf(skin: InkedSkin): InkInSkin {
  const found = measureExistingInk(skin.inked, skin.area, null, skin)
  if (!found.ok) throw new Error(`Expected ink, got ${found.problem.code}.`)
  return found.ink.inSkin
}
const prepared = (skin: InkedSkin, ink = inkOf(skin)): Lightening => prepareLightening(skin.inked, skin.area, ink, skin)
const full = (skin: InkedSkin, ink?: InkInSkin): Bytes => prepared(skin, ink).lighten(skin.inked, () => 0)

interface Lightened {
  readonly skin: InkedSkin
  readonly ink: InkInSkin
  readonly out: Bytes
}
const lightened = new Map<Colour, Lightened>()
/** Usual ink in skin of a colour, and that skin without it; many promises are about the same picture. */
function plain(colour: Colour): Lightened {
  const known = lightened.get(colour)
  if (known) return known
  const skin = inkedSkin({ colour, seed })
  const ink = inkOf(skin)
  const made = { skin, ink, out: full(skin, ink) }
  lightened.set(colour, made)
  return made
}

const inZone =
  ({ mmFromMiddle }: InkedSkin) =>
  (x: number, y: number) =>
    mmFromMiddle(x, y) < INK_MM - 1
const linear = (rgba: Bytes, i: number): Colour => [
  decodeSrgb[rgba[4 * i]!]!,
  decodeSrgb[rgba[4 * i + 1]!]!,
  decodeSrgb[rgba[4 * i + 2]!]!,
]

/** Mean of a value over the pixels of the zone. */
function meanOver(skin: InkedSkin, value: (i: number, x: number, y: number) => number): number {
  const { width, height } = skin.bare
  const counts = inZone(skin)
  let [sum, n] = [0, 0]
  // A ninth of the pixels is enough for a mean.
  for (let y = 0; y < height; y += 3) {
    for (let x = 0; x < width; x += 3) {
      if (!counts(x, y)) continue
      sum += value(y * width + x, x, y)
      n++
    }
  }
  return sum / n
}

const pixelDifference = (skin: InkedSkin, rgba: Bytes): number =>
  meanOver(skin, (i) => deltaE2000(labOf(linear(skin.bare.rgba, i)), labOf(linear(rgba, i))))

/** The worst square centimetre in the zone. */
function worstCm2(skin: InkedSkin, rgba: Bytes): number {
  const { width } = skin.bare
  let worst = 0
  for (const left of [11, 14, 17]) {
    for (const top of [8, 11, 14]) {
      const counts = inZone(skin)
      const inside = (x: number, y: number) =>
        x * skin.mmPerPx >= left &&
        x * skin.mmPerPx < left + 10 &&
        y * skin.mmPerPx >= top &&
        y * skin.mmPerPx < top + 10 &&
        counts(x, y)
      const [was, is] = [meanLight(skin.bare.rgba, width, inside), meanLight(rgba, width, inside)]
      worst = Math.max(worst, deltaE2000(labOf(was), labOf(is)))
    }
  }
  return worst
}

/** ln of green light by distance from the dots that were drawn, .06 mm a step, over that .5 mm from them. */
function aroundDots({ dots, mmPerPx, bare, ...skin }: InkedSkin, rgba: Bytes): number[] {
  const steps = 9
  const reach = Math.ceil((steps * 0.06) / mmPerPx)
  const sums = new Float64Array(steps)
  const counts = new Float64Array(steps)
  for (let d = 0; d < dots.count; d++) {
    const [cx, cy] = [dots.x[d]!, dots.y[d]!]
    if (skin.mmFromMiddle(cx, cy) > INK_MM - 1) continue
    for (let y = Math.floor(cy) - reach; y <= cy + reach; y++) {
      for (let x = Math.floor(cx) - reach; x <= cx + reach; x++) {
        const step = Math.floor((Math.hypot(x + 0.5 - cx, y + 0.5 - cy) * mmPerPx) / 0.06)
        if (step >= steps) continue
        sums[step]! += Math.log(Math.max(0.003, linear(rgba, y * bare.width + x)[1]))
        counts[step]!++
      }
    }
  }
  const means = Array.from(sums, (sum, i) => sum / counts[i]!)
  return means.slice(0, -1).map((m) => m - means.at(-1)!)
}

/** What is finer than three pixels: pores and noise. */
const fineTexture = (skin: InkedSkin, rgba: Bytes): number => {
  const { width } = skin.bare
  const green = (i: number) => decodeSrgb[rgba[4 * i + 1]!]!
  return Math.sqrt(
    meanOver(skin, (i) => (green(i) - (green(i - 1) + green(i + 1) + green(i - width) + green(i + width)) / 4) ** 2),
  )
}

function changedBytes(a: Bytes, b: Bytes, counts: (pixel: number) => boolean): number {
  if (a.length !== b.length) throw new Error(`Expected ${b.length} bytes, got ${a.length}.`)
  let changed = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i] && counts(i >> 2)) changed++
  return changed
}

/** The shortcut: one grey lift for the whole zone, as much as the ink took on the mean. */
function greyLift(skin: InkedSkin): Bytes {
  const out = skin.inked.rgba.slice()
  const counts = inZone(skin)
  const { width } = skin.bare
  const was = meanLight(skin.bare.rgba, width, counts)
  const is = meanLight(out, width, counts)
  const lift = 255 * (Math.sqrt(was[1]) - Math.sqrt(is[1]))
  for (let i = 0; i < out.length / 4; i++)
    if (counts(i % width, Math.floor(i / width))) for (const k of channels) out[4 * i + k]! += lift
  return out
}

/** The shortcut: the zone out of focus. */
function smeared(skin: InkedSkin, rgba: Bytes): Bytes {
  const out = rgba.slice()
  const counts = inZone(skin)
  const { width } = skin.bare
  for (let i = 0; i < out.length / 4; i++) {
    if (!counts(i % width, Math.floor(i / width))) continue
    for (const k of channels) {
      let sum = 0
      for (let dy = -6; dy <= 6; dy++) for (let dx = -6; dx <= 6; dx++) sum += rgba[4 * (i + dy * width + dx) + k]!
      out[4 * i + k] = sum / 169
    }
  }
  return out
}

describe(`lightening all ink, seed ${seed}`, { timeout: 60_000 }, () => {
  it.each(skins)('gives %s skin back within dE00 1, each cm2 within .7; the inked photo is far off', (_, colour) => {
    const { skin, out } = plain(colour)
    expect(pixelDifference(skin, out)).toBeLessThan(1)
    expect(worstCm2(skin, out)).toBeLessThan(0.7)
    expect(worstCm2(skin, skin.inked.rgba)).toBeGreaterThan(2)
  })

  it.each([
    [60, 0.067, {}],
    [280, 0.067, {}],
    [150, 0.12, {}],
    [120, 0.067, { preset: 'heavy' }],
    [150, 0.067, { preset: 'diluted', undertone: 'warm' }],
  ] as const)('gives skin with %d dots per cm2 back at %f mm a px, ink %j', (perCm2, mmPerPx, pigment) => {
    const skin = inkedSkin({ colour: midSkin, perCm2, mmPerPx, pigment, seed })
    const out = full(skin)
    expect(pixelDifference(skin, out)).toBeLessThan(1.5)
    expect(worstCm2(skin, out)).toBeLessThan(1.5)
  })

  it('needs the halos: cores alone leave the skin grey', () => {
    const { skin, ink } = plain(midSkin)
    expect(worstCm2(skin, full(skin, { ...ink, halo: [0, 0, 0] }))).toBeGreaterThan(2)
  })

  it.each(skins)('leaves no ghosts on %s skin: a tenth of the dots at the most, and no bright rings', (_, colour) => {
    const { skin, out } = plain(colour)
    const before = aroundDots(skin, skin.inked.rgba)
    const after = aroundDots(skin, out)
    expect(before[0]!).toBeLessThan(-0.3)
    for (const step of after.keys()) expect(Math.abs(after[step]!)).toBeLessThan(0.03)
    // Lifting the zone by one grey leaves every dot where it was.
    expect(aroundDots(skin, greyLift(skin))[0]!).toBeLessThan(before[0]! / 3)
  })

  it.each(skins)('keeps pores and noise of %s skin, neither raised by the division nor smeared', (_, colour) => {
    const { skin, ink, out } = plain(colour)
    const before = fineTexture(skin, skin.bare.rgba)
    expect(fineTexture(skin, out) / before).toBeLessThan(1.25)
    expect(fineTexture(skin, out) / before).toBeGreaterThan(0.85)
    expect(fineTexture(skin, smeared(skin, skin.inked.rgba)) / before).toBeLessThan(0.5)
    const noiseless = { ...skin, skin: { ...skin.skin, noiseAlpha: 0, noiseBeta: 0 } }
    expect(fineTexture(skin, full(noiseless, ink))).toBeGreaterThan(fineTexture(skin, out))
  })

  it('lets light fall off across the zone as it did', () => {
    const skin = inkedSkin({ colour: midSkin, fall: 1.2, seed })
    const out = full(skin)
    const fall = (rgba: Bytes) => {
      const part = (from: number) =>
        meanLight(rgba, skin.bare.width, (x, y) => inZone(skin)(x, y) && Math.abs(x * skin.mmPerPx - from) < 2)
      return Math.log(part(13)[1] / part(25)[1])
    }
    expect(fall(skin.bare.rgba)).toBeGreaterThan(0.3)
    expect(Math.abs(fall(out) - fall(skin.bare.rgba))).toBeLessThan(0.02)
  })

  it('leaves a mole: it is larger than a dot, and brown', () => {
    const inMole = (x: number, y: number) => Math.hypot(x - 21, y - 18) < 1.3
    const skin = inkedSkin({ colour: midSkin, spots: (x, y) => (inMole(x, y) ? [0.55, 0.42, 0.35] : [1, 1, 1]), seed })
    const mole = (rgba: Bytes) =>
      labOf(meanLight(rgba, skin.bare.width, (x, y) => inMole(x * skin.mmPerPx, y * skin.mmPerPx)))
    const [was, is] = [mole(skin.bare.rgba), mole(full(skin))]
    expect(Math.abs(was[0] - is[0])).toBeLessThan(6)
    const skinBeside = labOf(meanLight(skin.bare.rgba, skin.bare.width, inZone(skin)))
    expect(skinBeside[0] - is[0]).toBeGreaterThan(12)
  })
})

describe(`lightening under highlights, seed ${seed}`, { timeout: 60_000 }, () => {
  const lamp = (peak: number) => (x: number, y: number) =>
    peak * Math.exp(-((x - 19) ** 2 + (y - 15) ** 2) / (2 * 2.5 ** 2))

  /** The brightest fiftieth of the zone. */
  function top(skin: InkedSkin): number[] {
    const counts = inZone(skin)
    const { width, rgba } = skin.bare
    const all = Array.from({ length: rgba.length / 4 }, (_, i) => i).filter((i) =>
      counts(i % width, Math.floor(i / width)),
    )
    const light = Float64Array.from(all, (i) => lightness(rgba, i))
    const order = all.map((_, n) => n).toSorted((a, b) => light[b]! - light[a]!)
    return order.slice(0, all.length / 50).map((n) => all[n]!)
  }
  const lightness = (rgba: Bytes, i: number) => labLightness(rgba[4 * i]!, rgba[4 * i + 1]!, rgba[4 * i + 2]!)
  const change = (skin: InkedSkin, a: Bytes, b: Bytes) => {
    const at = top(skin)
    return at.reduce((sum, i) => sum + Math.abs(lightness(a, i) - lightness(b, i)), 0) / at.length
  }
  /** Skin as grey as the gloss: nothing can be told from it, and all light is divided. */
  const unsplit = (skin: InkedSkin): InkedSkin => ({
    ...skin,
    skin: { ...skin.skin, chroma: skin.skin.chroma.map(() => 1 / 3) },
  })

  it.each([
    ['light', lightSkin, 1.1],
    ['mid', midSkin, 1.1],
    ['deep', deepSkin, 0.9],
  ] as const)('changes the brightest fiftieth of %s skin by at most 1 L*', (_, colour, peak) => {
    const skin = inkedSkin({ colour, shine: lamp(peak), seed })
    expect(change(skin, full(skin), skin.inked.rgba)).toBeLessThan(1)
  })

  it.each([
    ['mid', midSkin, 0.35],
    ['brown', brownSkin, 0.4],
    ['deep', deepSkin, 0.3],
  ] as const)('gives sheen on %s skin back within 1 L*; by division of all light it burns', (_, colour, peak) => {
    const skin = inkedSkin({ colour, shine: lamp(peak), seed })
    const ink = inkOf(skin)
    expect(change(skin, full(skin, ink), skin.bare.rgba)).toBeLessThan(1)
    expect(change(skin, full(unsplit(skin), ink), skin.bare.rgba)).toBeGreaterThan(1.5)
  })
})

describe(`lightening by and by, seed ${seed}`, { timeout: 60_000 }, () => {
  const { skin, ink } = plain(midSkin)
  const lightening = prepared(skin, ink)
  const { width, height, rgba } = skin.inked

  it('leaves every byte where all ink stays, and every byte outside the area', () => {
    expect(
      changedBytes(
        lightening.lighten(skin.inked, () => 1),
        rgba,
        () => true,
      ),
    ).toBe(0)
    const out = lightening.lighten(skin.inked, () => 0)
    const covered = (i: number) => skin.area.coverageAt(i % width, Math.floor(i / width)) > 0
    expect(changedBytes(out, rgba, (i) => !covered(i))).toBe(0)
    expect(changedBytes(out, rgba, covered)).toBeGreaterThan(50_000)
  })

  it('is lighter with each session, in every channel', () => {
    const means = [1, 0.7, 0.5, 0.2, 0].map((residual) =>
      meanLight(
        lightening.lighten(skin.inked, () => residual),
        width,
        inZone(skin),
      ),
    )
    for (const k of channels)
      for (let n = 1; n < means.length; n++) expect(means[n]![k]).toBeGreaterThan(means[n - 1]![k] * 1.01)
  })

  it('leaves as much density as the residual says', () => {
    const lightAt = (residual: number) =>
      meanLight(
        lightening.lighten(skin.inked, () => residual),
        width,
        inZone(skin),
      )[1]
    const of = (residual: number) => Math.log(lightAt(0) / lightAt(residual)) / Math.log(lightAt(0) / lightAt(1))
    for (const residual of [0.25, 0.5, 0.75]) expect(Math.abs(of(residual) - residual)).toBeLessThan(0.06)
  })

  it('follows a residual that changes from place to place, without a step', () => {
    const out = lightening.lighten(skin.inked, (x) => Math.min(1, Math.max(0, (x * skin.mmPerPx - 14) / 10)))
    const part = (bytes: Bytes, from: number) =>
      meanLight(bytes, width, (x, y) => inZone(skin)(x, y) && Math.abs(x * skin.mmPerPx - from) < 1)[1]
    const lifted = [12, 15, 17, 19, 21, 23, 26].map((mm) => part(out, mm) / part(rgba, mm))
    for (let i = 1; i < lifted.length; i++) expect(lifted[i]!).toBeLessThan(lifted[i - 1]! + 0.02)
    expect(lifted[0]).toBeGreaterThan(1.1)
    expect(lifted.at(-1)).toBe(1)
  })

  /** A rectangle of the photo as a tile of its own; beyond the photo its rim is repeated. */
  function cut(photo: PhotoTile, x0: number, y0: number, w: number, h: number, apronPx: number): PhotoTile {
    const outer = { width: w + 2 * apronPx, height: h + 2 * apronPx }
    const bytes = new Uint8ClampedArray(outer.width * outer.height * 4)
    for (let y = 0; y < outer.height; y++) {
      for (let x = 0; x < outer.width; x++) {
        const fromX = Math.min(photo.width - 1, Math.max(0, x0 - apronPx + x))
        const fromY = Math.min(photo.height - 1, Math.max(0, y0 - apronPx + y))
        const from = (fromY * photo.width + fromX) * 4
        bytes.set(photo.rgba.subarray(from, from + 4), (y * outer.width + x) * 4)
      }
    }
    return { x0: x0 - apronPx, y0: y0 - apronPx, ...outer, rgba: bytes, apronPx }
  }

  const residual = (x: number, y: number) => 0.3 + 0.2 * Math.sin(x / 40) * Math.sin(y / 50)
  const whole = lightening.lighten(skin.inked, residual)

  function differing(size: number, apronPx: number): number {
    let wrong = 0
    for (let y = 0; y < height; y += size) {
      for (let x = 0; x < width; x += size) {
        const [w, h] = [Math.min(size, width - x), Math.min(size, height - y)]
        const part = lightening.lighten(cut(skin.inked, x, y, w, h, apronPx), residual)
        for (let j = 0; j < h; j++)
          for (let i = 0; i < 4 * w; i++) if (part[4 * j * w + i] !== whole[4 * ((y + j) * width + x) + i]) wrong++
      }
    }
    return wrong
  }

  it.each([256, 100, 37])('makes the same picture in tiles of %d px as in one, byte for byte', (size) => {
    expect(differing(size, 1)).toBe(0)
    expect(differing(size, 20)).toBe(0)
  })

  it('would show seams if a tile knew nothing of what lies beside it', () => {
    expect(differing(100, 0)).toBeGreaterThan(100)
  })

  it.each([0, 0.4])('zoomed out is the full picture made smaller within half an L*, residual %f', (left) => {
    let small = { ...skin.inked }
    let mip: Bytes = lightening.lighten(skin.inked, () => left)
    for (const level of [1, 2]) {
      mip = halve(mip, small.width, small.height)
      const size = { width: Math.ceil(small.width / 2), height: Math.ceil(small.height / 2) }
      small = { ...small, ...size, rgba: halve(small.rgba, small.width, small.height) }
      const drawn = lightening.lighten(small, () => left, level)
      let [sum, n] = [0, 0]
      for (let i = 0; i < drawn.length / 4; i++) {
        const [x, y] = [(i % size.width) * 2 ** level, Math.floor(i / size.width) * 2 ** level]
        if (!inZone(skin)(x, y)) continue
        const of = (bytes: Bytes) => labLightness(bytes[4 * i]!, bytes[4 * i + 1]!, bytes[4 * i + 2]!)
        sum += Math.abs(of(drawn) - of(mip))
        n++
      }
      expect(sum / n).toBeLessThan(0.5)
    }
    expect(() => lightening.lighten(small, () => 0, 7)).toThrow('level')
  })

  it('leaves a photo as it is where the area covers nothing', () => {
    const empty = { ...skin.area, coverageAt: () => 0 }
    const none = prepareLightening(skin.inked, empty, ink, skin)
    expect(
      changedBytes(
        none.lighten(skin.inked, () => 0),
        rgba,
        () => true,
      ),
    ).toBe(0)
  })
})
