import { describe, expect, it } from 'vitest'
import type { HeadCells } from '../../../src/core/pixels/seenSkin.ts'
import { skinUnderHair, type SkinUnderHair } from '../../../src/core/pixels/skinUnderHair.ts'
import { decodeSrgb, halve } from '../../../src/core/pixels/colour.ts'
import type { PhotoTile } from '../../../src/core/pixels/photoTile.ts'
import { hairGone } from '../../../src/core/render/hairGone.ts'
import { loseHair } from '../../../src/core/render/loseHair.ts'
import { shavedHead } from '../fill/shavedHead.ts'
import { deltaE2000, labOf } from '../pixels/deltaE.ts'

const seed = Number(process.env.SEED ?? 5)
const shine = (xMm: number, yMm: number) => 0.06 * Math.exp(-((xMm - 12) ** 2 + (yMm - 11) ** 2) / 60)
const strip = { seed, fall: 0.25, shine }
const bare = shavedHead({ ...strip, stubble: null }).photo
const { width, height } = bare
const hairy = (perCm2: number) =>
  shavedHead({ ...strip, role: 'stubble', stubble: { perCm2, strength: 2.2, tint: [0.95, 1, 1.05] } }).photo

const px = 20
const [across, down] = [Math.ceil(width / px), Math.ceil(height / px)]
const cellsOf = (f: (x: number, y: number) => number) =>
  Uint8Array.from({ length: across * down }, (_, i) => f((i % across) * px, Math.floor(i / across) * px))
const everywhere = cellsOf(() => 255)
const cells: HeadCells = { px, width: across, height: down, head: everywhere, scalp: everywhere }
const outline = [
  { x: 0, y: 0 },
  { x: width, y: 0 },
  { x: width, y: height },
  { x: 0, y: height },
]

const levelsOf = (photo: PhotoTile) => {
  const levels = [{ width, height, rgba: photo.rgba }]
  return (level: number) => {
    while (levels.length <= level) {
      const p = levels.at(-1)!
      const rgba = new Uint8ClampedArray(halve(p.rgba, p.width, p.height))
      levels.push({ width: Math.ceil(p.width / 2), height: Math.ceil(p.height / 2), rgba })
    }
    return levels[level]!
  }
}

function under(photo: PhotoTile, lost = everywhere): SkinUnderHair {
  const found = skinUnderHair(photo, cells, lost)
  if (typeof found === 'string') throw new Error(found)
  return found
}

const lose = (photo: PhotoTile, lost = everywhere, level = 0) =>
  loseHair(levelsOf(photo), under(photo, lost), outline, level)

/** Mean colour of squares of so many px, Lab. */
function squares(rgba: Uint8ClampedArray, side: number, from: number, to: number) {
  const found: (readonly [number, number, number])[] = []
  for (let y = 0; y + side <= height; y += side)
    for (let x = from; x + side <= to; x += side) {
      const sum = [0, 0, 0]
      for (let j = y; j < y + side; j++)
        for (let i = x; i < x + side; i++)
          for (const c of [0, 1, 2]) sum[c]! += decodeSrgb[rgba[(j * width + i) * 4 + c]!]!
      found.push(labOf([sum[0]! / side ** 2, sum[1]! / side ** 2, sum[2]! / side ** 2]))
    }
  return found
}

/** Spread of green from pixel to pixel. */
function roughness(rgba: Uint8ClampedArray, from: number, to: number): number {
  let sum = 0
  let n = 0
  for (let y = 0; y < height; y++)
    for (let x = from; x < to; x++, n++)
      sum += (rgba[(y * width + x) * 4 + 1]! - rgba[(y * width + x + 1) * 4 + 1]!) ** 2
  return Math.sqrt(sum / n)
}

const half = Math.floor(width / 2)

