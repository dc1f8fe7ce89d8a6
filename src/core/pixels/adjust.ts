import { decodeSrgb, encodeSrgb } from './colour.ts'

/** How light and which white a finished picture is shown with. All zero is the picture as it was taken. */
export interface ColourBalance {
  /** Stops: light is multiplied by 2^exposureEv. */
  readonly exposureEv: number
  /** Mireds by which the light of the photo is taken to be bluer than daylight, so that the picture gets warmer. */
  readonly temperature: number
  /** Distance of that light from the Planckian locus to green, 1/3000 of CIE 1960 uv; the picture gets more magenta. */
  readonly tint: number
}

export const balanceRange = {
  exposureEv: [-2, 2],
  temperature: [-100, 100],
  tint: [-100, 100],
} as const satisfies Readonly<Record<keyof ColourBalance, readonly [number, number]>>

type Rgb = readonly [number, number, number]
interface Uv {
  readonly u: number
  readonly v: number
}

/** Of daylight D65, the white of sRGB. */
const DAYLIGHT_MIRED = 1e6 / 6504
/** Unit of tint, as in Adobe's DNG SDK (dng_temperature: 3000 to a unit of uv, green positive here). */
const TINT_SCALE = 3000

/** D65 as the white of sRGB: x .3127, y .3290. */
const daylight: Uv = uvOfLight([1, 1, 1])

function uvOf(x: number, y: number): Uv {
  const d = -2 * x + 12 * y + 3
  return { u: (4 * x) / d, v: (6 * y) / d }
}

/** The Planckian locus in CIE 1960 uv, after Krystek 1985 (within 8e-5 from 1,000 to 15,000 K; smooth beyond). */
function planckian(mired: number): Uv {
  const t = 1e6 / mired
  return {
    u: (0.860117757 + 1.54118254e-4 * t + 1.28641212e-7 * t * t) / (1 + 8.42420235e-4 * t + 7.08145163e-7 * t * t),
    v: (0.317398726 + 4.22806245e-5 * t + 4.20481691e-8 * t * t) / (1 - 2.89741816e-5 * t + 1.61456053e-7 * t * t),
  }
}

/** How far along the locus a temperature lies from daylight. */
function along(temperature: number): Uv {
  const from = planckian(DAYLIGHT_MIRED)
  const to = planckian(DAYLIGHT_MIRED - temperature)
  return { u: to.u - from.u, v: to.v - from.v }
}

/** Unit vector along the locus at daylight, to bluer light, and the one across it, to green. */
const [toBlue, toGreen] = ((): [Uv, Uv] => {
  const step = along(1)
  const length = Math.hypot(step.u, step.v)
  const blue = { u: step.u / length, v: step.v / length }
  return [blue, blue.u < 0 ? { u: blue.v, v: -blue.u } : { u: -blue.v, v: blue.u }]
})()

/** Linear sRGB of a white of luminance 1 (BT.709 primaries, IEC 61966-2-1). */
function rgbOf({ u, v }: Uv): Rgb {
  const d = 2 * u - 8 * v + 4
  const [x, y] = [(3 * u) / d, (2 * v) / d]
  const [X, Z] = [x / y, (1 - x - y) / y]
  return [
    3.2404542 * X - 1.5371385 - 0.4985314 * Z,
    -0.969266 * X + 1.8760108 + 0.041556 * Z,
    0.0556434 * X - 0.2040259 + 1.0572252 * Z,
  ]
}

function uvOfLight([r, g, b]: Rgb): Uv {
  const X = 0.4124564 * r + 0.3575761 * g + 0.1804375 * b
  const Y = 0.2126729 * r + 0.7151522 * g + 0.072175 * b
  const Z = 0.0193339 * r + 0.119192 * g + 0.9503041 * b
  return uvOf(X / (X + Y + Z), Y / (X + Y + Z))
}

const neutral = rgbOf(daylight)

/**
 * Factors on linear red, green and blue: 2^EV, and von Kries scaling of the linear sRGB channels (the coefficient law of
 * J. von Kries 1902, in sRGB's own primaries), so that what is white in the photo's light becomes neutral. Channels do not
 * mix: the change is one table per channel, the same on the screen and in a file.
 */
export function gainsOf({ exposureEv, temperature, tint }: ColourBalance): Rgb {
  const exposure = 2 ** exposureEv
  if (temperature === 0 && tint === 0) return [exposure, exposure, exposure]
  const off = along(temperature)
  const across = tint / TINT_SCALE
  const light = rgbOf({
    u: daylight.u + off.u + across * toGreen.u,
    v: daylight.v + off.v + across * toGreen.v,
  })
  const gain = (k: 0 | 1 | 2) => (exposure * neutral[k]) / light[k]
  return [gain(0), gain(1), gain(2)]
}

/**
 * The white balance under which a light becomes neutral.
 * @param light linear red, green and blue of something grey, as in the photo; none of them 0
 * @returns `inRange` is false where the sliders end before it; the values are then the nearest that they reach
 */
export function balanceFor(light: Rgb): { temperature: number; tint: number; inRange: boolean } {
  const { u, v } = uvOfLight(light)
  const target = (u - daylight.u) * toBlue.u + (v - daylight.v) * toBlue.v
  let [low, high] = balanceRange.temperature as readonly [number, number]
  // Bluer light lies further along the locus at every step of the range.
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2
    const { u: du, v: dv } = along(middle)
    if (du * toBlue.u + dv * toBlue.v < target) low = middle
    else high = middle
  }
  const temperature = (low + high) / 2
  const off = along(temperature)
  const wanted = TINT_SCALE * ((u - daylight.u - off.u) * toGreen.u + (v - daylight.v - off.v) * toGreen.v)
  const tint = Math.max(balanceRange.tint[0], Math.min(balanceRange.tint[1], wanted))
  const [least, most] = balanceRange.temperature
  const inRange = tint === wanted && temperature - least > 1e-6 && most - temperature > 1e-6
  return { temperature, tint, inRange }
}

/** The new sRGB byte of each byte: red, green, blue. */
export type ColourTables = readonly [Uint8Array, Uint8Array, Uint8Array]

/** Null where nothing changes. */
export function colourTables(balance: ColourBalance): ColourTables | null {
  const gains = gainsOf(balance)
  if (gains.every((gain) => gain === 1)) return null
  const table = (gain: number) => Uint8Array.from(decodeSrgb, (light) => encodeSrgb(light * gain))
  return [table(gains[0]), table(gains[1]), table(gains[2])]
}

/** Puts a picture's bytes through the tables, in place; alpha stays. */
export function recolour(rgba: Uint8ClampedArray, [red, green, blue]: ColourTables): void {
  for (let i = 0; i < rgba.length; i += 4) {
    rgba[i] = red[rgba[i]!]!
    rgba[i + 1] = green[rgba[i + 1]!]!
    rgba[i + 2] = blue[rgba[i + 2]!]!
  }
}
