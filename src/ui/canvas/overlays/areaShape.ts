import { proposedAreaPolygon } from '../../../core/design/areas/area.ts'
import type { AreaDesign, Design } from '../../../core/design/design.ts'
import { boundsOf, rasterPolygon } from '../../../core/geometry/polygon.ts'
import type { PointPx } from '../../../core/geometry/points.ts'
import { emptyMask, MASK_TILE, tilesAcross, type TiledMask } from '../../../core/pixels/tiledMask.ts'
import { skinCellsOf, type SkinCells } from '../skinCells.ts'
import { contoursOf, type Samples, type Window } from './contour.ts'

/** Closed loops x0, y0, x1, y1, ... in photo px. */
export type Loops = readonly Float32Array[]

/** What the area overlay draws, in photo px: it stays as it is while the picture is moved. */
export interface AreaShape {
  readonly area: Loops
  readonly exclude: Loops
}

/** Photo px between two samples; a whole number of them makes a mask tile. */
const stepOf = (width: number, height: number): number => {
  const side = Math.max(width, height)
  return side > 2000 ? 4 : side > 1000 ? 2 : 1
}

interface Block {
  readonly add: Uint8Array | undefined
  readonly subtract: Uint8Array | undefined
  readonly exclude: Uint8Array | undefined
}

interface Sheet {
  readonly width: number
  readonly height: number
  readonly step: number
  /** Samples of a row that lie on the photo. */
  readonly columns: number
  readonly area: Samples
  readonly exclude: Samples
  readonly blocks: Map<number, Block>
  /** mm2 of skin that the area covers in each block, as far as it was asked for, and the skin that was asked. */
  readonly sums: Map<number, number>
  skin: SkinCells | null
  polygon: readonly PointPx[]
  /** Coverage of the polygon. */
  base: Uint8Array
  shape: AreaShape
}

const noPolygon: readonly PointPx[] = []

/**
 * Follows a design from one brush sample to the next: only the blocks whose mask tiles are new are put together again,
 * and the border is found anew only where something changed.
 */
export function areaShapes(): AreaShapes {
  let sheet: Sheet | null = null
  let last: { area: AreaDesign; polygon: readonly PointPx[] } | null = null
  const follow = (design: Design): AreaShape => {
    const { area } = design
    const polygon = area.proposed ? proposedAreaPolygon(design) : noPolygon
    const { width, height } = design.photo
    if (sheet?.width !== width || sheet.height !== height) {
      sheet = newSheet(width, height)
      last = null
    }
    if (last?.area === area && last.polygon === polygon) return sheet.shape
    last = { area, polygon }
    refresh(sheet, area, polygon)
    return sheet.shape
  }
  return {
    shapeOf: follow,
    mm2Of(design) {
      follow(design)
      return sheet ? coveredMm2(sheet, skinCellsOf(design)) : 0
    },
    gainOf: (loop, takes) => (sheet?.skin ? gainOf(sheet, sheet.skin, loop, takes) : 0),
  }
}

export interface AreaShapes {
  readonly shapeOf: (design: Design) => AreaShape
  /** mm2 of skin that the area covers: what of it is measured. */
  readonly mm2Of: (design: Design) => number
  /** What a closed line would add to the area that was measured last, or take off below 0, mm2 of measured skin. */
  readonly gainOf: (loop: readonly PointPx[], takes: boolean) => number
}

function coveredMm2(sheet: Sheet, skin: SkinCells): number {
  if (sheet.skin !== skin) {
    sheet.skin = skin
    sheet.sums.clear()
  }
  const { step, area, sums } = sheet
  const across = tilesAcross(sheet.width)
  const side = MASK_TILE / step
  let mm2 = 0
  for (const key of sheet.blocks.keys()) {
    let sum = sums.get(key)
    if (sum === undefined) {
      const [left, top] = [(key % across) * side, Math.floor(key / across) * side]
      sum = 0
      for (let y = top; y < Math.min(area.height, top + side); y++)
        for (let x = left; x < Math.min(area.width, left + side); x++) {
          const covered = area.coverage[y * area.width + x]!
          if (covered > 0) sum += covered * skinAt(skin, x * step, y * step)
        }
      sum *= (step * step) / 255
      sums.set(key, sum)
    }
    mm2 += sum
  }
  return mm2
}

