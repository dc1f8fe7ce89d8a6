import { describe, expect, it } from 'vitest'
import { broughtDesign } from '../../../src/core/design/carry/bring.ts'
import { carriedDesign } from '../../../src/core/design/carry/carry.ts'
import { linesLeft } from '../../../src/core/design/carry/carriedLines.ts'
import { carrier } from '../../../src/core/design/carry/carrier.ts'
import { linesOf, type FreeLine, type HairlineLine, type Line } from '../../../src/core/design/lines/lines.ts'
import { twoSides } from '../../../src/core/design/lines/freeLines.ts'
import { shiftedHairline } from '../../../src/core/design/lines/lineCopy.ts'
import { areaSlots, MOST_AREAS, withNewArea, withoutArea } from '../../../src/core/design/areas/areas.ts'
import { areaIn } from '../../../src/core/design/areas/area.ts'
import {
  headSurfaceOf,
  lengthErrorOf,
  proposeScale,
  scaleOnPhoto,
  scaleProblem,
  surfaceOf,
} from '../../../src/core/design/scale/calibration.ts'
import { coverageAt, isEmptyTile } from '../../../src/core/pixels/maskCompare.ts'
import { withEdgeHair, withHeadMeasured, withPhotoView, withScale } from '../../../src/core/design/edits.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { figuresOf, handlePoints, hairlinePath } from '../../../src/core/design/lines/hairline.ts'
import { faceFrame } from '../../../src/core/design/head/headOutline.ts'
import { isMeasurable, measuredLine, withFigureOf } from '../../../src/core/design/lines/measuredLine.ts'
import { withPlan } from '../../../src/core/design/plannedWork.ts'
import { sampleViews } from '../../../src/core/design/scale/sampleMarks.ts'
import { designFromJson, designToJson } from '../../../src/core/design/serialise.ts'
import { distance, type PointPx } from '../../../src/core/geometry/points.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { faceScaleOf } from '../../../src/core/design/scale/faceScale.ts'
import { midlines, sampleDesignOf } from './sampleHeads.ts'

const frontal = sampleDesignOf('frontal')
const vertex = sampleDesignOf('vertex')

const mmApart = (design: Design, a: PointPx, b: PointPx) => distance(a, b) * faceScaleOf(design).mmPerPx

function carried(from: Design, to: Design): Design {
  const design = carriedDesign(from, to)
  if ('problem' in design) throw new Error(design.problem)
  return design
}

