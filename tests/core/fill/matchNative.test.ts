import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/core/design/design.ts'
import { defaultFill, newDesign } from '../../../src/core/design/newDesign.ts'
import { PATCH_RADIUS_MM, type MatchPatches } from '../../../src/core/fill/comparePatches.ts'
import { withMatch, withoutMatch, type MatchResult } from '../../../src/core/fill/matchNative.ts'
import { candidatePatches } from '../../../src/core/fill/proposePatches.ts'
import { HEALED } from '../../../src/core/pigment/ageing.ts'
import { defaultShade, pigmentOf } from '../../../src/core/pigment/pigment.ts'
import { arePlain, matchPatches } from '../../../src/core/render/matchPatches.ts'
import { renderTile } from '../../../src/core/render/renderTile.ts'
import { placeDots } from '../../../src/core/sampling/placeDots.ts'
import { deltaE2000, labOf, meanLight } from '../pixels/deltaE.ts'
import { fieldOf } from '../sampling/fields.ts'
import { pointSet } from '../sampling/shippedSet.ts'
import { shavedHead, type ShavedHead } from './shavedHead.ts'

const seed = Number(process.env.SEED ?? 1)
const dark = { perCm2: 128, strength: 2.2, tint: [0.92, 1, 1.1] as const }

/** Hair 11 mm from the left, bare skin 11 mm from the right. */
function patchesOn({ mmPerPx }: ShavedHead, hairMm = [11, 11], bareMm = [33, 11]): MatchPatches {
  const at = ([x = 0, y = 0]: readonly number[]) => ({ x: x / mmPerPx, y: y / mmPerPx })
  return { hair: at(hairMm), bare: at(bareMm), radiusMm: PATCH_RADIUS_MM }
}

const match = (head: ShavedHead, patches = patchesOn(head), fill: Design['fill'] = defaultFill): MatchResult => {
  const design = { ...newDesign({ id: 'p', hash: 'h', ...head.photo }), fill }
  return matchPatches(head.photo, patches, { ...head, pointSet, design })
}

function solvedOf(result: MatchResult) {
  if (!result.ok) throw new Error(`Expected a match, got ${JSON.stringify(result.problem)}.`)
  return result.solved
}

const refusalOf = (result: MatchResult) => (result.ok ? null : result.problem)

/** The bare side of a head filled by a design's ink; evenly lit, so that it can stand beside the hair. */
function filledLike(head: ShavedHead, fill: Design['fill']): Uint8ClampedArray {
  const { photo, surface, skin } = head
  const field = fieldOf(photo.width, photo.height, 8, (x) => (x > photo.width / 2 ? fill.densityPerCm2 : 0))
  const dots = placeDots(field, { seed: seed + 5, surface, pointSet })
  return renderTile(photo, dots, { pigment: pigmentOf(fill), surface, skin, moment: HEALED, seed })
}

// Each solve inks the bare patch some sixty times.
describe(`matching native hair, seed ${seed}`, { timeout: 30_000 }, () => {
  it.each([
    [dark, 0.067],
    [{ perCm2: 80, strength: 2.6, tint: [1, 1, 1] as const }, 0.067],
    [{ perCm2: 200, strength: 1.4, tint: [1, 1, 1] as const }, 0.067],
    [dark, 0.1],
  ])('finds density, strength and tint of %j at %f mm a pixel', (stubble, mmPerPx) => {
    const { match: found, counted, reached } = solvedOf(match(shavedHead({ stubble, seed, mmPerPx })))
    expect(counted && reached).toBe(true)
    expect(Math.abs(found.densityPerCm2 / stubble.perCm2 - 1)).toBeLessThan(0.15)
    const ink = (found.densityPerCm2 * found.strength) / (stubble.perCm2 * stubble.strength)
    expect(Math.abs(ink - 1)).toBeLessThan(0.2)
    for (const k of [0, 2] as const) expect(Math.abs(found.tint[k] - stubble.tint[k])).toBeLessThan(0.1)
    expect(found.fromCm2).toBeCloseTo(2.4, 1)
  })

  it('fills within dE00 2 of the hair it was matched to, each cm2 within 3', () => {
    const head = shavedHead({ stubble: dark, seed, fall: 0 })
    const design = withMatch(newDesign({ id: 'p', hash: 'h', ...head.photo }), solvedOf(match(head)))
    const filled = filledLike(head, design.fill)
    const px = (mm: number) => mm / head.mmPerPx
    const lab = (fromMm: number, size = 12, top = 5) =>
      labOf(
        meanLight(filled, head.photo.width, (x, y) => {
          const inside = x >= px(fromMm) && x < px(fromMm + size)
          return inside && y >= px(top) && y < px(top + size)
        }),
      )
    const native = lab(5)
    expect(deltaE2000(native, lab(27))).toBeLessThan(2)
    for (const fromMm of [25, 30])
      for (const top of [1, 11]) expect(deltaE2000(native, lab(fromMm, 10, top))).toBeLessThan(3)
  })

  it('allows for light that falls off from the hair to the bare skin', () => {
    const { match: found } = solvedOf(match(shavedHead({ stubble: dark, seed, fall: 0.3 })))
    const ink = (found.densityPerCm2 * found.strength) / (dark.perCm2 * dark.strength)
    expect(Math.abs(ink - 1)).toBeLessThan(0.35)
  })

  it('keeps the density where the photo is too coarse for single hairs, and says so', () => {
    const head = shavedHead({ stubble: dark, seed, mmPerPx: 0.35 })
    const solved = solvedOf(match(head, patchesOn(head), { ...defaultFill, densityPerCm2: 111 }))
    expect(solved.counted).toBe(false)
    expect(solved.match.densityPerCm2).toBe(111)
  })

  it('takes larger dots for hair that the strongest ink can not reach', () => {
    const solved = solvedOf(match(shavedHead({ stubble: { ...dark, perCm2: 90, strength: 5 }, seed })))
    expect(solved.dotSizeMm).toBeGreaterThan(defaultFill.dotSizeMm)
    expect(solved.match.strength).toBeLessThanOrEqual(3)
    expect(Math.abs(solved.match.densityPerCm2 / 90 - 1)).toBeLessThan(0.25)
  })

  it('decides strength, tint and density at the default shade, and can be cleared', () => {
    const head = shavedHead({ stubble: dark, seed })
    const design = newDesign({ id: 'p', hash: 'h', ...head.photo })
    const before = { ...design, fill: { ...design.fill, shade: 6 } }
    const solved = solvedOf(match(head))
    const after = withMatch(before, solved)
    expect(after.fill).toMatchObject({
      match: solved.match,
      shade: defaultShade,
      densityPerCm2: solved.match.densityPerCm2,
    })
    expect(withoutMatch(after).fill.match).toBeNull()
  })
})