const skinAt = ({ cellPx, columns, mm2PerPx2 }: SkinCells, x: number, y: number): number =>
  mm2PerPx2(Math.floor(y / cellPx) * columns + Math.floor(x / cellPx))

function gainOf(
  { step, columns, area, exclude }: Sheet,
  skin: SkinCells,
  loop: readonly PointPx[],
  takes: boolean,
): number {
  const box = boundsOf(loop)
  if (!box || loop.length < 3) return 0
  const left = Math.max(0, Math.floor(box.x / step))
  const top = Math.max(0, Math.floor(box.y / step))
  const width = Math.min(columns, Math.ceil((box.x + box.width) / step)) - left
  const height = Math.min(area.height, Math.ceil((box.y + box.height) / step)) - top
  if (width <= 0 || height <= 0) return 0
  const inside = rasterPolygon(loop, { left: left * step, top: top * step, step, width, height })
  let gain = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const drawn = inside[y * width + x]!
      if (drawn === 0) continue
      const at = (top + y) * area.width + left + x
      const now = area.coverage[at]!
      const more = takes ? -(now * drawn) / 255 : Math.max(0, (drawn * (255 - exclude.coverage[at]!)) / 255 - now)
      if (more !== 0) gain += more * skinAt(skin, (left + x) * step, (top + y) * step)
    }
  }
  return (gain / 255) * step * step
}

function newSheet(width: number, height: number): Sheet {
  const step = stepOf(width, height)
  const columns = Math.ceil(width / step)
  // Rows of whole words, for contours; nothing lies beside the photo.
  const across = 4 * Math.ceil(columns / 4)
  const down = Math.ceil(height / step)
  const samples = (): Samples => ({ width: across, height: down, coverage: new Uint8Array(across * down) })
  return {
    width,
    height,
    step,
    columns,
    area: samples(),
    exclude: samples(),
    blocks: new Map(),
    sums: new Map(),
    skin: null,
    polygon: noPolygon,
    base: new Uint8Array(across * down),
    shape: { area: [], exclude: [] },
  }
}

function refresh(sheet: Sheet, area: AreaDesign, polygon: readonly PointPx[]): void {
  const { width, height } = sheet.area
  const redrawn = polygon !== sheet.polygon
  if (redrawn) {
    sheet.polygon = polygon
    sheet.base = rasterPolygon(polygon, { left: 0, top: 0, step: sheet.step, width, height })
  }
  const across = tilesAcross(sheet.width)
  const down = Math.ceil(sheet.height / MASK_TILE)
  let excluded = false
  let changed = redrawn
  for (let key = 0; key < across * down; key++) {
    const block: Block = {
      add: area.add.tiles.get(key),
      subtract: area.subtract.tiles.get(key),
      exclude: area.exclude.tiles.get(key),
    }
    const before = sheet.blocks.get(key)
    const same = before?.add === block.add && before?.subtract === block.subtract && before?.exclude === block.exclude
    if (same && !redrawn) continue
    sheet.blocks.set(key, block)
    compose(sheet, key % across, Math.floor(key / across), block)
    sheet.sums.delete(key)
    changed = true
    excluded ||= before?.exclude !== block.exclude
  }
  if (!changed) return
  sheet.shape = {
    area: loopsOf(sheet, sheet.area, polygon, [...area.add.tiles.keys()]),
    exclude: excluded ? loopsOf(sheet, sheet.exclude, noPolygon, [...area.exclude.tiles.keys()]) : sheet.shape.exclude,
  }
}

/** (proposed u add) - subtract - exclude over one mask tile's place. */
function compose(sheet: Sheet, tx: number, ty: number, block: Block): void {
  const { step, base } = sheet
  const { width, height, coverage } = sheet.area
  const { columns } = sheet
  const excluded = sheet.exclude.coverage
  const side = MASK_TILE / step
  const add = block.add && meansOf(block.add, step)
  const subtract = block.subtract && meansOf(block.subtract, step)
  const exclude = block.exclude && meansOf(block.exclude, step)
  for (let y = 0; y < side && ty * side + y < height; y++) {
    let to = (ty * side + y) * width + tx * side
    let from = y * side
    for (let x = 0; x < side && tx * side + x < columns; x++, to++, from++) {
      let c = base[to]!
      if (add) c = Math.max(c, add[from]!)
      if (subtract) c = (c * (255 - subtract[from]!)) / 255
      if (exclude) c = (c * (255 - exclude[from]!)) / 255
      coverage[to] = c
      excluded[to] = exclude ? exclude[from]! : 0
    }
  }
}

