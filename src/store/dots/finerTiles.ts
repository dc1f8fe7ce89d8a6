import type { Tile } from '../../worker/engine.ts'

/** Where the finer mips of a picture's tiles come from. */
export interface FinerSource {
  /**
   * Gives tiles of one mip, that of the level, for some or all of the places.
   * @throws Error where the picture cannot be drawn any more
   */
  fetch(places: readonly PlaceOfTile[], level: number, give: (tile: Tile) => void): Promise<unknown>
}

type PlaceOfTile = Pick<Tile, 'tx' | 'ty'>
export type TileMips = Pick<Tile, 'mips' | 'finest'>

/** A finer mip that is held, and when it was drawn last, ms. */
interface Held {
  readonly tile: TileMips
  readonly level: number
  readonly bitmap: ImageBitmap
  drawnAt: number
}

interface Wish {
  readonly tile: TileMips & PlaceOfTile
  readonly level: number
  readonly source: FinerSource
  at: number
}

/** What was drawn within so long of each other is of one frame, and what is older is looked at no more. */
const FRAME_MS = 100
/** What was drawn within so long of each other may be on the screen together: other canvases are drawn at other times. */
const TOGETHER_MS = 1000
/** After so long what is not drawn any more is let go of. */
const REST_MS = 20_000
/** A gesture that zooms passes through levels that nobody needs a moment later. */
const SETTLED_MS = 40
/** Tiles that are fetched at a time: after each few the screen shows them, and asks for what it shows by then. */
const AT_A_TIME = 4
/** Finer px that are held, of each px of the screen: up to four are drawn for it, and what was left a moment ago is seen again. */
const HELD_PER_SCREEN_PX = 6

const sources = new WeakMap<TileMips, FinerSource>()
const held = new Map<TileMips, Map<number, Held>>()
let wishes: Wish[] = []
let fetching = false
let newestDraw = 0
let screenPx = 2_000_000
let resting: ReturnType<typeof setTimeout> | undefined
let onCome: () => void = () => {}

/** Called when finer mips have come, so that they are drawn. */
export function whenFinerCome(listener: () => void): void {
  onCome = listener
}

/** How many px the pictures are shown on, so that enough of them are held. */
export function shownOn(devicePx: number): void {
  screenPx = devicePx
}

/** Says where the finer mips of a tile come from. */
export function finerFrom(tile: Tile, source: FinerSource): void {
  sources.set(tile, source)
}

/**
 * The bitmap to draw a tile with at a level: that of the level, until it has come the next coarser one, else what there is.
 * One that is not there is fetched, and is drawn when it has come.
 */
export function mipFor(tile: TileMips, level: number): ImageBitmap | undefined {
  const { mips, finest = 0 } = tile
  newestDraw = performance.now()
  const known = mips[Math.min(mips.length - 1, level - finest)]
  if (known) return known
  const finer = held.get(tile)
  const exact = finer?.get(level)
  if (!exact) wish(tile, level)
  // A finer one than is needed is drawn as well, before a coarser one.
  const near = exact ?? finer?.get(level - 1) ?? finer?.get(level + 1)
  if (!near) return mips[0]
  near.drawnAt = newestDraw
  return near.bitmap
}

/** Places of which something finer than the tile has itself is held, and the finest level of it; null where there are none. */
export function heldFiner(): { readonly level: number; readonly places: readonly string[] } | null {
  const places = new Set<string>()
  let level = Infinity
  for (const [tile, levels] of held) {
    const { tx, ty } = tile as TileMips & PlaceOfTile
    places.add(`${tx},${ty}`)
    for (const known of levels.keys()) level = Math.min(level, known)
  }
  return places.size > 0 ? { level, places: [...places] } : null
}

/** The tile from a level on; its finer mips are held as those that are fetched. */
export function finerHeld(tile: Tile, from: number): Tile {
  const { mips, finest = 0 } = tile
  const finer = from - finest
  if (finer <= 0 || finer >= mips.length) return tile
  const coarse = { ...tile, mips: mips.slice(finer), finest: from }
  for (const [i, bitmap] of mips.slice(0, finer).entries()) hold(coarse, finest + i, bitmap)
  return coarse
}

/** Lets go of all that is finer than the tile has itself: the tile is closed. */
export function forgetFiner(tile: Tile): void {
  sources.delete(tile)
  for (const { bitmap } of held.get(tile)?.values() ?? []) bitmap.close()
  held.delete(tile)
}

function wish(tile: TileMips, level: number): void {
  const source = sources.get(tile)
  if (!source) return
  const before = wishes.find((w) => w.tile === tile && w.level === level)
  if (before) before.at = newestDraw
  else wishes.push({ tile: tile as Wish['tile'], level, source, at: newestDraw })
  if (fetching) return
  fetching = true
  setTimeout(() => void fetchWished(), SETTLED_MS)
}

async function fetchWished(): Promise<void> {
  try {
    for (;;) {
      const wanted = wishes.filter(({ tile, at }) => newestDraw - at < FRAME_MS && sources.has(tile))
      const [first] = wanted
      wishes = []
      if (!first) return
      const now = wanted
        .filter(({ source, level }) => source === first.source && level === first.level)
        .slice(0, AT_A_TIME)
      wishes = wanted.filter((w) => !now.includes(w))
      await fetchSome(first, now)
    }
  } finally {
    fetching = false
  }
}

async function fetchSome({ source, level }: Wish, wanted: readonly Wish[]): Promise<void> {
  let come = 0
  try {
    await source.fetch(
      wanted.map(({ tile }) => tile),
      level,
      ({ tx, ty, mips: [bitmap] }) => {
        const target = wanted.find(({ tile }) => tile.tx === tx && tile.ty === ty)?.tile
        if (!bitmap) return
        come++
        if (target && sources.has(target)) hold(target, level, bitmap)
        else bitmap.close()
      },
    )
  } catch {
    // The coarser ones stay.
  }
  if (come === 0) {
    // Drawn again at once, the same would be asked for again at once.
    wishes = []
    return
  }
  letGoOfOldest(HELD_PER_SCREEN_PX * screenPx)
  clearTimeout(resting)
  resting = setTimeout(() => letGoOfOldest(0), REST_MS)
  onCome()
}

function hold(tile: TileMips, level: number, bitmap: ImageBitmap): void {
  const levels = held.get(tile) ?? new Map<number, Held>()
  held.set(tile, levels)
  levels.get(level)?.bitmap.close()
  levels.set(level, { tile, level, bitmap, drawnAt: performance.now() })
}

/** Until so many px are left; what may be on the screen stays. */
function letGoOfOldest(mostPx: number): void {
  const all = [...held.values()].flatMap((levels) => [...levels.values()])
  let px = all.reduce((sum, { bitmap: { width, height } }) => sum + width * height, 0)
  for (const { tile, level, bitmap, drawnAt } of all.toSorted((a, b) => a.drawnAt - b.drawnAt)) {
    if (px <= mostPx || newestDraw - drawnAt < TOGETHER_MS) return
    px -= bitmap.width * bitmap.height
    bitmap.close()
    const levels = held.get(tile)
    levels?.delete(level)
    if (levels?.size === 0) held.delete(tile)
  }
}
