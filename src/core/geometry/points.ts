/** Upright working-copy pixels; the centre of the first pixel is at (0.5, 0.5). */
export interface PointPx {
  readonly x: number
  readonly y: number
}

/** A figure with its 90 % interval. */
export interface Band {
  readonly value: number
  readonly low: number
  readonly high: number
}

export interface RectPx {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const add = (a: PointPx, b: PointPx): PointPx => ({ x: a.x + b.x, y: a.y + b.y })
export const subtract = (a: PointPx, b: PointPx): PointPx => ({ x: a.x - b.x, y: a.y - b.y })
export const dot = (a: PointPx, b: PointPx): number => a.x * b.x + a.y * b.y
export const distance = (a: PointPx, b: PointPx): number => Math.hypot(a.x - b.x, a.y - b.y)
export const between = (a: PointPx, b: PointPx, t = 0.5): PointPx => ({
  x: a.x + (b.x - a.x) * t,
  y: a.y + (b.y - a.y) * t,
})

/**
 * To 1/64 px. Sines and powers differ between browsers in their last digits; what decides where dots lie must not.
 */
export const onGrid = (p: PointPx): PointPx => ({ x: Math.round(p.x * 64) / 64, y: Math.round(p.y * 64) / 64 })

/** The smallest rectangle over both; null where there is neither. */
export function unionOf(a: RectPx | null, b: RectPx | null): RectPx | null {
  if (!a || !b) return a ?? b
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  const width = Math.max(a.x + a.width, b.x + b.width) - x
  const height = Math.max(a.y + a.height, b.y + b.height) - y
  return { x, y, width, height }
}
