import { describe, expect, it } from 'vitest'
import { withChange } from '../../../src/core/design/areas/areaChange.ts'
import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { withEdgeHair, withHeadMeasured, withMarks, withPhotoView, withScale } from '../../../src/core/design/edits.ts'
import { faceScaleOf, planeOf } from '../../../src/core/design/scale/faceScale.ts'
import { figuresOf, layHairline, withFigure } from '../../../src/core/design/lines/hairline.ts'
import { fitOf, noHeadOf } from '../../../src/core/design/head/head.ts'
import { faceFrame } from '../../../src/core/design/head/headOutline.ts'
import { proposeMarks } from '../../../src/core/design/scale/marks.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { photoViews } from '../../../src/core/design/photoView.ts'
import { sampleViews } from '../../../src/core/design/scale/sampleMarks.ts'
import { designFromJson, designToJson, DesignFormatError } from '../../../src/core/design/serialise.ts'
import { moveRim, rimHandles, rimPoint, skullRim } from '../../../src/core/design/head/skullRim.ts'
import { drawnIn, rasterArea } from '../../../src/core/design/areas/area.ts'
import { shapedArea } from '../../../src/core/design/areas/shapedArea.ts'
import { areaCm2Of, dotsAsked } from '../../../src/core/fill/skinMeasures.ts'
import { densityFieldOf } from '../../../src/core/fill/densityField.ts'
import type { EdgeHair } from '../../../src/core/geometry/headPriors.ts'
import { distance } from '../../../src/core/geometry/points.ts'
import { lengthOnSkin } from '../../../src/core/geometry/skinLength.ts'
import { midlines, sampleDesignOf } from './sampleHeads.ts'

const frontal = sampleDesignOf('frontal')
const flat = withHeadMeasured(frontal, false)

describe('a design and its head', () => {
  it('is stored with the head it was measured on, and read as it was', () => {
    const again = designFromJson(structuredClone(designToJson(frontal)))
    expect(again).toEqual(frontal)
    expect(fitOf(again)).toEqual(fitOf(frontal))
  })

  it('from before heads were fitted is measured flat, whatever becomes of its marks', () => {
    const { head: _head, ...before } = frontal
    const old: Design = withMarks(before, { ...before.marks, glabella: { ...before.marks.glabella, x: 1500 } })
    expect(old.head).toBeUndefined()
    expect(surfaceOf(old).normalAt(old.marks.glabella)).toEqual([0, 0, 1])
    expect('head' in designToJson(old).design).toBe(false)
  })

  it('with a head that is none is not read', () => {
    const { design, ...rest } = structuredClone(designToJson(frontal))
    const found = { fit: { ...fitOf(frontal)!, rotation: [2, 0, 0, 0, 1, 0, 0, 0, 1] }, rmsShare: 0 }
    expect(() => designFromJson({ ...rest, design: { ...design, head: { on: true, found } } })).toThrow(
      DesignFormatError,
    )
  })

  it.each(['frontal', ...sampleViews] as const)(
    '%s of the sample: a head, by an outline of 12 points or more',
    (view) => {
      const design = sampleDesignOf(view)
      expect(noHeadOf(design)).toBeNull()
      expect(skullRim(design).length).toBeGreaterThanOrEqual(20)
      expect(skullRim(design).length).toBeLessThanOrEqual(40)
      expect(fitOf(design)!.areaError).toBeLessThan(0.2)
    },
  )

  it('is fitted anew with every change of marks, outline, scale and view', () => {
    const before = fitOf(frontal)!
    const { marks, scale } = frontal
    const wider = { ...marks, outline: { ...marks.outline, rx: marks.outline.rx * 1.03 } }
    expect(fitOf(withMarks(frontal, wider))!.axes.a).toBeGreaterThan(before.axes.a)
    expect(fitOf(withScale(frontal, { ...scale, knownMm: scale.knownMm * 1.02 }))!.position[2]).not.toBe(
      before.position[2],
    )
    expect(fitOf(withPhotoView(frontal, 'vertex'))).not.toEqual(before)
    expect(noHeadOf(withPhotoView(frontal, 'closeUp'))).toBe('part')
  })

  it('says why there is none, and what it measures is then flat', () => {
    const { width, height } = frontal.photo
    const unchecked = withHeadMeasured(newDesign({ id: 'p', hash: 'h', width, height }), true)
    expect(noHeadOf(unchecked)).toBe('unchecked')
    expect(surfaceOf(unchecked).areaMm2Of(one).value).toBeCloseTo(planeOf(unchecked).areaMm2Of(one).value)
    const tiny = withScale(frontal, { ...frontal.scale, knownMm: 20 })
    expect(noHeadOf(tiny)).not.toBeNull()
    const { marks } = frontal
    const squashed = withMarks(frontal, { ...marks, outline: { ...marks.outline, ry: marks.outline.ry / 3 } })
    expect(noHeadOf(squashed)).not.toBeNull()
  })

  it('switched off is measured flat, and again on it is where it was', () => {
    expect(fitOf(flat)).toBeNull()
    expect(withHeadMeasured(flat, true)).toEqual(frontal)
  })
})