describe('a design carried to another view of the same head', () => {
  it.each(sampleViews)('%s: places of the midline come to lie where that photo shows them', (view) => {
    const to = sampleDesignOf(view)
    const there = carrier(headSurfaceOf(frontal)!, headSurfaceOf(to)!)
    const pairs = midlines.frontal.flatMap(({ mm, at }) => {
      const other = midlines[view].find((place) => place.mm === mm)
      return other ? [mmApart(to, there(at).at, other.at)] : []
    })
    expect(pairs.length).toBeGreaterThan(4)
    expect(pairs.reduce((sum, mm) => sum + mm, 0) / pairs.length).toBeLessThan(8)
  })

  it('brings along what was agreed with the patient, and leaves the dates of the other plan', () => {
    const price = { mode: 'perSitting', low: 300, high: 300, currency: 'EUR' } as const
    const agreed = withPlan(frontal, { price, needle: 'threeRound', startDate: '2027-01-04' })
    const there = withPlan(vertex, { startDate: '2027-03-01' })
    expect(carried(agreed, there).plan).toMatchObject({ price, needle: 'threeRound', startDate: '2027-03-01' })
  })

  it('there and back again lies where it lay', () => {
    const again = carried(carried(frontal, vertex), frontal)
    for (const { handle, at } of handlePoints(frontal.hairline)) {
      const back = handlePoints(again.hairline).find((point) => point.handle === handle)
      if (back) expect(mmApart(frontal, at, back.at)).toBeLessThan(1)
    }
  })

  it('its line lies on the head where the whole line lay, not its handles alone', () => {
    const there = carrier(headSurfaceOf(frontal)!, headSurfaceOf(vertex)!)
    const path = hairlinePath(carried(frontal, vertex).hairline)
    for (const [i, p] of hairlinePath(frontal.hairline).entries()) {
      const { at, seen } = there(p)
      if (i % 40 !== 0 || !seen) continue
      expect(
        mmApart(
          vertex,
          at,
          path.reduce((a, b) => (distance(b, at) < distance(a, at) ? b : a)),
        ),
      ).toBeLessThan(3)
    }
  })

  it('keeps the fill and its seed, and leaves marks, photo and a scale in use of the other view alone', () => {
    const from = { ...frontal, fill: { ...frontal.fill, filled: true, densityPerCm2: 190, seed: 77 } }
    const design = carried(from, vertex)
    expect(design.fill).toEqual(from.fill)
    for (const part of ['photo', 'marks', 'scale'] as const) expect(design[part]).toBe(vertex[part])
  })

  it('brings what was painted along', () => {
    const { midline } = frontal.hairline
    const at = { x: midline.x + 120, y: midline.y - 200 }
    const area = { ...frontal.area, subtract: paintCapsule(frontal.area.subtract, at, at, 60, 0, 'max') }
    const { subtract } = carried({ ...frontal, area }, vertex).area
    const place = carrier(headSurfaceOf(frontal)!, headSurfaceOf(vertex)!)(at).at
    const across = Math.ceil(vertex.photo.width / 256)
    const tile = subtract.tiles.get(Math.floor(place.y / 256) * across + Math.floor(place.x / 256))
    expect(tile && !isEmptyTile(tile)).toBe(true)
    expect(tile![(Math.floor(place.y) % 256) * 256 + (Math.floor(place.x) % 256)]).toBe(255)
  })

  it('leaves out there what was left out here, beside what was left out there already', () => {
    const { midline } = frontal.hairline
    const scar = { x: midline.x + 120, y: midline.y - 200 }
    const area = { ...frontal.area, exclude: paintCapsule(frontal.area.exclude, scar, scar, 60, 0, 'max') }
    const place = carrier(headSurfaceOf(frontal)!, headSurfaceOf(vertex)!)
    const mole = place({ x: midline.x - 250, y: midline.y - 260 }).at
    const own = { ...vertex.area, exclude: paintCapsule(vertex.area.exclude, mole, mole, 30, 0, 'max') }
    const design = carried({ ...frontal, area }, { ...vertex, area: own })
    const at = ({ x, y }: PointPx) => coverageAt(design.area.exclude, Math.floor(x), Math.floor(y))
    expect(at(place(scar).at)).toBe(255)
    expect(at(mole)).toBe(255)
    const cell = { left: Math.floor(place(scar).at.x), top: Math.floor(place(scar).at.y), step: 1, width: 1, height: 1 }
    expect(areaIn(design, cell)[0]).toBe(0)
    // Carried back it is what it was, and what was added there besides.
    const back = carried(design, { ...frontal, area }).area.exclude
    for (const p of [scar, { x: midline.x - 250, y: midline.y - 260 }])
      expect(coverageAt(back, Math.floor(p.x), Math.floor(p.y))).toBe(255)
  })

  it('brings the other lines along where that photo shows them, and says how many it does not', () => {
    const { midline } = frontal.hairline
    const square = (x: number, y: number, kind: FreeLine['kind'], id: number): FreeLine => ({
      kind,
      id,
      points: [
        { x, y },
        { x: x + 120, y },
        { x: x + 120, y: y - 120 },
      ].map((at) => ({ at, corner: false })),
      closed: true,
      mirrored: true,
    })
    const { glabella } = frontal.marks
    const scar = square(midline.x - 60, midline.y - 150, 'free', 3)
    const beard = square(glabella.x, glabella.y + 900, 'beardCheek', 4)
    const waiting = shiftedHairline(frontal.hairline, ({ x, y }) => ({ x, y: y - 60 }))
    const lines: Line[] = [
      { kind: 'hairline', id: 2, hairline: null },
      { kind: 'hairline', id: 1, hairline: waiting },
      scar,
      beard,
    ]
    const from = { ...frontal, lines }
    const design = carried(from, vertex)
    expect(linesOf(design).map(({ id }) => id)).toEqual([2, 1, 3, 5])
    expect(linesLeft(from, vertex, design)).toBe(1)
    const there = carrier(headSurfaceOf(frontal)!, headSurfaceOf(design)!)
    const [, other, shape, image] = linesOf(design)
    expect(shape).toMatchObject({ kind: 'free', mirrored: false })
    expect((shape as FreeLine).points.map(({ at }) => at)).toEqual(scar.points.map(({ at }) => there(at).at))
    // Both sides of a mirrored shape lie there, each where the head has it.
    expect(image).toMatchObject({ kind: 'free', mirrored: false })
    const [, second] = twoSides(scar, frontal.marks, 5)
    expect((image as FreeLine).points.map(({ at }) => at)).toEqual(second.points.map(({ at }) => there(at).at))
    const { hairline } = other as HairlineLine
    expect(mmApart(vertex, hairline!.midline, there(waiting.midline).at)).toBeLessThan(3)
    expect(designFromJson(designToJson(design)).lines).toEqual(design.lines)
    // A view with lines of its own keeps them.
    const own = [lines[0]!, { ...scar, id: 9 }]
    const kept = carried(from, { ...vertex, lines: own })
    expect(linesOf(kept)).toEqual(own)
    expect(linesLeft(from, { ...vertex, lines: own }, kept)).toBe(3)
    // From behind no hairline is seen: what waits stays in front.
    const crown = sampleDesignOf('crown')
    expect(linesLeft(from, crown, carried(from, crown))).toBeGreaterThan(1)
  })

  it('says that a side of a mirrored shape is left where the other view shows one side of it alone', () => {
    const { midline } = frontal.hairline
    const at = (x: number, y: number) => ({ at: { x: midline.x + x, y: midline.y + y }, corner: false })
    const scar: FreeLine = {
      kind: 'free',
      id: 2,
      points: [at(-640, 300), at(-600, 300), at(-600, 250)],
      closed: true,
      mirrored: true,
    }
    const from = { ...frontal, lines: [{ kind: 'hairline', id: 1, hairline: null }, scar] as const }
    const to = sampleDesignOf('right45')
    const design = carried(from, to)
    expect(linesOf(design).map(({ id }) => id)).toEqual([1, 2])
    expect(linesLeft(from, to, design)).toBe(1)
    // Brought from an earlier visit to the same view both sides come.
    const earlier = { ...to, lines: from.lines }
    expect(linesLeft(earlier, to, broughtDesign(earlier, to))).toBe(0)
    expect(linesOf(carried(from, withPhotoView(frontal, 'frontal')))[1]).toMatchObject({ mirrored: true })
  })

  it('counts as left what does not come because lines of its own stay there, though they are numbered alike', () => {
    const lines: Line[] = [
      { kind: 'hairline', id: 1, hairline: null },
      { kind: 'hairline', id: 2, hairline: shiftedHairline(frontal.hairline, ({ x, y }) => ({ x, y: y - 60 })) },
    ]
    const from = { ...frontal, lines }
    for (const to of [
      { ...vertex, lines: [lines[0]!, { kind: 'hairline', id: 2, hairline: vertex.hairline } as const] },
      { ...frontal, lines: [lines[0]!, { kind: 'hairline', id: 2, hairline: frontal.hairline } as const] },
    ]) {
      for (const design of [carried(from, to), broughtDesign(from, to)]) {
        expect(design.lines).toEqual(to.lines)
        expect(linesLeft(from, to, design)).toBe(1)
      }
    }
  })

  it('seen from behind, where the line is not, its area comes as if it had been painted', () => {
    const crown = sampleDesignOf('crown')
    const design = carried(vertex, crown)
    expect(design.hairline).toBe(crown.hairline)
    expect(design.area.proposed).toBe(false)
    expect(design.area.add.tiles.size).toBeGreaterThan(0)
  })

  it('on a photo of one side it goes on beyond the midline, as far as that is seen', () => {
    for (const [view, far] of [
      ['right45', 'left'],
      ['left45', 'right'],
    ] as const) {
      const to = sampleDesignOf(view)
      const { hairline } = carried(frontal, to)
      expect(Object.keys(hairline.ends ?? {})).toEqual([far])
      const end = far === 'left' ? hairlinePath(hairline).at(-1)! : hairlinePath(hairline)[0]!
      const { hairline: front, marks } = measuredLine(to, hairline)
      const beyond = hairlinePath(front).at(far === 'left' ? -1 : 0)!
      // On the far side, and at the edge of what is seen.
      expect(faceFrame(marks).toFace(beyond).x * (far === 'left' ? 1 : -1)).toBeGreaterThan(0)
      expect(surfaceOf(to).facingAt(end)).toBeLessThan(0.35)
    }
  })

  it('says of the line in every view what the frontal says, within the bands that both print', () => {
    const of = (design: Design) => {
      const { hairline, marks, face } = measuredLine(design)
      return figuresOf(hairline, marks, face)
    }
    for (const from of [frontal, { ...frontal, hairline: withFigureOf(frontal, 'recession', 34, 'both', false) }]) {
      const here = of(from)
      for (const view of ['right45', 'left45', 'vertex'] as const) {
        const design = carried(from, sampleDesignOf(view))
        const side = view === 'left45' ? 'left' : 'right'
        const there = of(design)
        const near = (a: number, b: number) =>
          expect(Math.abs(a - b), view).toBeLessThan(1 + a * lengthErrorOf(from) + b * lengthErrorOf(design))
        near(here.heightMm, there.heightMm)
        near(here.recessionMm[side], there.recessionMm[side])
        near(here.halfWidthMm[side], there.halfWidthMm[side])
        if (isMeasurable(design, 'templePoint', side)) near(here.templePointMm[side], there.templePointMm[side])
        expect(Math.abs(here.angleDeg[side] - there.angleDeg[side]), view).toBeLessThan(3)
      }
    }
  })

  it('its line crosses the midline where the head has it, not beside it', () => {
    for (const view of ['right45', 'left45'] as const) {
      const design = carried(frontal, sampleDesignOf(view))
      const { hairline, marks } = measuredLine(design)
      expect(Math.abs(faceFrame(marks).toFace(hairline.midline).x) * faceScaleOf(frontal).mmPerPx).toBeLessThan(1)
      const truth = midlines[view].find(({ mm }) => mm === 80)!
      expect(
        mmApart(design, carrier(headSurfaceOf(frontal)!, headSurfaceOf(design)!)(midlines.frontal[8]!.at).at, truth.at),
      ).toBeLessThan(4.5)
    }
  })

  it('brings the size of the head along where nothing was measured on the other view, and takes what was as it is', () => {
    const to = sampleDesignOf('right45')
    const measured = { ...to.scale, status: 'proposed' as const }
    for (const scale of [measured, { ...proposeScale(to.marks), status: 'skipped' as const }]) {
      const design = carried(frontal, withScale(to, scale))
      expect(design.scale).toMatchObject({ source: scale === measured ? 'hairline' : 'head', status: 'used' })
      // Lengths that lie at other depths are not held against each other.
      expect(scaleOnPhoto(design).disagreement).toBeNull()
      expect(scaleProblem(design)).toBeNull()
      // The plane through the glabella has .0881 mm a pixel.
      expect(faceScaleOf(design).mmPerPx / 0.0881).toBeGreaterThan(0.97)
      expect(faceScaleOf(design).mmPerPx / 0.0881).toBeLessThan(1.03)
      const again = designFromJson(designToJson(design))
      expect(again.head).toEqual(design.head)
      expect(again.hairline).toEqual(design.hairline)
    }
  })

  it('covers no ear: the scalp ends above it and behind it', () => {
    for (const view of ['right45', 'left45'] as const) {
      const design = carried(frontal, sampleDesignOf(view))
      const covered = (p: PointPx) =>
        areaIn(design, { left: Math.floor(p.x), top: Math.floor(p.y), step: 1, width: 1, height: 1 })[0]! > 127
      // Of the right 45° photo, and its mirror image: the middle of the upper ear, its back, above the ear, before it.
      const at = (x: number, y: number) => ({ x: view === 'right45' ? x : 2262 - x, y })
      expect(covered(at(375, 1500)), view).toBe(false)
      expect(covered(at(330, 1600)), view).toBe(false)
      expect(covered(at(400, 1150)), view).toBe(true)
      expect(covered(at(700, 1150)), view).toBe(true)
    }
  })

  it('leaves areas that were drawn there alone, but never more of them than there may be', () => {
    const at = { x: 1100, y: 900 }
    const scar = withNewArea(vertex, 'scar')!
    const add = paintCapsule(scar.area.add, at, at, 60, 0, 'max')
    const to = { ...scar, area: { ...scar.area, add } }
    const design = carried(frontal, to)
    expect(areaSlots(design).map(({ id, area }) => [id, (area ?? design.area).role])).toEqual([
      [1, 'bald'],
      [2, 'scar'],
    ])
    expect(areaSlots(design)[1]!.area!.add).toEqual(add)
    expect(design.area.proposed).toBe(true)
    expect(designFromJson(designToJson(design)).areas).toEqual(design.areas)
    const many = Array.from({ length: MOST_AREAS }).reduce<Design>((more) => withNewArea(more, 'part') ?? more, frontal)
    const fewer = withoutArea(many, 2)
    const full = carried(withNewArea(fewer, 'areata')!, to)
    expect(areaSlots(full)).toHaveLength(MOST_AREAS)
    expect(areaSlots(carried(fewer, to)).map(({ id }) => id)).toEqual([1, 3, 4, 5, 6, 2])
  })

  it('brings along what was said of the hair at the outline, unless the other view has its own answer', () => {
    const unsaid = withEdgeHair(vertex, null)
    expect(carried(frontal, unsaid).head?.hair).toBe('shaved')
    expect(carried(frontal, withEdgeHair(vertex, 'short')).head?.hair).toBe('short')
    expect(carried(withEdgeHair(frontal, null), unsaid).head?.hair).toBeUndefined()
  })

  it('is not carried where either photo is measured flat', () => {
    const flat = withHeadMeasured(vertex, false)
    expect(carriedDesign(frontal, flat)).toEqual({ problem: 'toFlat', because: null })
    expect(carriedDesign(flat, frontal)).toEqual({ problem: 'fromFlat' })
    const part = withPhotoView(vertex, 'closeUp')
    expect(carriedDesign(frontal, part)).toEqual({ problem: 'toFlat', because: 'part' })
  })
})
