import { describe, expect, it } from 'vitest'
import { adjustmentsOf } from '../../src/core/design/adjustments.ts'
import { withNewArea } from '../../src/core/design/areas/areas.ts'
import type { Design } from '../../src/core/design/design.ts'
import { withMarks } from '../../src/core/design/edits.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { photoViews, type PhotoView } from '../../src/core/design/photoView.ts'
import { coverLines, faceCoverOf, isFaceSeen } from '../../src/store/papers/faceCover.ts'
import { Hand } from '../core/tools/hand.ts'

const of = (view: PhotoView): Design => newDesign({ id: 'p', hash: 'h', width: 1200, height: 1600, view })
const guessed = of('frontal')
const checked = withMarks(guessed, { ...guessed.marks, checked: true })
const found = withMarks(guessed, { ...guessed.marks, found: true })
const { outline } = guessed.marks
const edged = withMarks(guessed, {
  ...guessed.marks,
  outline: { ...outline, radii: Array.from({ length: 72 }, () => 1) },
})
const linesOf = (design: Design, open = design) =>
  coverLines(faceCoverOf(open, [design]), design.photo, [adjustmentsOf(design)])

/** With an area for the beard, painted or not. */
function bearded(design: Design, painted: boolean): Design {
  const added = withNewArea(design, 'beard')!
  if (!painted) return added
  const hand = new Hand('brush', added)
  hand.down(500, 1000).move(700, 1050).up()
  return hand.design
}

describe('a face in what leaves the house', () => {
  it('is hidden from a little above the brows down, where somebody has seen where these are', () => {
    for (const design of [checked, found]) {
      expect(faceCoverOf(design, [design])).toMatchObject({ how: 'belowBrows', sure: true })
      const { coverBelow, crop } = linesOf(design)
      expect(coverBelow!.y).toBeLessThan(design.marks.glabella.y)
      expect(crop!.height).toBeLessThan(design.marks.eyeRight.y)
    }
    expect(isFaceSeen(faceCoverOf(checked, [checked]), true)).toBe(false)
    expect(isFaceSeen(faceCoverOf(checked, [checked]), false)).toBe(true)
  })

  it('counts as seen, hidden or not, while nobody knows where it begins', () => {
    for (const view of ['frontal', 'right45', 'leftProfile', 'lowerFace'] as const)
      expect(isFaceSeen(faceCoverOf(of(view), [of(view)]), true), view).toBe(true)
  })

  it('is hidden well above brows that were only guessed, down from what is certainly scalp', () => {
    expect(faceCoverOf(edged, [edged])).toMatchObject({ how: 'belowScalp', sure: true })
    const top = outline.centre.y - outline.ry
    for (const design of [edged, guessed]) {
      const { coverBelow, crop } = linesOf(design)
      expect(coverBelow!.y).toBeGreaterThan(top)
      // Where the brows lie a quarter of the head's top higher than guessed, the picture still ends above them.
      expect(coverBelow!.y).toBeLessThan(design.marks.glabella.y - 0.25 * (design.marks.glabella.y - top))
      expect(crop!.height).toBeLessThan(design.marks.glabella.y)
    }
  })

  it('is hidden where a snapshot was saved with checked marks, also after these were taken back', () => {
    expect(faceCoverOf(guessed, [null, checked])).toMatchObject({ how: 'belowBrows', sure: true })
  })

  it('is in no photo from above, from behind or nearby: nothing is hidden there, and nobody has to agree', () => {
    const faceless = photoViews.filter((view) => !isFaceSeen(faceCoverOf(of(view), [of(view)]), false))
    expect(faceless).toEqual(['vertex', 'crown', 'partLine', 'closeUp'])
    for (const view of faceless) expect(linesOf(of(view))).toEqual({})
  })

  it('has its eyes hidden instead where the work is on the lower face: by the view, or by a beard that is painted', () => {
    const lower = of('lowerFace')
    const sure = withMarks(lower, { ...lower.marks, checked: true })
    expect(faceCoverOf(sure, [sure])).toMatchObject({ how: 'eyes', sure: true })
    const beard = bearded(checked, true)
    expect(faceCoverOf(beard, [beard])).toMatchObject({ how: 'eyes', sure: true })
    const { coverBetween } = linesOf(beard)
    expect(coverBetween![0].y).toBeLessThan(beard.marks.glabella.y)
    expect(coverBetween![1].y).toBeGreaterThan(beard.marks.eyeRight.y)
    // An area that was only made hides no brows.
    const empty = bearded(checked, false)
    expect(faceCoverOf(empty, [empty]).how).toBe('belowBrows')
    // The edge of a head says nothing of where its eyes are.
    expect(faceCoverOf(edged, [bearded(edged, true)])).toMatchObject({ how: 'eyes', sure: false })
  })

  it('is hidden for the designs that are in the picture, whatever is worked on now', () => {
    const beard = bearded(checked, true)
    expect(faceCoverOf(checked, [null, beard]).how).toBe('eyes')
    expect(faceCoverOf(beard, [checked]).how).toBe('belowBrows')
    expect(faceCoverOf(beard, [null]).how).toBe('eyes')
  })
})