describe('the photo once native hair is lost', () => {
  it.each([60, 130, 220])('shows the skin that was under %i hairs per cm2, in its own light and gloss', (perCm2) => {
    const photo = hairy(perCm2)
    const after = lose(photo)
    const truth = squares(bare.rgba, 30, 0, half)
    const error = (rgba: Uint8ClampedArray) => {
      const each = squares(rgba, 30, 0, half).map((lab, k) => deltaE2000(lab, truth[k]!))
      return { mean: each.reduce((sum, e) => sum + e, 0) / each.length, most: Math.max(...each) }
    }
    expect(error(after).mean).toBeLessThan(2)
    expect(error(after).most).toBeLessThan(3.5)
    expect(error(after).mean).toBeLessThan(0.65 * error(photo.rgba).mean)
  })

  it('has the pores and the grain of the skin beside it, and no hairs', () => {
    const photo = hairy(130)
    const own = roughness(bare.rgba, 0, half)
    expect(roughness(photo.rgba, 0, half)).toBeGreaterThan(2 * own)
    const after = roughness(lose(photo), 0, half - 60)
    expect(after / own).toBeGreaterThan(0.75)
    expect(after / own).toBeLessThan(1.25)
  })

  it('keeps every byte where no hair is lost, and where none stands', () => {
    const photo = hairy(130)
    const below = cellsOf((_, y) => (y >= height / 2 ? 255 : 0))
    const after = lose(photo, below)
    let [changed, beside] = [0, 0]
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const at = (y * width + x) * 4
        const same = after[at] === photo.rgba[at] && after[at + 1] === photo.rgba[at + 1]
        if (same) continue
        changed++
        // Shares pass over into the next cell.
        if (y < height / 2 - px || x > half + 6 * px) beside++
      }
    expect(beside).toBe(0)
    expect(changed).toBeGreaterThan(0.1 * width * height)
  })

  it('leaves what is behind the head', () => {
    const photo = hairy(130)
    const head = [{ x: 200, y: 0 }, ...outline.slice(1, 3), { x: 200, y: height }]
    const after = loseHair(levelsOf(photo), under(photo), head, 0)
    for (let x = 0; x < 199; x++) expect(after[(100 * width + x) * 4]).toBe(photo.rgba[(100 * width + x) * 4])
  })

  it('is the same picture from afar', () => {
    const photo = hairy(130)
    const near = levelsOf({ ...photo, rgba: lose(photo) })(2).rgba
    const far = lose(photo, everywhere, 2)
    let most = 0
    let sum = 0
    for (let i = 0; i < far.length; i += 4) {
      const off = Math.abs(far[i + 1]! - near[i + 1]!)
      most = Math.max(most, off)
      sum += off
    }
    expect(sum / (far.length / 4)).toBeLessThan(1)
    expect(most).toBeLessThan(16)
  })

  /** Of hair that stands on the left half alone, in cells. */
  const goneOf = (photo: PhotoTile, lost: typeof everywhere, level: number) => {
    const found = under(photo, lost)
    const after = { ...levelsOf(photo)(level), rgba: loseHair(levelsOf(photo), found, outline, level) }
    const cellsGone = hairGone(levelsOf(photo)(level), after, found, level)
    return { cellsGone, sum: cellsGone.reduce((sum, share) => sum + share, 0) }
  }
  const standing = everywhere.filter((_, i) => (i % across) * px < half - px).length

  it.each([130, 220])('claims the hair of %i per cm2 that is seen to go, and no more', (perCm2) => {
    const photo = hairy(perCm2)
    for (const level of [0, 2]) {
      const { sum, cellsGone } = goneOf(photo, everywhere, level)
      expect(sum).toBeGreaterThan(0.8 * standing)
      // A hair at the rim reaches over into the next cell.
      expect(sum).toBeLessThan(1.1 * standing)
      expect(cellsGone.some((share, i) => (i % across) * px > half + px && share !== 0)).toBe(false)
    }
  })

  it('claims nothing of hair that stays in the picture, and half of it where half is lost', () => {
    const photo = hairy(130)
    const found = under(photo)
    expect(hairGone(photo, photo, found, 0).every((share) => share === 0)).toBe(true)
    const whole = goneOf(photo, everywhere, 0).sum
    const below = goneOf(
      photo,
      cellsOf((_, y) => (y >= height / 2 ? 255 : 0)),
      0,
    ).sum
    expect(below / whole).toBeGreaterThan(0.4)
    expect(below / whole).toBeLessThan(0.6)
  })

  it('shows no loss of long hair, under which no skin is seen', () => {
    const rgba = new Uint8ClampedArray(bare.rgba)
    // Strands, dark between them too.
    for (let y = 0; y < height; y++)
      for (let x = 0; x < half; x++) rgba.fill(x % 6 < 3 ? 14 : 34, (y * width + x) * 4, (y * width + x) * 4 + 3)
    expect(skinUnderHair({ ...bare, rgba }, cells, everywhere)).toBe('hidden')
    // Where none of it is lost there is nothing to refuse.
    expect(
      skinUnderHair(
        { ...bare, rgba },
        cells,
        cellsOf((x) => (x > half + 8 * px ? 255 : 0)),
      ),
    ).toBe('noHair')
  })

  it('says so where there is no hair, and where there is nothing but hair', () => {
    expect(skinUnderHair(bare, cells, everywhere)).toBe('noHair')
    const photo = hairy(130)
    const onlyHair = cellsOf((x) => (x < half - 4 * px ? 255 : 0))
    expect(skinUnderHair(photo, { ...cells, head: onlyHair, scalp: onlyHair }, everywhere)).toBe('noSkin')
  })

  it('keeps moles', () => {
    const rgba = new Uint8ClampedArray(bare.rgba)
    const [mx, my] = [Math.floor(width * 0.7), 160]
    for (let y = -18; y <= 18; y++)
      for (let x = -18; x <= 18; x++)
        if (x * x + y * y < 18 * 18) rgba.set([70, 45, 35, 255], ((my + y) * width + mx + x) * 4)
    expect(skinUnderHair({ ...bare, rgba }, cells, everywhere)).toBe('noHair')
  })
})