/** Mask tiles never change once they are in a design. */
const means = new WeakMap<Uint8Array, Uint8Array>()

function meansOf(tile: Uint8Array, step: number): Uint8Array {
  const known = means.get(tile)
  const side = MASK_TILE / step
  if (known?.length === side * side) return known
  const made = step === 4 && tile.byteOffset % 4 === 0 ? meansOfFour(tile) : meansOfSquares(tile, step)
  means.set(tile, made)
  return made
}

function meansOfSquares(tile: Uint8Array, step: number): Uint8Array {
  const side = MASK_TILE / step
  const made = new Uint8Array(side * side)
  for (let j = 0; j < side; j++) {
    for (let i = 0; i < side; i++) {
      let sum = 0
      for (let y = j * step; y < (j + 1) * step; y++) {
        for (let x = i * step; x < (i + 1) * step; x++) sum += tile[y * MASK_TILE + x]!
      }
      made[j * side + i] = sum / (step * step)
    }
  }
  return made
}

/** The same by words of four bytes: a whole area that follows a slider has a hundred tiles at once. */
function meansOfFour(tile: Uint8Array): Uint8Array {
  const words = new Uint32Array(tile.buffer, tile.byteOffset, tile.length / 4)
  const side = MASK_TILE / 4
  const made = new Uint8Array(side * side)
  for (let j = 0; j < side; j++) {
    for (let i = 0; i < side; i++) {
      // Two sums of eight bytes, in either half of the word.
      let sums = 0
      for (let row = 4 * j; row < 4 * j + 4; row++) {
        const word = words[row * side + i]!
        sums += (word & 0xff00ff) + ((word >>> 8) & 0xff00ff)
      }
      made[j * side + i] = ((sums & 0xffff) + (sums >>> 16)) / 16
    }
  }
  return made
}

/** The border of a mask that is drawn over the same photo as the area. */
export function loopsOfMask(mask: TiledMask): Loops {
  const sheet = newSheet(mask.width, mask.height)
  const none = emptyMask(mask.width, mask.height)
  const area = { proposed: false, role: 'bald', presentPerCm2: 0, add: mask, subtract: none, exclude: none } as const
  refresh(sheet, { ...area, more: none, less: none }, noPolygon)
  return sheet.shape.area
}

function loopsOf(sheet: Sheet, samples: Samples, polygon: readonly PointPx[], tiles: readonly number[]): Loops {
  const { step } = sheet
  const loops = contoursOf(samples, windowOf(sheet, samples, polygon, tiles))
  for (const loop of loops) for (let i = 0; i < loop.length; i++) loop[i] = (loop[i]! + 0.5) * step
  return loops
}

/** Samples that can be covered: those of the polygon and of the tiles that exist. */
function windowOf(sheet: Sheet, samples: Samples, polygon: readonly PointPx[], tiles: readonly number[]): Window {
  const across = tilesAcross(sheet.width)
  const corners = tiles.flatMap((key) => {
    const x = (key % across) * MASK_TILE
    const y = Math.floor(key / across) * MASK_TILE
    return [
      { x, y },
      { x: x + MASK_TILE, y: y + MASK_TILE },
    ]
  })
  const box = boundsOf([...polygon, ...corners])
  if (!box) return { left: 0, top: 0, right: 0, bottom: 0 }
  const inside = (v: number, most: number) => Math.max(0, Math.min(most, v))
  return {
    left: inside(Math.floor(box.x / sheet.step) - 1, samples.width),
    top: inside(Math.floor(box.y / sheet.step) - 1, samples.height),
    right: inside(Math.ceil((box.x + box.width) / sheet.step) + 1, samples.width),
    bottom: inside(Math.ceil((box.y + box.height) / sheet.step) + 1, samples.height),
  }
}