const one = { width: 1, height: 1, coverageAt: () => 255 }

describe('what is measured on the head', () => {
  it('areas are more than the photo shows, and the same in any cells', () => {
    const [fine, coarse] = [4, 12].map((step) => areaCm2Of(rasterArea(frontal, step), frontal).value)
    expect(Math.abs(fine! / coarse! - 1)).toBeLessThan(0.01)
    expect(fine).toBeGreaterThan(1.3 * areaCm2Of(rasterArea(flat, 4), flat).value)
  })

  it('dots are asked for as densely on the skin as in the plane', () => {
    const field = densityFieldOf(frontal, planeOf(frontal))
    const { value, low, high } = dotsAsked(field, frontal)
    const area = areaCm2Of(rasterArea(frontal, 8), frontal)
    expect(value / area.value).toBeGreaterThan(80)
    expect(value / area.value).toBeLessThan(frontal.fill.densityPerCm2)
    expect((high - low) / value).toBeCloseTo((area.high - area.low) / area.value, 1)
  })

  it('heights follow the skin and are named as the photo shows them', () => {
    const { heightMm, heightInPhotoMm } = figuresOf(frontal.hairline, frontal.marks, faceScaleOf(frontal))
    expect(heightMm).toBeCloseTo(75, 1)
    expect(heightInPhotoMm).toBeLessThan(heightMm)
    const face = faceScaleOf(frontal)
    for (const mm of [-20, 0, 31, 80, 120]) expect(face.heightMmAt(face.upPxAt(mm))).toBeCloseTo(mm, 6)
    const raised = withFigure(frontal.hairline, frontal.marks, face, 'height', 82, 'both')
    expect(figuresOf(raised, frontal.marks, face).heightMm).toBeCloseTo(82, 6)
  })

  it('an arc of 80 mm is right to 4 %', () => {
    const to = midlines.frontal.find(({ mm }) => mm === 80)!.at
    expect(Math.abs(lengthOnSkin(surfaceOf(frontal), frontal.marks.glabella, to) / 80 - 1)).toBeLessThan(0.04)
    expect(Math.abs(faceScaleOf(frontal).heightMmAt(frontal.marks.glabella.y - to.y) / 80 - 1)).toBeLessThan(0.04)
  })

  it('recession and width are of skin: more than the photo shows, and what is typed is what is read', () => {
    const face = faceScaleOf(frontal)
    const { hairline, marks } = frontal
    const [skin, inPhoto] = [face, face.mmPerPx].map((scale) => figuresOf(hairline, marks, scale))
    const apexFigures = ['recessionMm', 'halfWidthMm'] as const
    for (const name of apexFigures) expect(skin![name].right).toBeGreaterThan(1.05 * inPhoto![name].right)
    const { apex } = hairline.right
    const { x, y } = faceFrame(marks).toFace(apex)
    const beside = faceFrame(marks).toPhoto({ x: 0, y })
    expect(skin!.halfWidthMm.right).toBeCloseTo(lengthOnSkin(surfaceOf(frontal), beside, apex), 6)
    expect(x).toBeLessThan(0)
    const wider = withFigure(hairline, marks, face, 'width', 60, 'both')
    expect(figuresOf(wider, marks, face).halfWidthMm.left).toBeCloseTo(60, 6)
    const back = withFigure(wider, marks, face, 'recession', 30, 'right')
    expect(figuresOf(back, marks, face).recessionMm.right).toBeCloseTo(30, 6)
    const higher = figuresOf(withFigure(back, marks, face, 'height', 84, 'both'), marks, face)
    expect(higher.heightMm).toBeCloseTo(84, 6)
    expect(higher.recessionMm.right).toBeCloseTo(30, 6)
  })

  it('an area grows by millimetres of skin, however its skin is tilted', () => {
    const { marks } = frontal
    const box = { left: 0, top: 0, step: 1, width: frontal.photo.width, height: frontal.photo.height }
    const { toPhoto } = faceFrame(marks)
    const front = (design: Design) => {
      const coverage = drawnIn(design, { ...box, left: Math.round(marks.glabella.x) - 1, width: 1 })
      const rows = [...coverage.keys()].filter((y) => coverage[y]! >= 128)
      return { x: marks.glabella.x, y: Math.max(...rows) + 0.5 }
    }
    expect(toPhoto({ x: 0, y: 0 }).x).toBe(marks.glabella.x)
    const mmPerPx = planeOf(frontal).mmPerPxAt(marks.glabella)
    for (const mm of [-6, 6]) {
      const change = shapedArea(frontal, { kind: 'move', mm }, mmPerPx)
      const shaped = { ...frontal, area: withChange(frontal.area, change) }
      const moved = lengthOnSkin(surfaceOf(frontal), front(frontal), front(shaped))
      expect(Math.abs(moved - 6)).toBeLessThan(0.3)
    }
  })

  it('a line that nobody has shaped keeps its millimetres of skin', () => {
    expect(frontal.hairline).toEqual(layHairline('mature', frontal.marks, faceScaleOf(frontal)))
    const shaped = { ...flat, hairline: { ...flat.hairline, midline: { x: 1500, y: 1400 } } }
    expect(withHeadMeasured(shaped, true).hairline).toBe(shaped.hairline)
  })
})

