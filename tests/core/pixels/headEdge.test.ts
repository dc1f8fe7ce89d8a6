import { describe, expect, it } from 'vitest'
import { findHeadEdge, type SmallPhoto } from '../../../src/core/pixels/headEdge.ts'

const centre = { x: 190, y: 260 }
const rim = Array.from({ length: 72 }, (_, i) => {
  const angle = (2 * Math.PI * i) / 72
  return { x: centre.x + 110 * Math.cos(angle), y: centre.y - 150 * Math.sin(angle) }
})

/** How far a head reaches, of the way to the rim, at an angle from the patient's left over the top. */
const shape = (angle: number) => 1 + 0.07 * Math.sin(2 * angle) - 0.05 * Math.cos(3 * angle)

/** A head of that shape on a backdrop that grows lighter to one side, with noise. */
function photoOf(o: {
  skin: readonly number[]
  backdrop: readonly number[]
  noise?: number
  ears?: boolean
}): SmallPhoto {
  const { skin, backdrop, noise = 8, ears = false } = o
  const width = 380
  const height = 520
  const rgba = new Uint8ClampedArray(width * height * 4)
  let state = 7
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 - 0.5
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = (x + 0.5 - centre.x) / 110
      const v = (centre.y - y - 0.5) / 150
      const beyond = (Math.hypot(u, v) - shape(Math.atan2(v, u))) * 110
      const isEar = ears && Math.abs(Math.abs(u) - 1.05) < 0.2 && Math.abs(v) < 0.2
      const cover = isEar ? 1 : Math.max(0, Math.min(1, 0.5 - beyond))
      for (let k = 0; k < 3; k++) {
        const behind = backdrop[k]! + 30 * (x / width - 0.5)
        rgba[(y * width + x) * 4 + k] = behind + (skin[k]! - behind) * cover + noise * 2 * random()
      }
      rgba[(y * width + x) * 4 + 3] = 255
    }
  }
  return { width, height, rgba }
}

const skin = [214, 172, 148]
const upper = Array.from({ length: 27 }, (_, i) => i + 5)

describe('the edge of a head', () => {
  it.each([
    ['a grey wall', [128, 130, 133]],
    ['a white wall', [236, 236, 234]],
    ['a dark cloth', [30, 28, 34]],
  ])('is found to half a pixel over the top before %s', (_, backdrop) => {
    const { factors, found } = findHeadEdge(photoOf({ skin, backdrop }), centre, rim)
    expect(found).toBe(true)
    for (const i of upper) expect(Math.abs(factors[i]! - shape((i * Math.PI) / 36)) * 110).toBeLessThan(0.6)
  })

  it('is the same each time it is looked for', () => {
    const photo = photoOf({ skin, backdrop: [128, 130, 133] })
    expect(findHeadEdge(photo, centre, rim)).toEqual(findHeadEdge(photo, centre, rim))
  })

  it('is not made up before a backdrop of the same tone: the outline stays as it is', () => {
    const photo = photoOf({ skin, backdrop: [211, 171, 149], noise: 12 })
    const { factors, confidence, found } = findHeadEdge(photo, centre, rim)
    expect(found).toBe(false)
    expect(Math.max(...confidence)).toBeLessThan(0.3)
    for (const factor of factors) expect(factor).toBeCloseTo(1, 2)
  })

  it('is not made up where the photo ends before the head does', () => {
    const { width, height, rgba } = photoOf({ skin, backdrop: [128, 130, 133] })
    const from = 130
    const cut = { width, height: height - from, rgba: rgba.slice(from * width * 4) }
    const up = (p: { x: number; y: number }) => ({ x: p.x, y: p.y - from })
    const { found, confidence } = findHeadEdge(cut, up(centre), rim.map(up))
    expect(found).toBe(false)
    expect(confidence[18]).toBe(0)
  })

  it('does not jump out to the ears, and stays at the neck', () => {
    const { factors, found } = findHeadEdge(photoOf({ skin, backdrop: [128, 130, 133], ears: true }), centre, rim)
    expect(found).toBe(true)
    for (const i of [0, 1, 2, 34, 35, 36]) expect(factors[i]!).toBeLessThan(1.12)
    for (const i of upper) expect(Math.abs(factors[i]! - shape((i * Math.PI) / 36)) * 110).toBeLessThan(0.8)
    expect(factors[54]).toBeCloseTo(1, 1)
  })

  it('turns smoothly from ray to ray, where it is seen and where it is not', () => {
    const { factors } = findHeadEdge(photoOf({ skin, backdrop: [128, 130, 133] }), centre, rim)
    factors.forEach((factor, i) => expect(Math.abs(factor - factors[(i + 1) % 72]!)).toBeLessThan(0.03))
  })
})
