import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { proposedAreaPolygon } from '../../src/core/design/areas/area.ts'
import { hairlineSchema } from '../../src/core/design/schema.ts'
import type { Design, Hairline } from '../../src/core/design/design.ts'
import { hairlinePath, layHairline } from '../../src/core/design/lines/hairline.ts'
import { faceFrame } from '../../src/core/design/head/headOutline.ts'
import { proposeMarks } from '../../src/core/design/scale/marks.ts'
import { surfaceOf } from '../../src/core/design/scale/calibration.ts'
import { HEALED } from '../../src/core/pigment/ageing.ts'
import { pigmentOf } from '../../src/core/pigment/pigment.ts'
import { measureSkin } from '../../src/core/pixels/skin.ts'
import { renderTile } from '../../src/core/render/renderTile.ts'
import { placeDots } from '../../src/core/sampling/placeDots.ts'
import { packedLevels } from '../../src/worker/packedLevels.ts'
import { fieldOf } from '../core/sampling/fields.ts'
import { pointSet } from '../core/sampling/shippedSet.ts'
import { rasterPolygon } from '../../src/core/geometry/polygon.ts'
import type { PointPx } from '../../src/core/geometry/points.ts'
import { nativeTrace } from '../../src/worker/nativeTrace.ts'
import { mmPerPx, paintedPhoto, shaven, type Painted } from './paintedHair.ts'

const { width, height } = shaven.photo
const { toPhoto, toFace } = faceFrame(shaven.marks)

/** Hair behind a closed line. */
function behind(polygon: readonly PointPx[]): Painted['hairy'] {
  const inside = rasterPolygon(polygon, { left: 0, top: 0, step: 1, width, height })
  return (x, y) => {
    const p = toPhoto({ x: x / mmPerPx, y: y / mmPerPx })
    return (inside[Math.floor(p.y) * width + Math.floor(p.x)] ?? 0) > 127
  }
}
const behindLine = (line: Hairline) => behind(proposedAreaPolygon({ ...shaven, hairline: line }))

/** Distances of the places of one line from another, mm. */
const apart = (from: readonly PointPx[], to: readonly PointPx[]): number[] =>
  from.map((p) => mmPerPx * Math.min(...to.map((q) => Math.hypot(p.x - q.x, p.y - q.y))))
const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length

const photos = new WeakMap<Painted, ReturnType<typeof paintedPhoto>>()
/** Painted once, however often it is looked at. */
function photoOf(painted: Painted) {
  const photo = photos.get(painted) ?? paintedPhoto(painted)
  photos.set(painted, photo)
  return photo
}

function traced(painted: Painted, design: Design = shaven): Hairline {
  const found = nativeTrace(photoOf(painted), design)
  if ('problem' in found) throw new Error(found.problem)
  return found.hairline
}
const problem = (painted: Painted, design: Design = shaven) => {
  const found = nativeTrace(photoOf(painted), design)
  return 'problem' in found ? found.problem : null
}

