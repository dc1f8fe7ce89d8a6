import { describe, expect, it } from 'vitest'
import { rollDeg } from '../../src/ui/panels/capture/level.ts'

describe('the level line of the camera', () => {
  it('is level for a device that stands upright, in each way of holding it', () => {
    expect(rollDeg(90, 0, 0)).toBeCloseTo(0)
    expect(rollDeg(70, 0, 0)).toBeCloseTo(0)
    // On its side: gravity lies along the short side, and the screen is turned with it.
    expect(rollDeg(0, -90, 90)).toBeCloseTo(0)
    expect(rollDeg(0, 90, 270)).toBeCloseTo(0)
  })

  it('turns with the device, and against it on the other side', () => {
    const right = rollDeg(80, 10, 0) ?? 0
    expect(Math.abs(right)).toBeGreaterThan(1)
    expect(rollDeg(80, -10, 0)).toBeCloseTo(-right)
    expect(Math.abs(rollDeg(80, 20, 0) ?? 0)).toBeGreaterThan(Math.abs(right))
  })

  it('says nothing of a device that lies flat', () => {
    expect(rollDeg(0, 0, 0)).toBeNull()
    expect(rollDeg(8, -6, 90)).toBeNull()
  })
})
