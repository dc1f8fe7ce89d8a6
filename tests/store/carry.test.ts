import { beforeEach, describe, expect, it } from 'vitest'
import { carriedDesign } from '../../src/core/design/carry/carry.ts'
import { withFigureOf } from '../../src/core/design/lines/measuredLine.ts'
import type { Design, HeadOutline, Marks } from '../../src/core/design/design.ts'
import { withHeadMeasured, withPhotoView } from '../../src/core/design/edits.ts'
import { fitOf } from '../../src/core/design/head/head.ts'
import { current, push, startHistory, type History } from '../../src/core/design/history.ts'
import { viewOf } from '../../src/core/design/photoView.ts'
import { proposeMarks } from '../../src/core/design/scale/marks.ts'
import { distance } from '../../src/core/geometry/points.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import type { PhotoRow, Repository, Snapshot } from '../../src/storage/repository.ts'
import { bringEarlier, carryFrom } from '../../src/store/visits/carryActions.ts'
import { redo, undo } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { earlierDesigns, recallEarlierDesigns } from '../../src/store/visits/earlierDesigns.ts'
import { knownMeasures, startWithKnownHead } from '../../src/store/edits/knownMeasures.ts'
import { asJump } from '../../src/store/visits/openedPhoto.ts'
import { setPhotoView } from '../../src/store/edits/photoViewActions.ts'
import { setServices } from '../../src/store/services.ts'
import { viewStore } from '../../src/store/viewStore.ts'
import type { Engine } from '../../src/worker/engine.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'

const frontal = sampleDesignOf('frontal')
const right45 = sampleDesignOf('right45')
/** The same photo as it comes in: nobody has looked at its marks, and nothing is measured. */
const incoming = withHeadMeasured(newDesign(right45.photo), true)
const { radii, ...bare } = right45.marks.outline

const design = () => current(designStore.getState().history!)
const rowOf = ({ photo }: Design): PhotoRow => ({ ...photo, view: photo.view ?? 'frontal' }) as unknown as PhotoRow

/** A visit of the frontal and an open photo; its engine finds the head where it is told. */
function open(photo: Design, from: Design, found: readonly number[] | null): void {
  setServices({
    engine: {
      findOutline: ({ outline }: Marks) => Promise.resolve(found && { ...outline, radii: found }),
    } as unknown as Engine,
    repository: { history: () => Promise.resolve(startHistory(from)) } as unknown as Repository,
  })
  designStore.setState({
    ...closedStudio,
    photo: rowOf(photo),
    photos: [rowOf(from), rowOf(photo)],
    history: startHistory(photo),
    design: photo,
  })
}

