import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { norwoodStages, type Design, type Marks, type NorwoodStage } from '../../../src/core/design/design.ts'
import { faceFrame, outlinePolygon } from '../../../src/core/design/head/headOutline.ts'
import { proposeMarks } from '../../../src/core/design/scale/marks.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { OUTLINE_RADII } from '../../../src/core/design/head/outlineRadii.ts'
import { hairDepthMm, headPlaceOf, marksDoubt, recessionRaster } from '../../../src/core/design/lines/recession.ts'
import { mirrored } from '../../../src/core/design/lines/hairline.ts'
import { isInside, rasterPolygon } from '../../../src/core/geometry/polygon.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'

const seed = Number(process.env.SEED ?? 1)
const photo = { id: 'p', hash: 'h', width: 1000, height: 1300 }
const STEP = 2
const usual = proposeMarks(photo.width, photo.height)

const atStage = (stage: NorwoodStage | null, marks: Marks = usual): Design => {
  const design = newDesign(photo, { marks })
  return { ...design, recession: { ...design.recession, stage } }
}
const rasterAt = (stage: NorwoodStage, marks?: Marks) => recessionRaster(atStage(stage, marks), STEP)!
const sum = (bytes: Uint8Array): number => bytes.reduce((all, c) => all + c, 0) / 255

/** Heads that are bowed or thrown back, tilted, large and small. */
const marksOf = fc
  .record({
    tilt: fc.double({ min: -0.4, max: 0.4, noNaN: true }),
    size: fc.double({ min: 0.6, max: 1.1, noNaN: true }),
    raise: fc.double({ min: -0.12, max: 0.3, noNaN: true }),
  })
  .map(({ tilt, size, raise }): Marks => {
    const { outline, glabella } = usual
    return {
      ...usual,
      midlineTilt: tilt,
      // The middle of the head stays on the midline.
      glabella: {
        x: outline.centre.x - Math.sin(tilt) * (outline.centre.y - glabella.y - raise * outline.ry),
        y: outline.centre.y + Math.cos(tilt) * (glabella.y + raise * outline.ry - outline.centre.y),
      },
      outline: { ...outline, rx: outline.rx * size, ry: outline.ry * size },
    }
  })
  .map((marks) => {
    // Exactly: the centre is moved onto the midline.
    const { toFace, toPhoto } = faceFrame(marks)
    return { ...marks, outline: { ...marks.outline, centre: toPhoto({ x: 0, y: toFace(marks.outline.centre).y }) } }
  })

