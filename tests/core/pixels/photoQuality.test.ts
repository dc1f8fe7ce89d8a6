import { describe, expect, it } from 'vitest'
import { isBlown, isBlurred, isTooDark, photoQuality } from '../../../src/core/pixels/photoQuality.ts'
import { gaussianBlur } from '../../../src/core/pixels/gaussian.ts'
import { uniformAt } from '../../../src/core/sampling/random.ts'

const SIDE = 480
const randomAt = (seed: number, x: number, y: number) => uniformAt(seed, y * SIDE + x)
const head = { x: SIDE / 2, y: SIDE / 2, rx: 180, ry: 220 }

/** Skin with pores, stubble and a soft fall of light, as seen through a lens of a given blur; tone 0..255. */
function skin(o: { blurPx?: number; light?: number; contrast?: number; seed?: number } = {}) {
  const { blurPx = 0, light = 150, contrast = 1, seed = 1 } = o
  const tone = new Float32Array(SIDE * SIDE)
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const pores = 26 * (randomAt(seed, x, y) - 0.5) + 40 * (randomAt(seed + 1, x >> 2, y >> 2) - 0.5)
      const stubble = randomAt(seed + 2, x >> 1, y >> 1) > 0.93 ? -50 : 0
      tone[y * SIDE + x] = light * (1 - 0.2 * (x / SIDE)) + contrast * (pores + stubble)
    }
  }
  const seen = blurPx > 0 ? gaussianBlur(tone, SIDE, SIDE, blurPx) : tone
  const rgba = new Uint8ClampedArray(4 * SIDE * SIDE)
  for (let i = 0; i < seen.length; i++) rgba.set([seen[i]! * 1.1, seen[i]!, seen[i]! * 0.85, 255], 4 * i)
  return { width: SIDE, height: SIDE, rgba }
}

/** Paints the upper part of the head in one tone. */
function painted(share: number, tone: number) {
  const picture = skin()
  const until = Math.round(head.y - head.ry + 2 * head.ry * share)
  picture.rgba.fill(tone, 0, 4 * SIDE * until)
  return photoQuality(picture, head)
}

describe('how a photo was taken', () => {
  it('a clear photo of skin has nothing to say', () => {
    const quality = photoQuality(skin(), head)
    expect([isBlurred(quality), isBlown(quality), isTooDark(quality)]).toEqual([false, false, false])
  })

  it('the more it is blurred the less sharp it counts, and from 2 px it is called blurred', () => {
    const sharpness = [0, 0.7, 1.2, 2, 3, 5].map((blurPx) => photoQuality(skin({ blurPx }), head).sharpness)
    for (let i = 1; i < 4; i++) expect(sharpness[i]).toBeLessThan(sharpness[i - 1]!)
    for (const blurPx of [2, 3, 5, 9]) expect(isBlurred(photoQuality(skin({ blurPx }), head))).toBe(true)
  })

  it('dark skin, light skin and low contrast do not count as blur', () => {
    for (const light of [45, 90, 200])
      for (const contrast of [0.3, 1])
        for (const seed of [3, 4]) {
          const quality = photoQuality(skin({ light, contrast, seed }), head)
          expect(isBlurred(quality), `light ${light}, contrast ${contrast}: ${quality.sharpness}`).toBe(false)
        }
  })

  it('says which share of the head is burnt out or black', () => {
    expect(painted(0.3, 255).blownShare).toBeCloseTo(0.2, 1)
    expect(painted(0.3, 0).blackShare).toBeCloseTo(0.2, 1)
    expect(isBlown(painted(0.3, 255))).toBe(true)
    expect(isTooDark(painted(0.35, 0))).toBe(true)
  })

  it('what lies beside the head does not count', () => {
    const picture = skin()
    for (let y = 0; y < SIDE; y++) picture.rgba.fill(255, 4 * y * SIDE, 4 * (y * SIDE + 50))
    expect(photoQuality(picture, head).blownShare).toBe(0)
  })

  it('a head that reaches out of the picture is judged by what is there', () => {
    const quality = photoQuality(skin(), { x: 0, y: 0, rx: 300, ry: 300 })
    expect(isBlurred(quality)).toBe(false)
    expect(Number.isFinite(quality.sharpness)).toBe(true)
    expect(photoQuality(skin(), { x: -900, y: 0, rx: 100, ry: 100 })).toEqual({
      sharpness: 0,
      blownShare: 0,
      blackShare: 0,
    })
  })
})
