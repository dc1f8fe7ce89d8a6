import { describe, expect, it } from 'vitest'
import type { Marks } from '../../../src/core/design/design.ts'
import { marksOn } from '../../../src/core/design/scale/foundFace.ts'
import { inOutline, outlineFrame, outlinePolygon } from '../../../src/core/design/head/headOutline.ts'
import { proposeMarks } from '../../../src/core/design/scale/marks.ts'
import { searchOutline, type LookedAt } from '../../../src/core/design/head/outlineSearch.ts'
import { distance, type PointPx } from '../../../src/core/geometry/points.ts'
import { dice } from '../../fixtures/syntheticHeads.ts'
import { someFace } from '../../fixtures/someFace.ts'

const [WIDTH, HEIGHT, PX] = [400, 560, 5]
/** Low on the photo, so that a bowed head has room above its face. */
const down = (p: PointPx): PointPx => ({ x: p.x, y: p.y + 750 })
const upright = someFace()
const face = someFace({
  glabella: down(upright.glabella),
  chin: down(upright.chin),
  right: { corner: down(upright.right.corner), pupil: down(upright.right.pupil) },
  left: { corner: down(upright.left.corner), pupil: down(upright.left.pupil) },
})
/** Marks as they are laid on the eyes: the head has the proportions of an upright one. */
const guess = marksOn(face, WIDTH * PX, HEIGHT * PX)

/** A head on that face, by its height over the chin and its breadth in those of the guess. */
function headOf(tall: number, broad: number): Marks {
  const { rx, ry, ...outline } = guess.outline
  const centre = outlineFrame(guess).toPhoto({ x: 0, y: ry * (tall - 1) })
  return { ...guess, outline: { ...outline, centre, rx: rx * broad, ry: ry * tall } }
}

interface Scene {
  readonly backdrop: readonly number[]
  /** Colour of hair over the forehead; bald without. */
  readonly hair?: readonly number[]
  /** Pictures, plants and edges behind the head. */
  readonly busy?: boolean
}

const skin = [206, 160, 134]

function photoOf(head: Marks, { backdrop, hair = skin, busy = false }: Scene): LookedAt {
  const { uniform, normal } = dice(11)
  const things = Array.from({ length: busy ? 40 : 0 }, () => ({
    x: uniform() * WIDTH,
    y: uniform() * HEIGHT,
    r: 12 + 30 * uniform(),
    by: normal(0, 22),
  }))
  const rgba = new Uint8ClampedArray(WIDTH * HEIGHT * 4)
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const at = { x: x + 0.5, y: y + 0.5 }
      const { x: u, y: v } = inOutline(head, { x: at.x * PX, y: at.y * PX })
      const n = head.outline.squareness
      const beyond = ((Math.abs(u) ** n + Math.abs(v) ** n) ** (1 / n) - 1) * (head.outline.rx / PX)
      const cover = Math.max(0, Math.min(1, 0.5 - beyond))
      const tone = things.reduce((sum, t) => (distance(t, at) < t.r ? sum + t.by : sum), 25 * (x / WIDTH - 0.5))
      const isHair = v > 0.55 || (v > 0 && Math.abs(u) > 0.86)
      const noise = normal(0, 4)
      for (let k = 0; k < 3; k++) {
        const behind = backdrop[k]! + tone
        rgba[(y * WIDTH + x) * 4 + k] = behind + ((isHair ? hair : skin)[k]! - behind) * cover + noise
      }
      rgba[(y * WIDTH + x) * 4 + 3] = 255
    }
  return { width: WIDTH, height: HEIGHT, rgba, px: PX }
}

/** How far an outline lies off the head above the ears at most, px of the small photo. */
function offRim(photo: LookedAt, head: Marks, marks: Marks = guess): number {
  const outline = searchOutline(photo, marks)
  if (!outline) return Infinity
  const truth = outlinePolygon(head, 360)
  const rim = outlinePolygon({ ...marks, outline }).slice(15, 76)
  return Math.max(...rim.map((p) => Math.min(...truth.map((q) => distance(p, q))))) / PX
}

const wall = [128, 130, 133]
const dark = [52, 40, 34]

describe('the outline on a face that was found', () => {
  it.each([
    ['upright', 1, 1],
    ['broad', 1.05, 1.15],
    ['bowed a little', 1.15, 1.05],
    ['bowed as for a photo of its hairline', 1.32, 1.05],
    ['bowed so far that the crown is seen', 1.5, 1.1],
  ])('lies on the rim of a head that is %s, unasked', (_, tall, broad) => {
    const head = headOf(tall, broad)
    expect(offRim(photoOf(head, { backdrop: wall }), head)).toBeLessThan(1.5)
  })

  it.each([
    ['before a wall', { backdrop: wall, hair: dark }],
    ['before a room', { backdrop: [150, 140, 120], hair: dark, busy: true }],
  ])('lies on the rim of hair and not on the hairline, %s', (_, scene) => {
    const head = headOf(1.2, 1.12)
    expect(offRim(photoOf(head, scene), head)).toBeLessThan(2)
  })

  it('is not made up: without an edge, or before a room of the same tones, nothing is found', () => {
    const head = headOf(1.3, 1.05)
    expect(searchOutline(photoOf(head, { backdrop: skin }), guess)).toBeNull()
    expect(searchOutline(photoOf(head, { backdrop: skin, busy: true }), guess)).toBeNull()
  })

  it('stays where a hand has laid it on the rim', () => {
    const head = headOf(1.3, 1.05)
    const photo = photoOf(head, { backdrop: wall })
    const { radii, ...bare } = searchOutline(photo, head)!
    expect(bare).toEqual(head.outline)
    for (const factor of radii!.slice(4, 33)) expect(Math.abs(factor - 1)).toBeLessThan(0.015)
  })
})

describe('the outline where no face was found', () => {
  it('lies on the rim of a smaller head too', () => {
    const head = headOf(1.32, 1.05)
    const proposed = proposeMarks(WIDTH * PX, HEIGHT * PX)
    const { outline } = proposed
    const small = { ...proposed, outline: { ...outline, rx: outline.rx * 0.72, ry: outline.ry * 0.75 } }
    expect(offRim(photoOf(small, { backdrop: wall }), small, proposed)).toBeLessThan(1.5)
    expect(searchOutline(photoOf(head, { backdrop: skin, busy: true }), proposed)).toBeNull()
  })
})
