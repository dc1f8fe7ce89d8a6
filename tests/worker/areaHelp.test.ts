import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { areaIn, drawnIn } from '../../src/core/design/areas/area.ts'
import { withChange } from '../../src/core/design/areas/areaChange.ts'
import { areaOf } from '../../src/core/design/areas/areas.ts'
import { surfaceOf } from '../../src/core/design/scale/calibration.ts'
import type { Design } from '../../src/core/design/design.ts'
import { outlinePolygon } from '../../src/core/design/head/headOutline.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { shapedArea } from '../../src/core/design/areas/shapedArea.ts'
import { isHairSaid } from '../../src/core/fill/hairInAreas.ts'
import { rasterPolygon } from '../../src/core/geometry/polygon.ts'
import { whole as doneSteps } from '../../src/core/geometry/steps.ts'
import { paintCapsule } from '../../src/core/pixels/maskPaint.ts'
import { areaHelper } from '../../src/worker/areaHelp.ts'
import { packedLevels } from '../../src/worker/packedLevels.ts'
import { paintedPhoto, shaven } from './paintedHair.ts'

const [width, height] = [1000, 1340]
const whole = { left: 0, top: 0, step: 1, width, height }
/** A head of skin before a grey wall, .2 mm per px. */
const plain: Design = newDesign(
  { id: 'p', hash: 'h', width, height },
  {
    marks: {
      glabella: { x: 510, y: 780 },
      midlineTilt: 0,
      eyeRight: { x: 295, y: 826 },
      eyeLeft: { x: 728, y: 828 },
      outline: { centre: { x: 510, y: 700 }, rx: 364, ry: 575, squareness: 2.6, radii: Array(72).fill(1) },
      checked: true,
    },
    scale: { a: { x: 295, y: 826 }, b: { x: 728, y: 828 }, knownMm: 89, source: 'caliper', status: 'used' },
    seed: 7,
  },
)
const mmPerPx = surfaceOf(plain).mmPerPxAt(plain.marks.glabella)
/** Beside the head a brush has slipped onto the wall. */
const design: Design = {
  ...plain,
  area: { ...plain.area, add: paintCapsule(plain.area.add, { x: 60, y: 300 }, { x: 60, y: 500 }, 25, 0, 'max') },
}
/** Where the crown's stubble begins: its edge runs across the area. */
const lineAt = (x: number) => 330 + 30 * Math.sin(x / 90)

function photoWith(hair: boolean) {
  let seed = 5
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647
  const head = rasterPolygon(outlinePolygon(plain.marks), whole)
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let i = 0; i < width * height; i++) {
    const hairy = hair && Math.floor(i / width) < lineAt(i % width)
    const skin = (hairy && random() < 0.4 ? 80 : hairy ? 165 : 185) + 6 * (random() - 0.5)
    for (let c = 0; c < 3; c++) {
      const wall = 120 + 4 * (random() - 0.5)
      rgba[i * 4 + c] = (head[i]! * skin * [1, 0.8, 0.7][c]! + (255 - head[i]!) * wall) / 255
    }
  }
  return { width, height, ...packedLevels({ width, height, rgba }, () => true) }
}

const shaved = photoWith(true)
const bald = photoWith(false)
/** Each looks once where hair stands on its photo, whatever it is asked after that. */
const onShaved = areaHelper(shaved)
const onBald = areaHelper(bald)
const cm2 = (covered: number) => ((covered / 255) * mmPerPx * mmPerPx) / 100

