import type { RectPx } from '../geometry/points.ts'
import type { PhotoTile } from './photoTile.ts'
import { seenSkin, type HeadCells, type SeenSkin } from './seenSkin.ts'

/** The skin that a photo would show without the hair that is lost. */
export interface SkinUnderHair {
  /** Side of the cells, px of the photo. */
  readonly px: number
  readonly width: number
  readonly height: number
  /** ln of linear light of bare skin per channel, at the cells' centres. */
  readonly bare: readonly [Float32Array, Float32Array, Float32Array]
  /** 0..1: how much of the photo that skin takes the place of; 0 where no hair stands, or none is lost. */
  readonly share: Float32Array
  /** 0..1: how much of the cell loses hair that is seen in it; what `share` covers beyond is only the hair's edge. */
  readonly found: Float32Array
  /** All cells with a share, px of the photo. */
  readonly box: RectPx
  /** A square of even bare skin, for its pores, px of the photo; null where there is none. */
  readonly texture: RectPx | null
}

/**
 * `noHair`: none stands where hair is lost. `hidden`: it is so long or dense that no skin is seen between it. `noSkin`: too
 * little bare skin is seen to know its tone.
 */
export type LossProblem = 'noHair' | 'hidden' | 'noSkin'

/** What is surer than this is hair. */
const FOUND = 0.5
/**
 * Where no skin is seen between more than this share of the hair, what lies under it would be made up: .2 and less on
 * shaved and short hair, .6 and more on long hair of the photos that were tried.
 */
const MOST_HIDDEN = 0.4

/** Hairs reach over the cells in which they stand, and single ones stand in front of the others. */
const GROWN_CELLS = 3
/** Below this a cell counts as bare. */
const BARE = 0.05
/** Fewer cells of bare skin tell nothing. */
const FEWEST_BARE = 24
/** Sweeps and their over-relaxation: enough for a scalp of a hundred cells across. */
const ROUNDS = 300
const OVER = 1.94
/** From bare skin to hair in full, cells. */
const ACROSS_LINE = 7
/** Hairs that darken a cell less say nothing of their shadow, ln. */
const LEAST_DARKER = 0.04
/** Shadow over darkening where no line of hair is seen, and at most; assumed. */
const USUAL_SHADOW = 1
const MOST_SHADOW = 4
/** Sides of the square with skin's pores, cells: the larger, the less it is seen to repeat. */
const TEXTURE_SIDES = [14, 10, 7, 5] as const
/** Wrinkles and moles, told by how the light bends from cell to cell, are seen to repeat sooner than a slope is. */
const WRINKLES = 10

/**
 * What lies under hair: its tone continues that of the bare skin around, and follows the light that is seen between the
 * hairs (Poisson equation, guided by the photo's own gradients as far as skin is seen; Perez, Gangnet and Blake 2003).
 * @param photo the whole picture, full size
 * @param lost coverage 0..255 of the cells: where hair is lost
 * @param seen of the same photo and cells, where it is known: it is the same for all that may be lost
 */
export function skinUnderHair(
  photo: PhotoTile,
  cells: HeadCells,
  lost: Uint8Array,
  seen: SeenSkin = seenSkin(photo, cells),
): SkinUnderHair | LossProblem {
  const { px, width, height } = cells
  const found = seen.hair.map((h, cell) => (h > FOUND ? lost[cell]! / 255 : 0))
  const hair = grown(seen.hair, cells)
  const share = hair.map((h, cell) => h * (lost[cell]! / 255))
  const box = boxOf(share, cells)
  if (!box) return 'noHair'
  if (hiddenShare(seen, found) > MOST_HIDDEN) return 'hidden'
  const bare = continued(seen, hair, cells)
  return bare ? { px, width, height, bare, share, found, box, texture: evenSkin(seen, hair, cells, photo) } : 'noSkin'
}

/** Share of the hair that is lost between which no skin is seen. */
function hiddenShare({ trust }: SeenSkin, found: Float32Array): number {
  let [hidden, all] = [0, 0]
  for (const [cell, f] of found.entries()) {
    all += f
    if (trust[cell]! < FOUND) hidden += f
  }
  return all === 0 ? 0 : hidden / all
}

/** The greatest value around each cell, rounded off by a mean, so that no hair at the rim stays. */
function grown(values: Float32Array, { width, height, head }: HeadCells): Float32Array {
  const around = (from: Float32Array, reach: number, f: (near: readonly number[]) => number) =>
    from.map((_, cell) => {
      if (head[cell] === 0) return 0
      const x = cell % width
      const y = Math.floor(cell / width)
      const near: number[] = []
      for (let j = Math.max(0, y - reach); j <= Math.min(height - 1, y + reach); j++)
        for (let i = Math.max(0, x - reach); i <= Math.min(width - 1, x + reach); i++)
          if (head[j * width + i]! > 0) near.push(from[j * width + i]!)
      return f(near)
    })
  const most = around(values, GROWN_CELLS, (near) => Math.max(...near))
  return around(most, 1, (near) => near.reduce((sum, v) => sum + v, 0) / near.length)
}

