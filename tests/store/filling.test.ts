import { beforeEach, describe, expect, it, vi } from 'vitest'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { exactly } from '../../src/core/plan/bands.ts'
import { startHistory } from '../../src/core/design/history.ts'
import type { Design } from '../../src/core/design/design.ts'
import { cancelFill, fillWithDots, forgetPictures, startFilling } from '../../src/store/dots/fillActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { cancelLive, commit, edit, redo, show, undo } from '../../src/store/edits/designActions.ts'
import { jobsStore } from '../../src/store/jobsStore.ts'
import { pictures, startPhoto } from '../../src/store/dots/pictures.ts'
import { setServices } from '../../src/store/services.ts'
import { current } from '../../src/core/design/history.ts'
import type { Repository } from '../../src/storage/repository.ts'
import type { Engine, FilledPicture, FillOptions, FillResult, Tile } from '../../src/worker/engine.ts'

/** An engine whose fills end when the test says so. */
class HeldEngine {
  fills: {
    design: Design
    level: number
    base: string | undefined
    coarseFirst: readonly number[]
    tile(t: Tile): void
    end(r: (FillResult & Partial<FilledPicture>) | null): void
    fail(): void
  }[] = []
  cancelled = 0

  fill(design: Design, on: { tiles(t: readonly Tile[]): void }, o: FillOptions = {}): Promise<FilledPicture | null> {
    return new Promise((resolve, reject) => {
      const picture = `picture ${this.fills.length}`
      this.fills.push({
        design,
        level: o.level ?? 0,
        base: o.base,
        coarseFirst: o.coarseFirst ?? [],
        tile: (t) => on.tiles([t]),
        end: (r) => resolve(r && { picture, kept: [], hairLoss: null, ...r }),
        fail: () => reject(new Error('out of memory')),
      })
    })
  }
  cancelFill() {
    this.cancelled++
  }
  helmet = () => Promise.resolve(null)
  measure = () => Promise.resolve({ dots: exactly(0), areaCm2: exactly(0) })
  /** The fill that was asked for last goes to the worker in the task after. */
  async tile(t: Tile) {
    await settled()
    this.last().tile(t)
  }
  async end(r: Parameters<HeldEngine['fills'][number]['end']>[0]) {
    await settled()
    this.last().end(r)
  }
  async fail() {
    await settled()
    this.last().fail()
  }
  last() {
    const fill = this.fills.at(-1)
    if (!fill) throw new Error('Nothing was filled.')
    return fill
  }
}

const tile = (tx: number): Tile => ({ tx, ty: 0, mips: [] })
const settled = () => new Promise((r) => setTimeout(r))
const design = () => {
  const { design } = designStore.getState()
  if (!design) throw new Error('No design is open.')
  return design
}
const withDensity = (densityPerCm2: number): Design => ({ ...design(), fill: { ...design().fill, densityPerCm2 } })

vi.stubGlobal('devicePixelRatio', 1)
startFilling()