describe(`hair lost by Norwood stage, seed ${seed}`, () => {
  it('is none where no stage is chosen', () => {
    expect(recessionRaster(atStage(null), STEP)).toBeNull()
  })

  it('only grows from stage to stage, at every place of every head', () => {
    fc.assert(
      fc.property(marksOf, (marks) => {
        const rasters = norwoodStages.map((stage) => rasterAt(stage, marks).coverage)
        for (let k = 1; k < rasters.length; k++) {
          const [before, now] = [rasters[k - 1]!, rasters[k]!]
          const worse = now.findIndex((c, i) => c < before[i]!)
          expect(worse).toBe(-1)
          expect(sum(now)).toBeGreaterThan(sum(before))
        }
      }),
      { seed, numRuns: 8 },
    )
  })

  it('stays inside the head outline, and off the face', () => {
    fc.assert(
      fc.property(marksOf, fc.constantFrom(...norwoodStages), (marks, stage) => {
        const { coverage, width, height } = rasterAt(stage, marks)
        const head = rasterPolygon(outlinePolygon(marks), { left: 0, top: 0, step: STEP, width, height })
        expect(coverage.findIndex((c, i) => c > head[i]!)).toBe(-1)
        const polygon = outlinePolygon(marks)
        const { toFace } = faceFrame(marks)
        const mmPerPx = 76 / marks.outline.rx
        for (let j = 0; j < height; j += 3)
          for (let i = 0; i < width; i += 3) {
            if (coverage[j * width + i]! === 0) continue
            const p = { x: (i + 0.5) * STEP, y: (j + 0.5) * STEP }
            if (coverage[j * width + i]! === 255) expect(isInside(polygon, p)).toBe(true)
            expect(toFace(p).y * mmPerPx).toBeGreaterThan(20)
          }
      }),
      { seed, numRuns: 12 },
    )
  })

  it('is the same on both sides of the midline', () => {
    fc.assert(
      fc.property(marksOf, fc.constantFrom(...norwoodStages), (marks, stage) => {
        const placeOf = headPlaceOf(marks)
        const { outline } = marks
        for (let k = 0; k < 200; k++) {
          const p = {
            x: outline.centre.x + outline.rx * (((k * 37) % 100) / 50 - 1),
            y: outline.centre.y - outline.ry * (((k * 61) % 100) / 100),
          }
          const here = hairDepthMm(stage, placeOf(p))
          expect(hairDepthMm(stage, placeOf(mirrored(p, marks)))).toBeCloseTo(here, 2)
        }
      }),
      { seed, numRuns: 20 },
    )
    const { coverage, width } = rasterAt(4)
    const half = width / 2
    let differing = 0
    for (let i = 0; i < coverage.length; i++) {
      const x = i % width
      if (x < half && Math.abs(coverage[i]! - coverage[i + width - 1 - 2 * x]!) > 2) differing++
    }
    expect(differing).toBe(0)
  })

  it('takes from a whole head about what clinics reckon with, behind a mature hairline', () => {
    // simulation-model 10, cm2; its figures are assumed, so the order and the size are what counts.
    const reckoned = { 3: 60, 4: 100, 5: 150, 6: 220, 7: 280 }
    const rise = (aside: number) => 75 + 17 * Math.min(1, aside / 36)
    for (const stage of norwoodStages) {
      let cm2 = 0
      const d = 0.02
      for (let a = d / 2; a < Math.PI / 2; a += d)
        for (let t = d / 2; t < 3; t += d) {
          const place = { up: 109.5 * t, aside: 76 * a }
          if (place.up < rise(place.aside) || hairDepthMm(stage, place) >= 0) continue
          const across = Math.hypot(76 * Math.cos(a), 109.5 * Math.sin(a))
          cm2 += (2 * 109.5 * Math.cos(a) * across * d * d) / 100
        }
      expect(cm2 / reckoned[stage]).toBeGreaterThan(0.65)
      expect(cm2 / reckoned[stage]).toBeLessThan(1.2)
    }
  })

  it('has the marks of each stage: deep temples, a bare vertex, a bridge that goes, a rim', () => {
    const lost = (stage: NorwoodStage, up: number, aside: number) => hairDepthMm(stage, { up, aside }) < 0
    // III: temples far back, the forelock stands, the vertex has hair.
    expect([lost(3, 125, 45), lost(3, 105, 0), lost(3, 208, 0)]).toEqual([true, false, false])
    // IV and V: the vertex is bare, and a bridge parts it from the front; it is narrower in V.
    expect([lost(4, 208, 0), lost(4, 140, 0), lost(4, 165, 0)]).toEqual([true, false, false])
    expect([lost(5, 140, 0), lost(5, 208, 40), lost(4, 208, 40)]).toEqual([false, true, false])
    // VI: one bare surface. VII: a rim at the sides.
    expect([lost(6, 150, 0), lost(6, 170, 0), lost(6, 208, 0)]).toEqual([true, true, true])
    for (const stage of norwoodStages) expect(lost(stage, 140, 95)).toBe(false)
  })

  it('fades over 4 mm between bare skin and hair', () => {
    const marks = usual
    const { coverage, width } = rasterAt(3, marks)
    const { toPhoto } = faceFrame(marks)
    const placeOf = headPlaceOf(marks)
    let soft = 0
    for (let y = 0; y < 120; y += 0.25) {
      const p = toPhoto({ x: 0, y: (y * marks.outline.rx) / 76 })
      const c = coverage[Math.floor(p.y / STEP) * width + Math.floor(p.x / STEP)]!
      const depth = hairDepthMm(3, placeOf(p))
      if (c > 2 && c < 253 && placeOf(p).up > 60) soft++
      if (depth < -3) expect(c).toBeGreaterThan(250)
      if (depth > 3) expect(c).toBe(0)
    }
    expect(soft).toBeGreaterThan(2)
  })

  it('follows the hand: paint adds to it, erasing takes from it, and nothing else moves', () => {
    const design = atStage(4)
    const { toPhoto } = faceFrame(usual)
    const k = usual.outline.rx / 76
    const bare = toPhoto({ x: 30 * k, y: 66 * k })
    const hairy = toPhoto({ x: -66 * k, y: 40 * k })
    const spot = (at: { x: number; y: number }) => paintCapsule(design.area.add, at, at, 12, 0, 'max')
    const before = recessionRaster(design, STEP)!
    const after = recessionRaster(
      { ...design, recession: { ...design.recession, add: spot(hairy), subtract: spot(bare) } },
      STEP,
    )!
    const at = (raster: typeof before, p: { x: number; y: number }) =>
      raster.coverage[Math.floor(p.y / STEP) * raster.width + Math.floor(p.x / STEP)]!
    expect([at(before, bare), at(after, bare)]).toEqual([255, 0])
    expect([at(before, hairy), at(after, hairy)]).toEqual([0, 255])
    let elsewhere = 0
    before.coverage.forEach((c, i) => {
      const p = { x: ((i % before.width) + 0.5) * STEP, y: (Math.floor(i / before.width) + 0.5) * STEP }
      const near = Math.min(Math.hypot(p.x - bare.x, p.y - bare.y), Math.hypot(p.x - hairy.x, p.y - hairy.y)) < 16
      if (!near && c !== after.coverage[i]) elsewhere++
    })
    expect(elsewhere).toBe(0)
  })
})

describe('what a stage is laid by', () => {
  const marks = { ...usual, checked: true }
  const doubt = (m: Partial<typeof marks>) => marksDoubt(newDesign(photo, { marks: { ...marks, ...m } }))

  it('is doubted until somebody has checked the marks, and until the outline lies on something', () => {
    const { outline } = marks
    expect(doubt({ checked: false })).toBe('marks')
    expect(doubt({})).toBe('outline')
    expect(doubt({ outline: { ...outline, rx: outline.rx + 4 } })).toBeNull()
    expect(doubt({ outline: { ...outline, radii: Array.from({ length: OUTLINE_RADII }, () => 1) } })).toBeNull()
    expect(doubt({ checked: false, outline: { ...outline, rx: outline.rx + 4 } })).toBe('marks')
  })
})