describe('a line along the native hair', () => {
  it.each(['mature', 'widowsPeak', 'receded', 'female'] as const)('lies on the edge of the hair: %s', (style) => {
    const line = layHairline(style, shaven.marks, mmPerPx)
    const found = traced({ hairy: behindLine(line) })
    const off = apart(hairlinePath(found), hairlinePath(line))
    expect(mean(off)).toBeLessThan(1)
    expect(mean(apart(hairlinePath(line), hairlinePath(found)))).toBeLessThan(1)
    // Where a deep recession ends in a point it is rounded off.
    expect(Math.max(...off)).toBeLessThan(style === 'receded' ? 6 : 2)
    expect(found.style).toBe('nativeTrace')
    expect(v.safeParse(hairlineSchema, found).success).toBe(true)
  })

  it('has its named points where their names say', () => {
    const line = layHairline('widowsPeak', shaven.marks, mmPerPx)
    const found = traced({ hairy: behindLine(line) })
    for (const side of ['right', 'left'] as const)
      for (const half of ['apex', 'templePoint', 'sideburn'] as const)
        expect(apart([found[side][half]], [line[side][half]])[0], `${side} ${half}`).toBeLessThan(4)
    expect(Math.abs(toFace(found.midline).x)).toBeLessThan(0.01)
  })

  it('follows a line that no style has, unlike on both sides, with at most eight points more on each', () => {
    const wave = (x: number) =>
      66 + 4 * Math.sin(x / 7) + (x > 0 ? 0.1 * x : 0) + (Math.abs(x) > 46 ? -3 * (Math.abs(x) - 46) : 0)
    const found = traced({ hairy: (x, y) => y > Math.max(8, wave(x)) })
    const seen = hairlinePath(found)
      .map(toFace)
      .map((f) => ({ x: f.x * mmPerPx, y: f.y * mmPerPx }))
      .filter(({ x }) => Math.abs(x) < 44)
    expect(mean(seen.map(({ x, y }) => Math.abs(y - wave(x))))).toBeLessThan(1.5)
    for (const side of ['right', 'left'] as const) expect(found.added?.[side].length ?? 0).toBeLessThanOrEqual(8)
    expect(found.added).toBeDefined()
    expect(v.safeParse(hairlineSchema, found).success).toBe(true)
  })

  it('is not led astray by gloss, moles and single hairs on the forehead, nor by thin hair', () => {
    const line = layHairline('mature', shaven.marks, mmPerPx)
    const hair = behindLine(line)
    const mole = (x: number, y: number) => Math.hypot(x - 18, y - 40) < 2 || Math.hypot(x + 25, y - 48) < 1.5
    const gloss = (x: number, y: number) => 0.3 * Math.exp(-((x + 12) ** 2 + (y - 50) ** 2) / 90)
    for (const painted of [
      { hairy: (x: number, y: number) => hair(x, y) || mole(x, y), gloss },
      { hairy: hair, share: 0.12, dark: 0.6, gloss },
    ]) {
      const off = apart(hairlinePath(traced(painted)), hairlinePath(line))
      expect(mean(off)).toBeLessThan(1.5)
    }
  })

  it('follows shaved hair as it is drawn dot by dot, in colour and with noise', () => {
    const line = layHairline('mature', shaven.marks, mmPerPx)
    const hair = behindLine(line)
    const bare = paintedPhoto({ hairy: () => false }).level(0)
    const photo = { ...bare, x0: 0, y0: 0, apronPx: 0 }
    const surface = surfaceOf(shaven)
    const skin = { ...measureSkin(photo, { width, height, coverageAt: () => 255 }, mmPerPx), blurPx: 0.6 }
    const perCm2 = (x: number, y: number) => {
      const f = toFace({ x, y })
      return hair(f.x * mmPerPx, f.y * mmPerPx) ? 120 : 0
    }
    const dots = placeDots(fieldOf(width, height, 4, perCm2), { seed: 9, surface, pointSet })
    const pigment = pigmentOf({ ...shaven.fill, match: { strength: 2.4, tint: [1, 1, 1] } })
    const rgba = renderTile(photo, dots, { pigment, surface, skin, moment: HEALED, seed: 1 })
    const found = nativeTrace({ width, height, ...packedLevels({ width, height, rgba }, () => true) }, shaven)
    if ('problem' in found) throw new Error(found.problem)
    expect(mean(apart(hairlinePath(found.hairline), hairlinePath(line)))).toBeLessThan(2)
  })

  it('is the same each time, and the same on dark skin', () => {
    const line = layHairline('mature', shaven.marks, mmPerPx)
    const painted = { hairy: behindLine(line), skin: [0.09, 0.05, 0.035], dark: 0.8 }
    const found = traced(painted)
    expect(traced(painted)).toEqual(found)
    expect(mean(apart(hairlinePath(found), hairlinePath(line)))).toBeLessThan(1.5)
  })
})

describe('no line is made up where no edge can be told', () => {
  const line = layHairline('mature', shaven.marks, mmPerPx)

  it('on a head without hair on top', () => {
    expect(problem({ hairy: () => false })).toBe('bald')
    expect(problem({ hairy: (x, y) => Math.abs(x) > 62 && y > 5 })).toBe('bald')
  })

  it('under a fringe', () => {
    expect(problem({ hairy: (_, y) => y > 14 })).toBe('covered')
  })

  it('where hair and skin are alike', () => {
    expect(problem({ hairy: behindLine(line), dark: 0.02 })).toMatch(/bald|unclear/)
  })

  it('from marks that nobody has looked at, without the head’s outline, and on a photo that is too small', () => {
    const painted = { hairy: behindLine(line) }
    expect(problem(painted, { ...shaven, marks: { ...shaven.marks, checked: false } })).toBe('marks')
    const { outline } = proposeMarks(width, height)
    const elsewhere = { ...outline, centre: { x: 60, y: 60 }, rx: 30, ry: 40 }
    expect(problem(painted, { ...shaven, marks: { ...shaven.marks, outline: elsewhere } })).not.toBeNull()
    const tiny = { ...shaven.scale, knownMm: 89 * 5 }
    expect(problem(painted, { ...shaven, scale: tiny })).toBe('small')
  })
})