describe('a design that is carried to the open photo', () => {
  beforeEach(() => viewStore.setState({ step: 'hairline' }))

  it('comes with the size of the head, though nothing was measured here: one step that can be taken back', async () => {
    const unscaled: Design = { ...right45, scale: { ...incoming.scale, status: 'proposed' } }
    open(unscaled, frontal, null)
    expect(await carryFrom('frontal', 'Carry design')).toEqual({
      carried: 'onHead',
      unseen: null,
      beyond: [],
      cutShort: false,
      linesLeft: 0,
    })
    expect(design().scale).toMatchObject({ source: 'head', status: 'used' })
    expect(design().head?.known?.fit).toEqual(fitOf(frontal))
    undo()
    expect(design()).toBe(unscaled)
  })

  it('is the only step there, and a view that nothing is carried to says whose head its scale is from', async () => {
    const crown = sampleDesignOf('crown')
    const bare = newDesign(crown.photo, { marks: crown.marks })
    expect(bare.scale).toMatchObject({ source: 'breadth', status: 'proposed' })
    const labels = () => designStore.getState().history!.entries.map(({ label }) => label)
    const opened = () => {
      open(bare, frontal, null)
      knownMeasures.setState({ photoId: 'crown', measures: new Map([['head', { mm: 158, view: 'frontal' }]]) })
    }
    opened()
    await asJump(async () => {
      startWithKnownHead((view) => `Scale of ${view}`)
      expect(labels()).toHaveLength(1)
      await carryFrom('frontal', 'Carry design')
    })
    expect(labels().slice(1)).toEqual(['Carry design'])
    opened()
    startWithKnownHead((view) => `Scale of ${view}`)
    expect(labels().slice(1)).toEqual(['Scale of frontal'])
  })

  it('is laid on the head that the photo shows where nobody has looked at its marks, and says so', async () => {
    const marks = { ...right45.marks, outline: bare, checked: false }
    const unseen = withHeadMeasured({ ...incoming, marks }, true)
    expect(fitOf(unseen)).toBeNull()
    open(unseen, frontal, radii!)
    expect(await carryFrom('frontal', 'Carry design')).toEqual({
      carried: 'proposed',
      unseen: null,
      beyond: [],
      cutShort: false,
      linesLeft: 0,
    })
    expect(fitOf(design())).not.toBeNull()
    expect(design().marks.checked).toBe(false)
    expect(design().marks.outline.radii).toEqual(radii)
  })

  it('says nothing of a line that stays, on a head that was only just found too', async () => {
    const crown = sampleDesignOf('crown')
    const { radii: found, ...outline } = crown.marks.outline
    const to = newDesign(crown.photo, { marks: { ...crown.marks, outline, checked: false } })
    open(withHeadMeasured(to, true), right45, found!)
    expect(await carryFrom('right45', 'Carry design')).toEqual({
      carried: 'proposed',
      unseen: null,
      beyond: [],
      cutShort: false,
      linesLeft: 0,
    })
  })

  it('comes back without the half that was not seen: that one stays, and it is said', async () => {
    const line = withFigureOf(frontal, 'recession', 36, 'left', false)
    const from: Design = { ...frontal, hairline: line }
    const there = carriedDesign(from, right45)
    if ('problem' in there) throw new Error(there.problem)
    open(from, there, null)
    expect(await carryFrom('right45', 'Carry design')).toEqual({
      carried: 'onHead',
      unseen: 'kept',
      beyond: [],
      cutShort: false,
      linesLeft: 0,
    })
    expect(design().hairline.left.apex).toEqual(line.left.apex)
    undo()
    expect(design()).toBe(from)
  })

  it('is not carried to a photo without a head: it says why, and opens the step that can mend it', async () => {
    open(incoming, frontal, null)
    expect(await carryFrom('frontal', 'Carry design')).toEqual({ flat: 'to', because: 'unchecked' })
    expect(viewStore.getState().step).toBe('photo')
    expect(design()).toBe(incoming)
    open(withHeadMeasured(right45, false), frontal, radii!)
    expect(await carryFrom('frontal', 'Carry design')).toEqual({ flat: 'to', because: null })
    open(right45, withPhotoView(frontal, 'closeUp'), null)
    expect(await carryFrom('frontal', 'Carry design')).toEqual({ flat: 'from', because: 'part' })
    expect(design()).toBe(right45)
  })
})

describe('the design of an earlier visit', () => {
  const visitOn = (id: string, date: string) => ({ id, patientId: 'p', date, kind: 'sitting' as const })
  const visits = [visitOn('v0', '2026-01-05'), visitOn('v1', '2026-03-05'), visitOn('v2', '2026-06-05')]
  const photoAt = (id: string, visitId: string): PhotoRow => ({ ...rowOf(frontal), id, visitId, patientId: 'p' })
  /** As it came in: the head where it was found, nobody has designed anything. */
  const marks = { ...frontal.marks, checked: false, outline: { ...frontal.marks.outline, radii: undefined } }
  const opened = withHeadMeasured(newDesign({ ...frontal.photo, id: 'now' }, { marks }), true)
  const shaped: Design = { ...frontal, hairline: withFigureOf(frontal, 'height', 71, 'both', true) }
  const kept = { id: 's', photoId: 'former', name: 'Soft', createdAt: '2026-03-05', design: frontal } as Snapshot

  function openNext(histories: Record<string, History>): void {
    setServices({
      engine: {
        findOutline: ({ outline }: Marks) => Promise.resolve({ ...outline, radii: frontal.marks.outline.radii }),
      } as unknown as Engine,
      repository: {
        patient: () =>
          Promise.resolve({
            visits,
            photos: [photoAt('before', 'v0'), photoAt('former', 'v1'), photoAt('now', 'v2')],
          }),
        history: (id: string) => Promise.resolve(histories[id] ?? null),
        snapshots: (id: string) =>
          Promise.resolve(id === 'former' && histories.former!.entries.length > 1 ? [kept] : []),
      } as unknown as Repository,
    })
    designStore.setState({
      ...closedStudio,
      visit: visits[2]!,
      visits,
      photo: photoAt('now', 'v2'),
      photos: [photoAt('now', 'v2')],
      history: startHistory(opened),
      design: opened,
    })
  }

  it('comes to the same view of the next one with its snapshots, as one step that can be taken back', async () => {
    openNext({
      former: push(startHistory(frontal), shaped, 'Height'),
      before: push(startHistory(shaped), frontal, 'Height'),
    })
    await recallEarlierDesigns()
    const { visit, designs } = earlierDesigns.getState()
    expect(visit?.id).toBe('v1')
    expect(designs.map(({ id, name }) => [id, name])).toEqual([
      ['former', null],
      ['s', 'Soft'],
    ])
    expect(bringEarlier('former', 'Carry design')).toEqual({
      carried: 'proposed',
      unseen: null,
      beyond: [],
      cutShort: false,
      linesLeft: 0,
    })
    // It is the same photo: the line comes to lie where it lay.
    expect(distance(design().hairline.midline, shaped.hairline.midline)).toBeLessThan(2)
    expect(distance(design().hairline.left.apex, shaped.hairline.left.apex)).toBeLessThan(2)
    expect(design().photo.id).toBe('now')
    expect(designStore.getState().history!.entries).toHaveLength(2)
    undo()
    expect(design()).toBe(opened)
  })

  it('is that of the visit before where nobody designed anything at the last one', async () => {
    openNext({ former: startHistory(frontal), before: push(startHistory(frontal), shaped, 'Height') })
    await recallEarlierDesigns()
    expect(earlierDesigns.getState().visit?.id).toBe('v0')
  })

  it('leaves the open photo alone once another one is open', async () => {
    openNext({ former: push(startHistory(frontal), shaped, 'Height') })
    await recallEarlierDesigns()
    designStore.setState({ photo: photoAt('other', 'v2') })
    expect(bringEarlier('former', 'Carry design')).toBe('late')
  })
})