describe('the picture follows the design', () => {
  let engine: HeldEngine

  beforeEach(() => {
    forgetPictures()
    startPhoto(3000, 4000)
    engine = new HeldEngine()
    setServices({ engine: engine as unknown as Engine, repository: {} as Repository })
    const d = newDesign({ id: 'photo', hash: 'h', width: 3000, height: 4000 }, { seed: 7 })
    designStore.setState({ ...closedStudio, history: startHistory(d), design: d })
  })

  async function filled() {
    fillWithDots()
    await engine.tile(tile(1))
    await engine.end({ dots: exactly(10), areaCm2: exactly(1) })
    await settled()
  }

  it('fills when asked, as one undo step', async () => {
    await filled()
    expect(pictures.designTile(1, 0)).toBeDefined()
    expect(jobsStore.getState().fillResult?.dots.value).toBe(10)
    undo()
    expect(pictures.designTile(1, 0)).toBeUndefined()
    redo()
    expect(pictures.designTile(1, 0)).toBeDefined()
    expect(engine.fills).toHaveLength(1)
  })

  it('comes back to the former picture and settings on Cancel', async () => {
    await filled()
    const before = design()
    edit(withDensity(320), 'Density')
    await engine.tile(tile(2))
    expect(pictures.designTile(2, 0)).toBeDefined()
    cancelFill()
    expect(engine.cancelled).toBe(1)
    expect(pictures.designTile(2, 0)).toBeUndefined()
    expect(pictures.designTile(1, 0)).toBeDefined()
    expect(design()).toBe(before)
    expect(jobsStore.getState().fill).toBeNull()
  })

  it('shows the photo alone when the first fill is cancelled', async () => {
    fillWithDots()
    await engine.tile(tile(1))
    cancelFill()
    expect(design().fill.filled).toBe(false)
    expect(pictures.designTile(1, 0)).toBeUndefined()
  })

  it('keeps what was undone when the fill of an undone step is cancelled', async () => {
    await filled()
    for (const density of [160, 170, 180, 190]) {
      edit(withDensity(density), 'Density')
      await engine.end({ dots: exactly(density), areaCm2: exactly(1) })
      await settled()
    }
    // Only the last few pictures are kept: the oldest step is drawn anew.
    for (let k = 0; k < 3; k++) undo()
    expect(jobsStore.getState().fill).not.toBeNull()
    const { entries } = designStore.getState().history!
    cancelFill()
    expect(design().fill.densityPerCm2).toBe(170)
    expect(designStore.getState().history!.entries).toEqual(entries)
    redo()
    redo()
    expect(design().fill.densityPerCm2).toBe(190)
  })

  it('leaves a stored design as it is when its drawing is cancelled', () => {
    const stored = { ...design(), fill: { ...design().fill, filled: true } }
    designStore.setState({ history: startHistory(stored), design: stored })
    expect(jobsStore.getState().fill).not.toBeNull()
    cancelFill()
    expect(jobsStore.getState().fill).toBeNull()
    expect(design()).toBe(stored)
    expect(designStore.getState().history!.entries).toHaveLength(1)
  })

  it('says the count of the picture on the screen, whatever a failed fill had previewed', async () => {
    await filled()
    show(withDensity(300))
    await engine.end({ dots: exactly(300), areaCm2: exactly(1) })
    await settled()
    expect(jobsStore.getState().fillResult?.dots.value).toBe(300)
    commit('Density')
    await engine.fail()
    await settled()
    expect(jobsStore.getState()).toMatchObject({ fillFailed: true, fillResult: { dots: exactly(10) } })
  })

  it('ignores tiles of a fill that a newer one replaced', async () => {
    await filled()
    edit(withDensity(200), 'Density')
    await settled()
    const old = engine.last()
    edit(withDensity(210), 'Density')
    old.tile(tile(9))
    old.end(null)
    await settled()
    expect(pictures.designTile(9, 0)).toBeUndefined()
    expect(engine.last().design.fill.densityPerCm2).toBe(210)
  })

  it('previews the newest design while a slider moves, then fills once', async () => {
    await filled()
    for (const d of [160, 170, 180]) show(withDensity(d))
    expect(engine.fills).toHaveLength(2)
    expect(engine.last().level).toBeGreaterThan(0)
    await engine.tile(tile(3))
    await engine.end({ dots: exactly(11), areaCm2: exactly(1) })
    await settled()
    expect(engine.last().design.fill.densityPerCm2).toBe(180)
    commit('Density')
    await engine.end(null)
    await settled()
    await settled()
    expect(engine.last().level).toBe(0)
    expect(engine.fills).toHaveLength(4)
  })

  it('draws nothing twice for a hand that lets go at once: the preview is shown, then filled in', async () => {
    await filled()
    show(withDensity(180))
    const quick = tile(3)
    await engine.tile(quick)
    commit('Density')
    expect(engine.fills).toHaveLength(2)
    const cancelled = engine.cancelled
    await engine.end({ dots: exactly(11), areaCm2: exactly(1) })
    await settled()
    await settled()
    expect(pictures.designTile(3, 0)).toBe(quick)
    expect(engine.last()).toMatchObject({ level: 0, coarseFirst: [] })
    expect(engine.cancelled).toBe(cancelled)
  })

  it('shows no preview of a finished change that was taken back meanwhile', async () => {
    await filled()
    show(withDensity(180))
    await engine.tile(tile(3))
    commit('Density')
    undo()
    await engine.end({ dots: exactly(11), areaCm2: exactly(1) })
    await settled()
    expect(pictures.designTile(3, 0)).toBeUndefined()
    expect(pictures.designTile(1, 0)).toBeDefined()
    expect(jobsStore.getState().fill).toBeNull()
  })

  it('shows a finished change coarse at first, unless a preview of it is on the screen', async () => {
    await filled()
    edit(withDensity(200), 'Density')
    await settled()
    const [coarsest] = engine.last().coarseFirst
    expect(coarsest).toBeGreaterThan(0)
    await engine.tile(tile(5))
    expect(pictures.designTile(5, 0)).toBeDefined()
    await engine.end({ dots: exactly(12), areaCm2: exactly(1) })
    await settled()

    // A preview, and where it was a coarse one the finer one after it.
    show(withDensity(180))
    for (let k = 0; k < 2; k++) {
      await engine.end({ dots: exactly(11), areaCm2: exactly(1) })
      await settled()
    }
    commit('Density')
    await settled()
    expect(engine.last()).toMatchObject({ level: 0, coarseFirst: [] })
  })

  it('shows the finished picture again when a gesture is cancelled', async () => {
    await filled()
    show(withDensity(300))
    await engine.tile(tile(3))
    await engine.end({ dots: exactly(20), areaCm2: exactly(1) })
    await settled()
    cancelLive()
    expect(pictures.designTile(3, 0)).toBeUndefined()
    expect(pictures.designTile(1, 0)).toBeDefined()
    expect(jobsStore.getState().fillResult?.dots.value).toBe(10)
  })

  it('lets a preview replace a half-done fill', async () => {
    await filled()
    edit(withDensity(320), 'Density')
    const half = tile(1)
    await engine.tile(half)
    show(withDensity(300))
    const quick = tile(1)
    await engine.tile(quick)
    await engine.end({ dots: exactly(20), areaCm2: exactly(1) })
    await settled()
    expect(pictures.designTile(1, 0)).toBe(quick)
  })

  it('does not wait for a fill that the worker gave up', async () => {
    await filled()
    edit(withDensity(320), 'Density')
    await engine.end(null)
    await settled()
    expect(jobsStore.getState().fill).toBeNull()
    fillWithDots()
    await settled()
    expect(engine.fills).toHaveLength(3)
  })

  it('keeps the tiles that an edit leaves alone, and gives each back once nobody shows it', async () => {
    const closed: number[] = []
    const closing = (tx: number): Tile => ({
      tx,
      ty: 0,
      mips: [{ close: () => closed.push(tx) } as unknown as ImageBitmap],
    })
    fillWithDots()
    await settled()
    const first = engine.last()
    const [one, two] = [closing(1), closing(2)]
    first.tile(one)
    first.tile(two)
    first.end({ dots: exactly(10), areaCm2: exactly(1), picture: 'first' })
    await settled()
    for (let density = 200; density < 205; density++) {
      edit(withDensity(density), 'Density')
      await settled()
      if (density === 200) expect(engine.last().base).toBe('first')
      await engine.tile(closing(100 + density))
      await engine.end({ dots: exactly(10), areaCm2: exactly(1), kept: ['1,0'] })
      await settled()
    }
    expect(pictures.designTile(1, 0)).toBe(one)
    expect(pictures.designTile(2, 0)).toBeUndefined()
    expect(closed).toEqual([2, 300, 301])
  })

  it('keeps the former picture and says so when dots could not be placed', async () => {
    await filled()
    edit(withDensity(320), 'Density')
    await engine.fail()
    await settled()
    expect(jobsStore.getState().fillFailed).toBe(true)
    expect(pictures.designTile(1, 0)).toBeDefined()
  })

  it('leaves nothing in the history when a gesture is cancelled', () => {
    const entries = designStore.getState().history?.entries.length
    show(withDensity(99))
    cancelLive()
    const { history } = designStore.getState()
    expect(history?.entries.length).toBe(entries)
    expect(history && current(history)).toBe(design())
  })
})
