import { useEffect, useState } from 'react'

/** Lying this flat, a device has no level: the share of gravity along its screen. */
const LEAST_UPRIGHT = 0.35
/** Within this a camera is held level. */
export const LEVEL_DEG = 1.5

/**
 * How far a device is turned round the line of sight, degrees, clockwise positive: the turn of the horizon on its screen. Null
 * where it lies too flat to say.
 * @param betaDeg front to back, @param gammaDeg left to right, as in DeviceOrientationEvent
 * @param screenDeg how the screen's content is turned against the device
 */
export function rollDeg(betaDeg: number, gammaDeg: number, screenDeg: number): number | null {
  const beta = (betaDeg * Math.PI) / 180
  const gamma = (gammaDeg * Math.PI) / 180
  // Where up is, in the device's own axes.
  const x = -Math.cos(beta) * Math.sin(gamma)
  const y = Math.sin(beta)
  if (Math.hypot(x, y) < LEAST_UPRIGHT) return null
  const turn = (Math.atan2(x, y) * 180) / Math.PI - screenDeg
  return turn - 360 * Math.round(turn / 360)
}

/** Safari asks the person first, and only while a button is pressed. */
export function askForLevel(): void {
  const asking = globalThis.DeviceOrientationEvent as unknown as
    { requestPermission?: () => Promise<string> } | undefined
  asking?.requestPermission?.().catch(() => {})
}

/** The turn of the horizon while a device tells it; null without such a device. */
export function useRoll(): number | null {
  const [roll, setRoll] = useState<number | null>(null)
  useEffect(() => {
    const follow = ({ beta, gamma }: DeviceOrientationEvent) => {
      if (beta === null || gamma === null) return
      const turn = rollDeg(beta, gamma, screen.orientation?.angle ?? 0)
      setRoll(turn === null ? null : Math.round(turn * 2) / 2)
    }
    addEventListener('deviceorientation', follow)
    return () => removeEventListener('deviceorientation', follow)
  }, [])
  return roll
}