/** An open photo whose head is looked for until the test says what was found, in the order of being asked. */
function openLooking(): ((outline: HeadOutline | null) => void)[] {
  open(incoming, frontal, null)
  const found: ((outline: HeadOutline | null) => void)[] = []
  const findOutline = () => new Promise<HeadOutline | null>((resolve) => found.push(resolve))
  setServices({ engine: { findOutline } as unknown as Engine, repository: {} as Repository })
  return found
}

describe('saying from where a photo was taken', () => {
  it('lays its marks anew, and on the edge of the head', async () => {
    open(incoming, frontal, radii!)
    await setPhotoView('leftProfile', 'Change view')
    const { outline } = proposeMarks(incoming.photo.width, incoming.photo.height, 'leftProfile')
    expect(design().marks.outline).toEqual({ ...outline, radii })
    expect(designStore.getState().history!.entries).toHaveLength(2)
    undo()
    expect(design()).toBe(incoming)
  })

  it('leaves marks alone that somebody has looked at', async () => {
    open(right45, frontal, radii!)
    await setPhotoView('left45', 'Change view')
    expect(design().marks).toBe(right45.marks)
  })

  it('holds at once, and the one said last counts while the head is looked for, all as one step', async () => {
    const found = openLooking()
    const first = setPhotoView('leftProfile', 'Change view')
    expect(viewOf(design())).toBe('leftProfile')
    const last = setPhotoView('vertex', 'Change view')
    // The earlier answer comes last.
    found[1]!(null)
    await last
    found[0]!(right45.marks.outline)
    await first
    expect(viewOf(design())).toBe('vertex')
    expect(design().marks.outline.radii).toBeUndefined()
    expect(designStore.getState().history!.entries).toHaveLength(2)
    // Back to where it was is no step at all.
    const back = setPhotoView(viewOf(incoming), 'Change view')
    found[2]!(null)
    await back
    expect(designStore.getState().history!.entries).toHaveLength(1)
  })

  it('stays said where the photo is left, or the step taken back, before the head is found', async () => {
    const found = openLooking()
    const choice = setPhotoView('leftProfile', 'Change view')
    undo()
    found[0]!(right45.marks.outline)
    await choice
    expect(design()).toBe(incoming)
    expect(designStore.getState().history!.entries).toHaveLength(2)
    redo()
    expect(viewOf(design())).toBe('leftProfile')
    const again = setPhotoView('rightProfile', 'Change view')
    expect(viewOf(design())).toBe('rightProfile')
    open(frontal, frontal, null)
    found[1]!(right45.marks.outline)
    await again
    expect(design()).toBe(frontal)
  })
})
