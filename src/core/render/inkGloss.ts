import type { InkInSkin } from '../fill/existingInk.ts'
import { skinGloss } from '../fill/skinGloss.ts'
import { part, type Steps } from '../geometry/steps.ts'
import type { PhotoTile } from '../pixels/photoTile.ts'
import type { SkinModel } from '../pixels/skin.ts'
import { CORE_STEPS, GRID, type InkPlanes } from './inkPlanes.ts'

/** Gloss over inked skin, linear light, a value for each block of GRID px. */
export function* glossOverInk(
  photo: PhotoTile,
  planes: InkPlanes,
  { core }: InkInSkin,
  o: { readonly skin: SkinModel; readonly mmPerPx: number },
): Steps<Float32Array> {
  const { x0, y0, width, height, r, g, b } = planes.halo
  const cores = yield* part(blockMeans(planes), 0, 0.2)
  const own = (halo: Float32Array, colour: number) => halo.map((v, i) => v + colour * cores[i]!)
  const density = [own(r, core[0]), own(g, core[1]), own(b, core[2])] as const
  yield 0.2
  const cells = { px: GRID, gx: x0, gy: y0, width, height }
  return yield* part(skinGloss(photo, cells, o.skin, { density, mmPerPx: o.mmPerPx }), 0.2, 1)
}

/** Rows between two turns: some milliseconds. */
const ROWS = 128

/** Mean core density of each block. */
function* blockMeans({ rect, core, halo: { width, height } }: InkPlanes): Steps<Float32Array> {
  const out = new Float32Array(width * height)
  const share = 1 / (CORE_STEPS * GRID * GRID)
  for (let y = 0; y < rect.height; y++) {
    if (y % ROWS === 0) yield y / rect.height
    const row = Math.floor(y / GRID) * width
    for (let x = 0; x < rect.width; x++) out[row + Math.floor(x / GRID)]! += core[y * rect.width + x]! * share
  }
  return out
}
