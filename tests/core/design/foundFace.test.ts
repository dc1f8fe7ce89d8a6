import { describe, expect, it } from 'vitest'
import { isGuessedScale, mmPerPxOf, surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import type { Design, Scale } from '../../../src/core/design/design.ts'
import { withHeadMeasured, withMarks, withScale } from '../../../src/core/design/edits.ts'
import { fitOf } from '../../../src/core/design/head/head.ts'
import { isOutlineGuessed, markHandles, moveMark } from '../../../src/core/design/scale/marks.ts'
import { OUTLINE_RADII } from '../../../src/core/design/head/outlineRadii.ts'
import { between } from '../../../src/core/geometry/points.ts'
import {
  marksOn,
  measurableFace,
  turnedDeg,
  viewSeen,
  withFace,
  type FaceSeen,
} from '../../../src/core/design/scale/foundFace.ts'
import { isAsLaid } from '../../../src/core/design/edits.ts'
import { outlinePolygon } from '../../../src/core/design/head/headOutline.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { scaleEvidence } from '../../../src/core/design/scale/scaleEvidence.ts'
import { withSource } from '../../../src/core/design/scale/scaleSources.ts'
import { designFromJson, designToJson } from '../../../src/core/design/serialise.ts'
import { regionOn } from '../../fixtures/sampleHeads.ts'
import { someFace } from '../../fixtures/someFace.ts'
import { Hand } from '../tools/hand.ts'

const design = newDesign({ id: 'p', hash: 'h', width: 2000, height: 2400 })
const found = (before: Design, face: FaceSeen = someFace()) => withFace(before, face, marksOn(face, 2000, 2400))

type Place = readonly [x: number, y: number]

/** The sample's face as the search sees it on a photo of 3024 by 4032 px. */
function faceOfSample(right: Place, left: Place, glabella: Place, chin: Place): FaceSeen {
  const at = ([x, y]: Place) => ({ x, y })
  const [a, b] = [at(right), at(left)]
  return someFace({
    glabella: at(glabella),
    chin: at(chin),
    right: { corner: a, pupil: between(a, b, 0.14), irisPx: 175 },
    left: { corner: b, pupil: between(a, b, 0.86), irisPx: 175 },
  })
}

/** The problem's code, or null. */
function refused(...faces: readonly FaceSeen[]): string | null {
  const face = measurableFace(faces)
  return 'code' in face ? face.code : null
}

describe('a face on the photo', () => {
  it('is measured on where it looks into the camera with open eyes', () => {
    expect(refused(someFace())).toBeNull()
    expect(turnedDeg(someFace())).toBeCloseTo(0)
  })

  it('is refused where there is none, or none that is surely one', () => {
    expect(refused()).toBe('none')
    expect(refused(someFace({ score: 0.6 }))).toBe('none')
  })

  it('is refused beside another one, but for one far behind', () => {
    const small = someFace({ right: { pupil: { x: 100, y: 100 } }, left: { pupil: { x: 160, y: 100 } } })
    const near = someFace({ right: { pupil: { x: 100, y: 100 } }, left: { pupil: { x: 300, y: 100 } } })
    expect(refused(small, someFace())).toBeNull()
    expect(measurableFace([small, someFace()])).toEqual(someFace())
    expect(refused(someFace(), near)).toBe('several')
  })

  it('is refused from 15 degrees on, whichever way it is turned, and not for leaning or bowing', () => {
    // The nose tip stands .422 of the eye corners' distance before their line.
    const aside = (degrees: number) => ({ x: 1000 + 450 * 0.422 * Math.tan((degrees * Math.PI) / 180), y: 1210 })
    for (const sign of [-1, 1]) {
      expect(refused(someFace({ noseTip: aside(sign * 14) }))).toBeNull()
      expect(refused(someFace({ noseTip: aside(sign * 16) }))).toBe('turned')
    }
    // From 45 degrees, not from the front: where it belongs is told by the side that it shows.
    const viewOn = (degrees: number) => {
      const found = measurableFace([someFace({ noseTip: aside(degrees) })])
      return 'code' in found ? viewSeen(found) : null
    }
    expect([40, -40, 20, -20, 8].map(viewOn)).toEqual(['right45', 'left45', null, null, null])
    // Bowed by 30 degrees, as for a photo of the hairline: the nose comes down, the chin up, and nothing across gets shorter.
    const bowed = someFace({ glabella: { x: 1000, y: 980 }, noseTip: { x: 1000, y: 1290 }, chin: { x: 1000, y: 1430 } })
    expect(refused(bowed)).toBeNull()
    expect(turnedDeg(bowed)).toBeCloseTo(0)
    const leaning = someFace({
      noseTip: { x: 1000 - 210 * Math.sin(0.4), y: 1000 + 210 * Math.cos(0.4) },
      right: { corner: { x: 1000 - 225 * Math.cos(0.4), y: 1000 - 225 * Math.sin(0.4) } },
      left: { corner: { x: 1000 + 225 * Math.cos(0.4), y: 1000 + 225 * Math.sin(0.4) } },
    })
    expect(refused(leaning)).toBeNull()
  })

  it('is refused with an eye shut, or hardly seen', () => {
    expect(refused(someFace({ left: { opening: 0.1 } }))).toBe('shut')
    expect(refused(someFace({ right: { pupilSdPx: 6 } }))).toBe('shut')
  })

  it('is refused where the irises differ by more than 15 percent', () => {
    expect(refused(someFace({ left: { irisPx: 58.5 * 1.14 } }))).toBeNull()
    expect(refused(someFace({ left: { irisPx: 58.5 * 1.16 } }))).toBe('irises')
    expect(refused(someFace({ left: { irisPx: 58.5 / 1.16 } }))).toBe('irises')
  })
})

describe('a design on a face that was found', () => {
  it('has its marks there, to be checked, its line laid from them, and a proposal of the scale', () => {
    const { marks, scale, ...rest } = found(design)
    const face = someFace()
    expect(marks).toMatchObject({ eyeRight: face.right.corner, eyeLeft: face.left.corner, glabella: face.glabella })
    expect(marks.midlineTilt).toBeCloseTo(0)
    expect(marks.checked).toBe(false)
    const lowest = Math.max(...outlinePolygon(marks).map(({ y }) => y))
    expect(lowest).toBeCloseTo(face.chin.y, 0)
    expect(isAsLaid({ ...rest, marks, scale })).toBe(true)
    expect(scale).toMatchObject({ a: face.right.pupil, b: face.left.pupil, source: 'pupils', status: 'proposed' })
    expect(isGuessedScale({ ...rest, scale })).toBe(false)
    expect(mmPerPxOf(scale).value).toBeCloseTo(0.2)
  })

  it('counts the irises as an average of their own, with the error of finding them', () => {
    const { counted, relativeSd, disagreement } = scaleEvidence(found(design).scale)
    expect(counted.map(({ source }) => source)).toEqual(['pupils', 'iris'])
    expect(disagreement).toBeNull()
    expect(1.645 * relativeSd).toBeGreaterThan(0.075)
    expect(1.645 * relativeSd).toBeLessThan(0.085)
    const large = someFace({ right: { irisPx: 80 }, left: { irisPx: 80 } })
    expect(scaleEvidence(found(design, large).scale).disagreement).toBeGreaterThan(0.3)
    const tiny = someFace({ right: { irisPx: 9 }, left: { irisPx: 9 } })
    expect(scaleEvidence(found(design, tiny).scale).counted).toHaveLength(1)
  })

  it('keeps a scale in use and points that a hand has put', () => {
    const used = withScale(design, { ...design.scale, status: 'used' })
    expect(found(used).scale).toBe(used.scale)
    const byHand = new Hand('scale', design).drag(design.scale.a, -30, 12).drag(design.scale.b, 20, 9).design
    expect(found(byHand).scale).toEqual(byHand.scale)
    const card: Scale = withSource(design, 'card')
    expect(found(withScale(design, card)).scale).toEqual(card)
  })

  it('puts a caliper on the eye corners, and forgets the error of finding once a hand has put both points', () => {
    const caliper = withScale(design, { ...withSource(design, 'caliper', undefined, 90) })
    const { scale, marks } = found(caliper)
    expect([scale.a, scale.b]).toEqual([marks.eyeRight, marks.eyeLeft])
    const later = withSource(found(design), 'caliper', undefined, 90)
    expect(later.foundError).toBe(scale.foundError)
    const half = new Hand('scale', found(caliper)).drag(scale.a, -3, 0).design
    expect(half.scale.foundError).toBe(scale.foundError)
    // Again the same one: the other is still where it was found.
    const again = new Hand('scale', half).drag(half.scale.a, 5, 0).design
    expect(scaleEvidence(again.scale).relativeSd).toBeCloseTo(scaleEvidence(scale).relativeSd, 3)
    expect(found(again).scale).toEqual(again.scale)
    const moved = new Hand('scale', again).drag(scale.b, 3, 0).design
    expect(moved.scale.foundError).toBeUndefined()
    expect(scaleEvidence(moved.scale).relativeSd).toBeLessThan(scaleEvidence(scale).relativeSd)
  })

  it('keeps its marks when a hand moves a pupil, and an outline that somebody has laid', () => {
    const on = found(design)
    const moved = new Hand('scale', on).drag(on.scale.a, -8, 3).design
    expect(moved.marks).toBe(on.marks)
    const checked = { ...design, marks: { ...design.marks, checked: true } }
    expect(found(checked).marks.outline).toBe(design.marks.outline)
  })

  it('is found again where the face is by now', () => {
    const again = found(found(design), someFace({ right: { pupil: { x: 840, y: 1002 } } }))
    expect(again.scale.a).toEqual({ x: 840, y: 1002 })
    expect(again.scale.also).toHaveLength(1)
  })

  it('is looked at once its outline is: a nudge of the glabella does not make a guess of the head a known one', () => {
    const on = withHeadMeasured(found(design), true)
    const nudged = withMarks(on, moveMark(on.marks, 'glabella', { x: 1004, y: 934 }))
    expect(isOutlineGuessed(nudged.marks)).toBe(true)
    const top = markHandles(nudged.marks).find(({ handle }) => handle === 'outlineTop')!.at
    for (const looked of [
      moveMark(nudged.marks, 'outlineTop', { x: top.x, y: top.y - 30 }),
      { ...nudged.marks, checked: true },
    ]) {
      const checked = withMarks(nudged, looked)
      expect(checked.marks.checked).toBe(true)
      expect(fitOf(checked)!.areaError).toBeLessThan(fitOf(nudged)!.areaError / 2)
    }
    const { outline } = on.marks
    const seen = { ...on.marks, outline: { ...outline, radii: Array.from({ length: OUTLINE_RADII }, () => 1) } }
    const snapped = withMarks(on, seen)
    expect(fitOf(snapped)!.areaError).toBeLessThan(fitOf(on)!.areaError / 2)
    // Where it was found, any mark that a hand has put is a look at all.
    expect(withMarks(snapped, moveMark(seen, 'glabella', { x: 1004, y: 934 })).marks.checked).toBe(true)
  })

  it.each([
    ['upright', 'frontal', faceOfSample([910, 1840], [2179, 1857], [1559, 1547], [1524, 3441])],
    ['bowed for its hairline', 'hairline', faceOfSample([914, 2488], [2174, 2485], [1536, 2339], [1563, 3819])],
  ] as const)('has areas within their bands on a head %s, though no edge of it was found', (_, view, face) => {
    const photo = { id: 'p', hash: 'h', width: 3024, height: 4032 }
    const laid = withFace(withHeadMeasured(newDesign(photo), true), face, marksOn(face, 3024, 4032))
    const used = withScale(laid, { ...laid.scale, status: 'used' })
    const { mask, areaMm2 } = regionOn(view, 'frontal third')
    const { low, high } = surfaceOf(used, { left: 0, top: 0, step: 6 }).areaMm2Of(mask)
    expect(low).toBeLessThan(areaMm2)
    expect(high).toBeGreaterThan(areaMm2)
  })

  it('is stored and read', () => {
    const on = found(design)
    expect(designFromJson(designToJson(on))).toEqual(on)
  })
})