describe('hair where the head ends', () => {
  const said = (hair: EdgeHair | null) => withEdgeHair(frontal, hair)

  it('makes the head smaller than its outline, the more of it there is', () => {
    const breadths = [said('shaved'), said(null), said('short'), said('longer')].map((d) => fitOf(d)!.axes.a)
    expect(breadths).toEqual(breadths.toSorted((a, b) => b - a))
    expect(breadths[0]! - breadths[2]!).toBeGreaterThan(1)
  })

  it('is kept with the design, and what was said can be taken back', () => {
    const short = said('short')
    const stored = designFromJson(structuredClone(designToJson(short)))
    expect(stored.head).toEqual(short.head)
    expect(withEdgeHair(short, 'shaved').head).toEqual(frontal.head)
    expect('hair' in said(null).head!).toBe(false)
  })

  it('moves no mark and no line that a hand has shaped', () => {
    const line = { ...frontal.hairline, midline: { x: 1500, y: 1400 } }
    const shaped = withEdgeHair({ ...frontal, hairline: line }, 'longer')
    expect(shaped.hairline).toBe(line)
    expect(shaped.marks).toBe(frontal.marks)
  })

  it('is not asked of an outline that nobody has seen, nor of a design that knows of no head', () => {
    const { radii: _radii, ...bare } = frontal.marks.outline
    const marks = { ...frontal.marks, outline: bare, checked: false, found: true }
    const guessed = withHeadMeasured({ ...frontal, marks }, true)
    expect(fitOf(withEdgeHair(guessed, 'longer'))).toEqual(fitOf(guessed))
    const { head: _head, ...flat } = frontal
    expect(withEdgeHair(flat, 'short')).toBe(flat)
  })
})

describe('points of the head’s edge', () => {
  it('bend the outline where they are dragged, and leave those beside them', () => {
    const handles = rimHandles(frontal)
    const { handle, at } = handles[5]!
    const { x, y } = frontal.marks.outline.centre
    const to = { x: at.x + (at.x - x) * 0.06, y: at.y + (at.y - y) * 0.06 }
    const moved = moveRim(frontal.marks, handle, to)
    expect(distance(rimPoint(moved, handle), to)).toBeLessThan(1)
    for (const other of handles)
      if (other.handle !== handle) expect(distance(rimPoint(moved, other.handle), other.at)).toBeLessThan(0.1)
    expect(fitOf(withMarks(frontal, moved))).not.toEqual(fitOf(frontal))
  })
})

describe('marks of a view', () => {
  it.each(photoViews)('%s: proposed within the photo, for a head to be fitted once they are right', (view) => {
    const marks = { ...proposeMarks(2268, 3024, view), checked: true }
    const design = withHeadMeasured(newDesign({ id: 'p', hash: 'h', width: 2268, height: 3024, view }, { marks }), true)
    for (const { x, y } of [marks.glabella, marks.eyeRight, marks.eyeLeft]) {
      expect(x > 0 && x < 2268 && y > 0 && y < 3024).toBe(true)
    }
    if (noHeadOf(design) !== 'part') expect(noHeadOf(design)).toBeNull()
  })

  it('that nobody has touched follow the view, touched ones stay', () => {
    const design = newDesign({ id: 'p', hash: 'h', width: 2268, height: 3024 })
    expect(withPhotoView(design, 'vertex').marks).toEqual(proposeMarks(2268, 3024, 'vertex'))
    const checked = { ...design, marks: { ...design.marks, checked: true } }
    expect(withPhotoView(checked, 'vertex').marks).toBe(checked.marks)
  })
})