describe('what of an area is better left out', () => {
  const found = onShaved.leaveOut(design, 'all')
  if ('problem' in found) throw new Error(found.problem)
  const before = drawnIn(design, whole)
  const after = drawnIn({ ...design, area: withChange(design.area, found.change) }, whole)

  it('is the hair that stands there and what lies beside the head, by their size', () => {
    const head = rasterPolygon(outlinePolygon(plain.marks), whole)
    const truth = before.reduce(
      (sum, c, i) => {
        const outside = (c * (255 - head[i]!)) / 255
        const hair = Math.floor(i / width) < lineAt(i % width) ? c - outside : 0
        return { hair: sum.hair + hair, outside: sum.outside + outside }
      },
      { hair: 0, outside: 0 },
    )
    expect(found.outsideCm2 / cm2(truth.outside)).toBeCloseTo(1, 1)
    // Its edge lies within 1.5 mm.
    expect(Math.abs(found.hairCm2 / cm2(truth.hair) - 1)).toBeLessThan(0.1)
  })

  it('ends on the line of the photo, within 1.5 mm, without steps', () => {
    const edges: number[] = []
    for (let x = 400; x <= 620; x++) {
      let y = 430
      // From the bare strip behind the hairline back to the first place that is left out.
      while (y > 0 && after[y * width + x]! > 127) y--
      edges.push(y)
      expect(Math.abs(y - lineAt(x)) * mmPerPx).toBeLessThan(1.5)
    }
    const jumps = edges.slice(1).map((y, k) => Math.abs(y - edges[k]!))
    expect(Math.max(...jumps) * mmPerPx).toBeLessThan(0.8)
  })

  it('takes nothing from bare skin, and adds nothing anywhere', () => {
    expect(after.every((c, i) => c <= before[i]!)).toBe(true)
    for (let x = 400; x <= 620; x += 5)
      for (let y = Math.ceil(lineAt(x) + 2 / mmPerPx); y < 430; y += 5)
        expect(after[y * width + x]).toBe(before[y * width + x])
    expect(after[400 * width + 60]).toBe(0)
  })

  it('is hair alone where only hair is asked for: what a brush has laid beside the head stays', () => {
    const hair = onShaved.leaveOut(design, 'hair')
    if ('problem' in hair) throw new Error(hair.problem)
    expect(hair.outsideCm2).toBe(0)
    // A centimetre of it stays in, thinning out.
    expect(hair.hairCm2 / found.hairCm2).toBeGreaterThan(0.7)
    expect(hair.hairCm2 / found.hairCm2).toBeLessThan(0.95)
    const left = drawnIn({ ...design, area: withChange(design.area, hair.change) }, whole)
    for (let x = 420; x <= 600; x += 20) {
      const intoHair = (mm: number) => left[Math.round(lineAt(x) - mm / mmPerPx) * width + x]!
      expect(intoHair(-2), `${x}`).toBe(before[Math.round(lineAt(x) + 2 / mmPerPx) * width + x])
      const ways = [0, 2, 4, 6, 8, 10].map(intoHair)
      for (const [i, cover] of ways.slice(1).entries()) {
        expect(cover, `${x}`).toBeLessThanOrEqual(ways[i]!)
        expect(ways[i]! - cover, `${x}`).toBeLessThan(110)
      }
      expect(intoHair(12), `${x}`).toBe(0)
    }
    expect(left[400 * width + 60]).toBe(before[400 * width + 60])
    expect(left[250 * width + 500]).toBe(0)
    expect(onBald.leaveOut(design, 'hair')).toEqual({ problem: 'nothing' })
  })

  it('is not asked where dots go between the hairs, where all is bare, and where the marks are not right', () => {
    const on = (change: Partial<Design['area']>) => ({ ...plain, area: { ...plain.area, ...change } })
    expect(onBald.leaveOut(plain, 'all')).toEqual({ problem: 'nothing' })
    expect(onShaved.leaveOut(on({ role: 'thinning' }), 'all')).toEqual({ problem: 'nothingOutside' })
    expect(onBald.leaveOut(on({ proposed: false }), 'all')).toEqual({ problem: 'noArea' })
    expect(onBald.leaveOut({ ...plain, marks: { ...plain.marks, checked: false } }, 'all')).toEqual({
      problem: 'marks',
    })
    const far = { ...plain, scale: { ...plain.scale, knownMm: 890 } }
    expect(onBald.leaveOut(far, 'all')).toEqual({ problem: 'small' })
  })
})

