import { describe, expect, it } from 'vitest'
import { placeBeside, type Placed, type Rect } from '../../src/ui/shell/coach/coachPlace.ts'

const room = { x: 0, y: 0, width: 1440, height: 900 }
const card = { width: 300, height: 120 }
const rect = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height })
const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
const over = ({ left, top }: Placed): Rect => ({ x: left, y: top, ...card })

describe('the card of a hint', () => {
  it('stands under its control where nothing is, with the arrow at the middle', () => {
    const target = rect(600, 300, 100, 40)
    expect(placeBeside(target, card, room)).toEqual({ left: 500, top: 354, side: 'above', arrow: 150 })
  })

  it('goes to another side, rather than over the control that stands below', () => {
    const button = rect(1150, 520, 270, 36)
    const below = rect(1150, 570, 270, 36)
    expect(placeBeside(button, card, room, [below])?.side).toBe('right')
    expect(placeBeside(button, card, room, [below, rect(900, 440, 200, 80)])?.side).toBe('below')
  })

  it('is told where there is no place at all, and stays on the screen', () => {
    const target = rect(100, 500, 1240, 40)
    expect(placeBeside(target, card, room, [rect(0, 0, 1440, 495), rect(0, 545, 1440, 355)])).toBeNull()
    const corner = placeBeside(rect(1400, 870, 30, 20), card, room)!
    expect(corner.left + card.width).toBeLessThan(1440)
    expect(corner.top + card.height).toBeLessThan(900)
  })

  it('covers nothing that it was told of, wherever things stand by chance, and points at its control', () => {
    let seed = 7
    const chance = () => (seed = (seed * 48271) % 2147483647) / 2147483647
    let found = 0
    for (let i = 0; i < 300; i++) {
      const some = () => rect(chance() * 1300, chance() * 800, 20 + chance() * 120, 20 + chance() * 80)
      const target = some()
      const free = Array.from({ length: 12 }, some)
      const placed = placeBeside(target, card, room, free)
      if (!placed) continue
      found++
      const at = over(placed)
      expect([target, ...free].some((one) => overlap(at, one))).toBe(false)
      const [from, size, start, length] =
        placed.side === 'above' || placed.side === 'below'
          ? [placed.left, card.width, target.x, target.width]
          : [placed.top, card.height, target.y, target.height]
      const arrow = from + Math.max(18, Math.min(size - 18, placed.arrow))
      expect(arrow).toBeGreaterThanOrEqual(start - 1e-9)
      expect(arrow).toBeLessThanOrEqual(start + length + 1e-9)
    }
    expect(found).toBeGreaterThan(100)
  })
})