describe('patches that say nothing', () => {
  const head = shavedHead({ stubble: dark, seed })

  it('refuses a patch over the edge of the photo', () => {
    expect(refusalOf(match(head, patchesOn(head, [3, 11])))).toEqual({ code: 'edge', patch: 'hair' })
    expect(refusalOf(match(head, patchesOn(head, [11, 11], [41, 11])))).toEqual({ code: 'edge', patch: 'bare' })
  })
  it('refuses circles on top of each other', () => {
    expect(refusalOf(match(head, patchesOn(head, [11, 11], [14, 11])))).toEqual({ code: 'overlap' })
  })
  it('refuses patches of a few pixels', () => {
    const coarse = shavedHead({ stubble: dark, seed, mmPerPx: 0.8 })
    expect(refusalOf(match(coarse))).toEqual({ code: 'small' })
  })
  it('refuses bare skin in place of hair', () => {
    expect(refusalOf(match(shavedHead({ stubble: null, seed })))).toEqual({ code: 'noHair' })
  })
  it('refuses hair in place of bare skin', () => {
    expect(refusalOf(match(head, patchesOn(head, [33, 11], [11, 11])))).toEqual({ code: 'hairy' })
  })
  it('refuses a clipped patch', () => {
    const shiny = shavedHead({ stubble: dark, seed, shine: (x) => (x > 24 ? 0.6 : 0) })
    expect(refusalOf(match(shiny))).toEqual({ code: 'bright', patch: 'bare' })
    const black = shavedHead({ stubble: null, seed, colour: [0.0006, 0.0005, 0.0004] })
    expect(refusalOf(match(black))).toEqual({ code: 'dark', patch: 'hair' })
  })
  it('refuses a patch that is lit unevenly', () => {
    expect(refusalOf(match(shavedHead({ stubble: dark, seed, fall: 3 })))).toMatchObject({ code: 'uneven' })
  })
  it('refuses patches in different light', () => {
    // The bare half stands in a shadow of its own: neither patch sees the step between them.
    const shade = shavedHead({ stubble: dark, seed })
    const rgba = shade.photo.rgba.slice()
    for (let i = 0; i < rgba.length; i += 4) {
      if ((i / 4) % shade.photo.width > shade.photo.width / 2) continue
      for (let k = 0; k < 3; k++) rgba[i + k] = rgba[i + k]! * 0.5
    }
    expect(refusalOf(match({ ...shade, photo: { ...shade.photo, rgba } }))).toEqual({ code: 'otherLight' })
  })
  it('refuses what is not skin', () => {
    const grey = shavedHead({ stubble: null, seed, colour: [0.25, 0.25, 0.26] })
    expect(refusalOf(match(grey))).toEqual({ code: 'notSkin', patch: 'hair' })
  })
  it('refuses a patch that lies half beside the head', () => {
    const rgba = head.photo.rgba.slice()
    for (let i = 0; i < rgba.length; i += 4) if ((i / 4) % head.photo.width < 150) rgba.set([120, 122, 121], i)
    const beside = { ...head, photo: { ...head.photo, rgba } }
    expect(refusalOf(match(beside, patchesOn(head, [10, 11])))).toEqual({ code: 'notSkin', patch: 'hair' })
  })
})

describe('proposed patches', () => {
  it('lie on stubble and on bare skin beside it', () => {
    const head = shavedHead({ stubble: dark, seed, mmPerPx: 0.1 })
    const { width, height } = head.photo
    const outline = { centre: { x: width / 2, y: height / 2 }, rx: width * 0.6, ry: height * 0.7, squareness: 6 }
    const below = { x: width / 2, y: height * 3 }
    const marks = { glabella: below, midlineTilt: 0, eyeRight: below, eyeLeft: below, outline, checked: true }
    const design = { ...newDesign({ id: 'p', hash: 'h', width, height }), marks }
    const found = candidatePatches(head.photo, design, head.mmPerPx).find((p) => arePlain(head.photo, p, head))
    expect(found).toBeDefined()
    expect(found!.hair.x).toBeLessThan(width / 2)
    expect(found!.bare.x).toBeGreaterThan(width / 2)
  })
  it('are none on a bare head', () => {
    const head = shavedHead({ stubble: null, seed, mmPerPx: 0.1 })
    const { width, height } = head.photo
    const design = newDesign({ id: 'p', hash: 'h', width, height })
    const found = candidatePatches(head.photo, design, head.mmPerPx).find((p) => arePlain(head.photo, p, head))
    expect(found).toBeUndefined()
  })
})