/** The tone of bare skin carried on under the hair; null where too few cells are bare. */
function continued(
  { skin, trust, darker }: SeenSkin,
  hair: Float32Array,
  cells: HeadCells,
): SkinUnderHair['bare'] | null {
  const { width, height, head } = cells
  const isBare = (cell: number) => hair[cell]! < BARE && trust[cell]! > 0.5
  const unknown: number[] = []
  let known = 0
  for (let cell = 0; cell < head.length; cell++) {
    if (head[cell] === 0) continue
    if (isBare(cell)) known++
    else unknown.push(cell)
  }
  if (known < FEWEST_BARE) return null
  const links = unknown.map((cell) => {
    const x = cell % width
    const y = Math.floor(cell / width)
    const beside = [
      x > 0 ? cell - 1 : -1,
      x < width - 1 ? cell + 1 : -1,
      y > 0 ? cell - width : -1,
      y < height - 1 ? cell + width : -1,
    ]
    return beside.filter((other) => other >= 0 && head[other]! > 0)
  })
  const toneOf = (seen: Float32Array): Float32Array => {
    const tone = seen.slice()
    const shadow = shadowOfHair(seen, darker, hair, trust, cells)
    const clear = seen.map((light, cell) => light + shadow * darker[cell]!)
    const from = links.map((others, k) => {
      const cell = unknown[k]!
      const slope = (other: number) => Math.min(trust[cell]!, trust[other]!) * (clear[cell]! - clear[other]!)
      return others.reduce((sum, other) => sum + slope(other), 0)
    })
    for (let round = 0; round < ROUNDS; round++)
      for (const [k, cell] of unknown.entries()) {
        const others = links[k]!
        if (others.length === 0) continue
        let sum = from[k]!
        for (const other of others) sum += tone[other]!
        tone[cell] = tone[cell]! + OVER * (sum / others.length - tone[cell]!)
      }
    return tone
  }
  return [toneOf(skin[0]), toneOf(skin[1]), toneOf(skin[2])]
}

/**
 * Skin between hairs is darker than bare skin, by blur and by what hair hides below it: the more, the more the hairs darken
 * all. By how much is read where hair begins.
 */
function shadowOfHair(
  seen: Float32Array,
  darker: Float32Array,
  hair: Float32Array,
  trust: Float32Array,
  { width, height }: HeadCells,
): number {
  const found: number[] = []
  const isBare = (cell: number) => hair[cell]! < BARE && trust[cell]! > 0.5
  for (let cell = 0; cell < seen.length; cell++) {
    if (!isBare(cell)) continue
    const x = cell % width
    const y = Math.floor(cell / width)
    for (const [dx, dy] of [
      [-ACROSS_LINE, 0],
      [ACROSS_LINE, 0],
      [0, -ACROSS_LINE],
      [0, ACROSS_LINE],
    ] as const) {
      const inside = (i: number, j: number) => i >= 0 && j >= 0 && i < width && j < height
      if (!inside(x + dx, y + dy) || !inside(x - dx, y - dy)) continue
      const hairy = cell + dy * width + dx
      const before = cell - dy * width - dx
      if (hair[hairy]! < 0.5 || trust[hairy]! < 0.5 || !isBare(before)) continue
      const denser = darker[hairy]! - darker[cell]!
      // Light falls off on as it does before the line.
      if (denser > LEAST_DARKER) found.push((2 * seen[cell]! - seen[before]! - seen[hairy]!) / denser)
    }
  }
  if (found.length < FEWEST_BARE) return USUAL_SHADOW
  found.sort((a, b) => a - b)
  return Math.min(MOST_SHADOW, Math.max(0, found[found.length >> 1]!))
}

function boxOf(share: Float32Array, { px, width }: HeadCells): RectPx | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1]
  for (const [cell, s] of share.entries()) {
    if (s === 0) continue
    const x = cell % width
    const y = Math.floor(cell / width)
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = y
  }
  // Shares pass over into the next cells.
  const from = { x: Math.max(0, left - 1) * px, y: Math.max(0, top - 1) * px }
  return right < 0 ? null : { ...from, width: (right + 2) * px - from.x, height: (bottom + 2) * px - from.y }
}

/** The most even square of bare scalp. */
function evenSkin(
  { light }: SeenSkin,
  hair: Float32Array,
  { px, width, scalp }: HeadCells,
  photo: PhotoTile,
): RectPx | null {
  // The last cells may reach beyond the photo.
  const [across, down] = [Math.floor(photo.width / px), Math.floor(photo.height / px)]
  const usable = (x: number, y: number, side: number): boolean => {
    for (let j = y; j < y + side; j++)
      for (let i = x; i < x + side; i++) if (scalp[j * width + i]! < 255 || hair[j * width + i]! > 0) return false
    return true
  }
  const unevenness = (x: number, y: number, side: number): number => {
    let [least, most, bent] = [Infinity, -Infinity, 0]
    for (let j = y; j < y + side; j++)
      for (let i = x; i < x + side; i++) {
        const cell = j * width + i
        least = Math.min(least, light[cell]!)
        most = Math.max(most, light[cell]!)
        if (j === y || j === y + side - 1 || i === x || i === x + side - 1) continue
        const around = light[cell - 1]! + light[cell + 1]! + light[cell - width]! + light[cell + width]!
        bent += Math.abs(4 * light[cell]! - around)
      }
    return most - least + (WRINKLES * bent) / (side * side)
  }
  for (const side of TEXTURE_SIDES) {
    let best = { uneven: Infinity, x: 0, y: 0 }
    for (let y = 0; y + side <= down; y++)
      for (let x = 0; x + side <= across; x++) {
        if (!usable(x, y, side)) continue
        const uneven = unevenness(x, y, side)
        if (uneven < best.uneven) best = { uneven, x, y }
      }
    if (best.uneven < Infinity) return { x: best.x * px, y: best.y * px, width: side * px, height: side * px }
  }
  return null
}
