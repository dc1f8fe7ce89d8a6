import type { Rgb } from './inkModel.ts'

export interface Shade {
  readonly id: string
  readonly name: string
  /** What the bottle looks like; on skin the ink is as dark as its dilution makes it. */
  readonly swatch: string
  /** Pigment fraction of the mixed ink, 0..1. Assumed steps of a usual dilution ladder. */
  readonly concentration: number
  /** Density per channel over that of neutral carbon. Assumed. */
  readonly tint: Rgb
}

/** From dark to light, then the two greys. */
export const shades: readonly Shade[] = [
  { id: 'black', name: 'Black', swatch: '#1b1715', concentration: 1, tint: [1, 1, 1] },
  { id: 'softBlack', name: 'Soft black', swatch: '#2a2321', concentration: 0.55, tint: [1, 1, 1] },
  { id: 'neutral', name: 'Neutral dark', swatch: '#3a302d', concentration: 0.35, tint: [1, 1, 1] },
  { id: 'darkBrown', name: 'Dark brown', swatch: '#4b3c34', concentration: 0.3, tint: [0.95, 1, 1.06] },
  { id: 'brown', name: 'Brown', swatch: '#5c4a3e', concentration: 0.24, tint: [0.9, 1, 1.1] },
  { id: 'lightBrown', name: 'Light brown', swatch: '#715b4b', concentration: 0.17, tint: [0.86, 1, 1.14] },
  { id: 'coolGrey', name: 'Cool grey', swatch: '#56565c', concentration: 0.2, tint: [1.06, 1, 0.94] },
  { id: 'lightGrey', name: 'Light grey', swatch: '#7b7774', concentration: 0.1, tint: [1.02, 1, 0.98] },
]

/** Neutral dark: its strength is the solved one, the tint that of the model. */
export const defaultShade = 2

export function shadeAt(index: number): Shade {
  const shade = shades[index] ?? shades[defaultShade]
  if (!shade) throw new RangeError(`Expected a shade of 0 to ${shades.length - 1}, got ${index}.`)
  return shade
}
