import { describe, expect, it } from 'vitest'
import { about, followedBy, inverse, moved, unmoved, type Similarity } from '../../../src/core/geometry/similarity.ts'
import { edgesOf, register, wideReach } from '../../../src/core/pixels/register.ts'
import { uniformAt } from '../../../src/core/sampling/random.ts'

const SIDE = 120
const region = { x: 16, y: 12, width: 88, height: 96 }
const middle = { x: SIDE / 2, y: SIDE / 2 }

interface Blob {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly shade: number
}

/** Something like a face: a large ellipse with spots on it, none of them in a row. */
const face: readonly Blob[] = [
  { x: 60, y: 60, radius: 46, shade: 90 },
  ...Array.from({ length: 14 }, (_, i) => ({
    x: 26 + 68 * uniformAt(7 + 1, i),
    y: 22 + 76 * uniformAt(7 + 2, i),
    radius: 3 + 6 * uniformAt(7 + 3, i),
    shade: 120 * uniformAt(7 + 4, i) - 60,
  })),
]

/** The face as a camera would take it that stands elsewhere: `place` leads from its px to those of the face. */
function taken(place: Similarity, o: { gain?: number; noise?: number; seed?: number } = {}): Uint8ClampedArray {
  const { gain = 1, noise = 0, seed = 1 } = o
  const rgba = new Uint8ClampedArray(SIDE * SIDE * 4)
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const p = moved(place, { x: x + 0.5, y: y + 0.5 })
      let light = 70
      for (const b of face) light += b.shade / (1 + Math.exp((Math.hypot(p.x - b.x, p.y - b.y) - b.radius) * 1.5))
      const value = gain * light + noise * (uniformAt(seed, y * SIDE + x) - 0.5)
      rgba.set([value, value, value, 255], 4 * (y * SIDE + x))
    }
  }
  return rgba
}

const edges = (rgba: Uint8ClampedArray) => edgesOf(rgba, SIDE, SIDE)
const fixed = edges(taken(unmoved))

/** The furthest that a place of the head lies from where it belongs, px. */
function missBy(found: Similarity, truth: Similarity): number {
  const off = followedBy(inverse(truth), found)
  const corners = [
    { x: 30, y: 30 },
    { x: 90, y: 30 },
    { x: 60, y: 95 },
  ]
  return Math.max(...corners.map((p) => Math.hypot(moved(off, p).x - p.x, moved(off, p).y - p.y)))
}

describe('laying one photo on another', () => {
  it.each([
    ['shifted', { a: 1, b: 0, dx: 5, dy: -4 }],
    ['turned', about(middle, 1, 0.06)],
    ['larger', about(middle, 1.06)],
    ['all of it', followedBy(about(middle, 0.96, -0.05), { a: 1, b: 0, dx: -4, dy: 3 })],
  ] as const)('finds how it was %s, from marks that say nothing of it', (_name, truth) => {
    const found = register(fixed, edges(taken(truth, { noise: 6 })), unmoved, region)
    expect(found.refined).toBe(true)
    expect(missBy(found.place, truth)).toBeLessThan(0.8)
  })

  it('finds its way from marks that nobody has set', () => {
    const truth = followedBy(about(middle, 0.78, 0.08), { a: 1, b: 0, dx: 14, dy: -10 })
    const found = register(fixed, edges(taken(truth, { noise: 6 })), unmoved, region, wideReach)
    expect(missBy(found.place, truth)).toBeLessThan(1)
  })

  it('does not mind another light', () => {
    const truth = { a: 1, b: 0, dx: 3, dy: 2 }
    const found = register(fixed, edges(taken(truth, { gain: 0.6, noise: 6 })), unmoved, region)
    expect(missBy(found.place, truth)).toBeLessThan(0.8)
  })

  it('stays where the marks are right already', () => {
    const truth = about(middle, 1.2, 0.3)
    const found = register(fixed, edges(taken(truth)), truth, region)
    expect(missBy(found.place, truth)).toBeLessThan(0.3)
  })

  it('keeps to the marks where the pictures have nothing in common', () => {
    const flat = new Uint8ClampedArray(SIDE * SIDE * 4).fill(128)
    expect(register(fixed, edges(flat), unmoved, region)).toMatchObject({ place: unmoved, refined: false })
    const noise = taken(unmoved, { gain: 0, noise: 200, seed: 9 })
    expect(register(fixed, edges(noise), unmoved, region).refined).toBe(false)
    const far = { a: 1, b: 0, dx: 400, dy: 0 }
    expect(register(fixed, fixed, far, region)).toMatchObject({ place: far, refined: false })
  })
})
