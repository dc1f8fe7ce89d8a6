import { beforeEach, describe, expect, it, vi } from 'vitest'
import { withMarks } from '../../src/core/design/edits.ts'
import { startHistory } from '../../src/core/design/history.ts'
import type { Marks } from '../../src/core/design/design.ts'
import { photoViews, type PhotoView } from '../../src/core/design/photoView.ts'
import { moveMark, proposeMarks } from '../../src/core/design/scale/marks.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import type { RectPx } from '../../src/core/geometry/points.ts'
import type { PhotoRow, Repository } from '../../src/storage/repository.ts'
import { keepCoverOnScalp } from '../../src/store/visits/coverFollows.ts'
import { edit } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { isSnapshotFaceless } from '../../src/store/snapshots/snapshotList.ts'
import { coverOf } from '../../src/store/visits/coverCrop.ts'
import { readyForDesign } from '../../src/store/dots/filling.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine } from '../../src/worker/engine.ts'

const first = newDesign({ id: 'p', hash: 'h', width: 3000, height: 4000 })
const { marks } = first
const end = (m: typeof marks) => {
  const { y, height } = coverOf('frontal', m, 3000, 4000).crop
  return y + height
}

describe('the card of a photo', () => {
  beforeEach(() => vi.useFakeTimers())

  it('shows the scalp to above the brows, and less where nobody knows yet where these are', () => {
    const checked = { ...marks, checked: true }
    expect(end(checked)).toBeLessThan(checked.glabella.y)
    expect(end({ ...marks, found: true })).toBe(end(checked))
    // Where the eyes of a portrait lie a quarter of the head higher than guessed, the card still shows none.
    expect(end(marks)).toBeLessThan(
      marks.glabella.y - 0.25 * (marks.glabella.y - marks.outline.centre.y + marks.outline.ry),
    )
  })

  const edged = { ...marks, outline: { ...marks.outline, radii: Array.from({ length: 72 }, () => 1) } }

  it('shows the head in the middle and filling it, not the wall above, from every side', () => {
    for (const view of photoViews) {
      if (view === 'lowerFace' || view === 'closeUp') continue
      const own = proposeMarks(3000, 4000, view)
      for (const m of [
        { ...own, outline: edged.outline },
        { ...own, checked: true },
      ]) {
        const { crop } = coverOf(view, m, 3000, 4000)
        const { centre, rx, ry } = m.outline
        expect(crop.width / crop.height, view).toBeCloseTo(4 / 3, 2)
        const above = centre.y - ry - crop.y
        expect(above, view).toBeGreaterThan(0)
        expect(above / crop.height, view).toBeLessThan(0.35)
        expect(Math.abs(crop.x + crop.width / 2 - centre.x), view).toBeLessThan(0.45 * rx)
        expect(crop.width, view).toBeLessThan(2.8 * rx)
      }
    }
  })

  it('looks at the back of a turned head while nobody knows where its face begins', () => {
    const middle = (view: PhotoView, m: Marks) => {
      const { x, width } = coverOf(view, m, 3000, 4000).crop
      return Math.sign(x + width / 2 - m.outline.centre.x)
    }
    for (const view of ['right45', 'left45', 'rightProfile', 'leftProfile'] as const) {
      const own = { ...proposeMarks(3000, 4000, view), outline: edged.outline }
      expect(middle(view, own), view).toBe(-Math.sign(own.glabella.x - own.outline.centre.x))
    }
  })

  it('shows no one’s face of a photo of which neither brows nor the head’s edge are known', () => {
    const side = (view: PhotoView, m: Marks) => coverOf(view, m, 3000, 4000).maxSide
    for (const view of ['frontal', 'right45', 'leftProfile', 'lowerFace'] as const) {
      expect(side(view, marks), view).toBeLessThan(16)
      expect(side(view, { ...marks, checked: true }), view).toBe(640)
    }
    expect(side('frontal', edged)).toBe(640)
    // The edge of a head says nothing of where its eyes are.
    expect(side('lowerFace', edged)).toBeLessThan(16)
    for (const view of ['vertex', 'crown', 'partLine', 'closeUp'] as const) expect(side(view, marks), view).toBe(640)
  })

  it('of a snapshot is known to show no face by the marks that it was cut out by', async () => {
    const kept: Record<string, Marks> = { guessed: marks, checked: { ...marks, checked: true }, edged }
    const snapshot = (id: string) => Promise.resolve(kept[id] ? { design: withMarks(first, kept[id]) } : null)
    setServices({ engine: {} as Engine, repository: { snapshot } as unknown as Repository })
    expect(await Promise.all(['guessed', 'checked', 'edged', 'gone'].map(isSnapshotFaceless))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('is drawn anew once the marks were moved and the hand rests, from where the brows are now', async () => {
    const crops: RectPx[] = []
    const covers: string[] = []
    setServices({
      engine: {
        picture: (_: unknown, { crop }: { crop: RectPx }) => Promise.resolve((crops.push(crop), new ArrayBuffer(1))),
      } as unknown as Engine,
      repository: { setCover: (id: string) => Promise.resolve(void covers.push(id)) } as unknown as Repository,
    })
    const photo = { id: 'p', hash: 'h', width: 3000, height: 4000 } as PhotoRow
    designStore.setState({ ...closedStudio, photo, history: startHistory(first), design: first })
    const stop = keepCoverOnScalp()
    const moved = { ...moveMark(marks, 'glabella', { x: 1500, y: 1500 }), found: true }
    edit(withMarks(first, moved), 'Move glabella')
    expect(crops).toEqual([])
    await vi.advanceTimersByTimeAsync(2000)
    expect(crops).toHaveLength(1)
    expect(Math.abs(crops[0]!.y + crops[0]!.height - end(moved))).toBeLessThan(2)
    expect(covers).toEqual(['p'])

    // Left before the hand has rested, it is drawn all the same.
    edit(withMarks({ ...first, marks: moved }, { ...moved, glabella: { x: 1500, y: 1400 } }), 'Move glabella')
    await vi.advanceTimersByTimeAsync(500)
    designStore.setState(closedStudio)
    await vi.advanceTimersByTimeAsync(0)
    expect(covers).toEqual(['p', 'p'])
    expect(crops[1]!.height).toBeLessThan(crops[0]!.height)
    stop()
  })

  it('is kept in step from the first photo on, by whichever way photos are opened', async () => {
    vi.useRealTimers()
    await Promise.all([readyForDesign(), readyForDesign()])
    await readyForDesign()
    vi.useFakeTimers()
    const covers: string[] = []
    setServices({
      engine: { picture: () => Promise.resolve(new ArrayBuffer(1)) } as unknown as Engine,
      repository: { setCover: (id: string) => Promise.resolve(void covers.push(id)) } as unknown as Repository,
    })
    const photo = { id: 'p', hash: 'h', width: 3000, height: 4000 } as PhotoRow
    designStore.setState({ ...closedStudio, photo, history: startHistory(first), design: first })
    edit(withMarks(first, moveMark(marks, 'glabella', { x: 1500, y: 1500 })), 'Move glabella')
    await vi.advanceTimersByTimeAsync(2000)
    expect(covers).toEqual(['p'])
  })
})
