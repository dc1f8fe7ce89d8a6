import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  finerFrom,
  finerHeld,
  forgetFiner,
  heldFiner,
  mipFor,
  shownOn,
  whenFinerCome,
  type FinerSource,
} from '../../src/store/dots/finerTiles.ts'
import type { Tile } from '../../src/worker/engine.ts'

const closed = new Set<string>()
const bitmap = (name: string, side: number) =>
  ({ name, width: side, height: side, close: () => closed.add(name) }) as unknown as ImageBitmap
const nameOf = (b: ImageBitmap | undefined) => (b as unknown as { name: string } | undefined)?.name

/** A row of tiles as the screen holds them: the levels 2 and 3. */
const row = (count: number): Tile[] =>
  Array.from({ length: count }, (_, tx) => ({
    tx,
    ty: 0,
    finest: 2,
    mips: [bitmap(`${tx} at 2`, 128), bitmap(`${tx} at 3`, 64)],
  }))

/** What a worker would draw, and what it was asked for. */
function source() {
  const asked: string[] = []
  const from: FinerSource = {
    async fetch(places, level, give) {
      for (const { tx, ty } of places) {
        asked.push(`${tx} at ${level}`)
        give({ tx, ty, finest: level, mips: [bitmap(`${tx} at ${level}`, 512 >> level)] })
      }
    },
  }
  return { asked, from }
}

/** Draws tiles at a level, again and again as they come; what stands on the screen in the end. */
async function look(tiles: readonly Tile[], level: number) {
  const draw = () => tiles.map((tile) => nameOf(mipFor(tile, level)))
  const first = draw()
  whenFinerCome(draw)
  await vi.advanceTimersByTimeAsync(500)
  return { first, last: draw() }
}

let tiles: Tile[] = []
const open = (count: number, from: FinerSource) => {
  tiles = row(count)
  for (const tile of tiles) finerFrom(tile, from)
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  closed.clear()
  shownOn(1024 * 512)
})
afterEach(async () => {
  for (const tile of tiles) forgetFiner(tile)
  await vi.advanceTimersByTimeAsync(60_000)
  vi.useRealTimers()
})

describe('a picture that is looked at close by', () => {
  it('shows the coarser pixels until its own have come, and asks for those in view alone', async () => {
    const { asked, from } = source()
    open(30, from)
    expect(await look(tiles.slice(3, 9), 2)).toMatchObject({ last: tiles.slice(3, 9).map(({ tx }) => `${tx} at 2`) })
    expect(asked).toEqual([])
    const { first, last } = await look(tiles.slice(3, 9), 0)
    expect(first).toEqual(tiles.slice(3, 9).map(({ tx }) => `${tx} at 2`))
    expect(last).toEqual(tiles.slice(3, 9).map(({ tx }) => `${tx} at 0`))
    expect(new Set<string | undefined>(asked)).toEqual(new Set(last))
  })

  it('lets go of what was left longest ago as it is moved, and never shows nothing', async () => {
    const { from } = source()
    open(60, from)
    for (let at = 0; at + 4 <= 60; at += 4) {
      const { first } = await look(tiles.slice(at, at + 4), 0)
      expect(first).not.toContain(undefined)
      await vi.advanceTimersByTimeAsync(2000)
    }
    // Six px for each of the screen, which is as large as two tiles.
    expect(heldFiner()!.places.length).toBeLessThanOrEqual(12)
    expect(closed).toContain('0 at 0')
    expect(closed).not.toContain('59 at 0')
    const { first, last } = await look(tiles.slice(0, 4), 0)
    expect(first).toEqual(['0 at 2', '1 at 2', '2 at 2', '3 at 2'])
    expect(last).toEqual(['0 at 0', '1 at 0', '2 at 0', '3 at 0'])
  })

  it('keeps all that is in view, however much that is, and nothing once it is seen as a whole again', async () => {
    const { asked, from } = source()
    open(40, from)
    const { last } = await look(tiles, 0)
    expect(last).toEqual(tiles.map(({ tx }) => `${tx} at 0`))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(asked).toHaveLength(40)
    expect(closed.size).toBe(0)
    await look(tiles.slice(0, 2), 1)
    await vi.advanceTimersByTimeAsync(2000)
    await look(tiles, 2)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(heldFiner()).toBeNull()
  })

  it('fetches nothing for what has gone from the screen meanwhile, and closes what comes for it', async () => {
    const { asked, from } = source()
    open(4, from)
    mipFor(tiles[0]!, 0)
    await vi.advanceTimersByTimeAsync(20)
    forgetFiner(tiles[0]!)
    await vi.advanceTimersByTimeAsync(500)
    expect(asked).toEqual([])
    const late: FinerSource = {
      async fetch([place], level, give) {
        forgetFiner(tiles[1]!)
        give({ tx: place!.tx, ty: 0, finest: level, mips: [bitmap('late', 512)] })
      },
    }
    finerFrom(tiles[1]!, late)
    mipFor(tiles[1]!, 0)
    await vi.advanceTimersByTimeAsync(500)
    expect(closed).toContain('late')
  })

  it('stays as it is where a finer one cannot be drawn', async () => {
    open(2, { fetch: async () => Promise.reject(new Error('Another photo is open.')) })
    expect((await look(tiles, 0)).last).toEqual(['0 at 2', '1 at 2'])
  })

  it('takes the full size that a fill sends of what is in view, and holds it no longer than the rest', async () => {
    const { from } = source()
    const mips = [512, 256, 128, 64].map((side, level) => bitmap(`whole at ${level}`, side))
    const kept = finerHeld({ tx: 0, ty: 0, mips }, 2)
    tiles = [kept]
    finerFrom(kept, from)
    expect(kept.mips.map(nameOf)).toEqual(['whole at 2', 'whole at 3'])
    expect(nameOf(mipFor(kept, 0))).toBe('whole at 0')
    forgetFiner(kept)
    expect([...closed]).toEqual(['whole at 0', 'whole at 1'])
  })
})