describe('hair in an area, looked for unasked', () => {
  const rim = rasterPolygon(outlinePolygon(plain.marks), whole)
  const helped = (photo: typeof shaved, of: Design) =>
    doneSteps((photo === shaved ? onShaved : areaHelper(photo)).hairInAreas(of))
  const seen = (photo: typeof shaved, of: Design) => {
    const found = helped(photo, of)
    if (found === 'untold') throw new Error('Nothing can be told.')
    return found
  }
  const said = (photo: typeof shaved, of: Design) =>
    seen(photo, of).filter((found) => isHairSaid(areaOf(of, found.id)!, found))
  const on = (change: Partial<Design['area']>): Design => ({ ...plain, area: { ...plain.area, ...change } })

  it('is said with a band in which the truth lies, and that of the whole area beside it', () => {
    const covered = areaIn(plain, whole)
    const truth = covered.reduce(
      (sum, c, i) => (Math.floor(i / width) < lineAt(i % width) ? sum + (c * rim[i]!) / 255 : sum),
      0,
    )
    const [found] = said(shaved, plain)
    expect(found!.hairCm2.low).toBeLessThan(cm2(truth))
    expect(found!.hairCm2.high).toBeGreaterThan(cm2(truth))
    expect(found!.hairCm2.high / found!.hairCm2.value).toBeLessThan(1.35)
    expect(found!.areaCm2.value / cm2(covered.reduce((sum, c) => sum + c, 0))).toBeCloseTo(1, 1)
  })

  it('is not said of bare skin, whatever its tone', () => {
    for (const skin of [
      [0.5, 0.33, 0.25],
      [0.22, 0.12, 0.07],
      [0.07, 0.035, 0.02],
    ]) {
      const photo = paintedPhoto({ hairy: () => false, skin })
      expect(seen(photo, shaven)[0]!.hairCm2.value, String(skin)).toBeLessThan(1)
      const fringe = paintedPhoto({ hairy: (x) => Math.abs(x) > 55, skin })
      expect(said(fringe, shaven), `${String(skin)}, with a fringe`).toHaveLength(1)
    }
  })

  it('is not said of a blend into the fringe', () => {
    const photo = paintedPhoto({ hairy: (x) => Math.abs(x) > 64 })
    expect(seen(photo, shaven)[0]!.hairCm2.value).toBeGreaterThan(3)
    expect(said(photo, shaven)).toEqual([])
  })

  it('is not said where hair is meant: dots between hairs, a scar or a patch in it, and where somebody has said so', () => {
    expect(said(shaved, plain)).toHaveLength(1)
    for (const role of ['thinning', 'part', 'scar', 'areata', 'beard'] as const)
      expect(said(shaved, on({ role })), role).toEqual([])
    expect(said(shaved, on({ onHair: true }))).toEqual([])
  })

  it('is looked for once by all who ask while it is looked for, and who gives up takes nothing from the others', () => {
    const helper = areaHelper(shaved)
    const pieces = (asked: ReturnType<typeof helper.hairInAreas>) => {
      for (let count = 1; ; count++) if (asked.next().done) return count
    }
    const alone = pieces(areaHelper(shaved).hairInAreas(plain))
    const [givenUp, first, second] = [1, 2, 3].map(() => helper.hairInAreas(plain))
    for (let k = 0; k < alone / 2; k++) givenUp!.next()
    first!.next()
    const both = pieces(second!) + pieces(first!)
    expect(both).toBeLessThan(0.6 * alone)
    expect(doneSteps(helper.hairInAreas(plain))).toEqual(helped(shaved, plain))
  })

  it('can not be told while nobody has checked where the head ends', () => {
    expect(helped(shaved, { ...plain, marks: { ...plain.marks, checked: false } })).toBe('untold')
    expect(helped(shaved, on({ proposed: false }))).toBe('untold')
  })

  it('is no more once it was left out', () => {
    const change = onShaved.leaveOut(plain, 'hair')
    if ('problem' in change) throw new Error(change.problem)
    expect(said(shaved, { ...plain, area: withChange(plain.area, change.change) })).toEqual([])
  })
})

describe('an area shaped in the worker', () => {
  it('is the same whichever amounts were asked for before', () => {
    const helper = areaHelper(bald)
    helper.shape(structuredClone(design), { kind: 'move', mm: 8 })
    const change = helper.shape(structuredClone(design), { kind: 'move', mm: -3 })
    expect(isDeepStrictEqual(change, shapedArea(design, { kind: 'move', mm: -3 }, mmPerPx))).toBe(true)
    const moved = { ...design, area: withChange(design.area, change) }
    expect(areaIn(moved, whole).reduce((s, c) => s + c, 0)).toBeLessThan(before())
  })

  const before = () => areaIn(design, whole).reduce((s, c) => s + c, 0)
})
