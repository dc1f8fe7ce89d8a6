/**
 * Random numbers by place, never by order of calls. Integers, + - * / and sqrt only, so that every browser lays the
 * same dots: the exponential and the logarithm below are our own, not the engine's.
 */

/** 32 well mixed bits of a seed and an index, both taken modulo 2^32. */
export function hash(seed: number, index: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b)
  h = ((h ^ (h >>> 15)) + index) | 0
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return (h ^ (h >>> 16)) >>> 0
}

/** A number in [0, 1). */
export const uniformAt = (seed: number, index: number): number => hash(seed, index) / 2 ** 32

/** Standard normal quantiles of (i + 128.5) / 256, i = 0..127: the upper half of a symmetric table. */
// prettier-ignore
const upperQuantiles = [
  0.0049, 0.0147, 0.0245, 0.0343, 0.0441, 0.0539, 0.0637, 0.0735, 0.0833, 0.0932, 0.103, 0.1128, 0.1227, 0.1326,
  0.1425, 0.1524, 0.1623, 0.1722, 0.1821, 0.1921, 0.2021, 0.2121, 0.2221, 0.2322, 0.2422, 0.2523, 0.2625, 0.2726,
  0.2828, 0.293, 0.3032, 0.3135, 0.3238, 0.3341, 0.3445, 0.3549, 0.3654, 0.3758, 0.3864, 0.3969, 0.4076, 0.4182,
  0.4289, 0.4397, 0.4505, 0.4614, 0.4723, 0.4833, 0.4943, 0.5054, 0.5166, 0.5278, 0.5391, 0.5504, 0.5618, 0.5734,
  0.5849, 0.5966, 0.6083, 0.6202, 0.6321, 0.6441, 0.6562, 0.6684, 0.6806, 0.693, 0.7055, 0.7182, 0.7309, 0.7437,
  0.7567, 0.7698, 0.7831, 0.7964, 0.81, 0.8236, 0.8374, 0.8514, 0.8656, 0.8799, 0.8944, 0.9091, 0.924, 0.9391,
  0.9545, 0.97, 0.9858, 1.0019, 1.0182, 1.0348, 1.0516, 1.0688, 1.0863, 1.1041, 1.1223, 1.1409, 1.1599, 1.1793,
  1.1992, 1.2195, 1.2404, 1.2618, 1.2838, 1.3064, 1.3298, 1.3539, 1.3788, 1.4045, 1.4313, 1.4591, 1.4881, 1.5184,
  1.5502, 1.5836, 1.6189, 1.6563, 1.6962, 1.739, 1.7853, 1.8357, 1.8912, 1.9533, 2.024, 2.1066, 2.2066, 2.3352,
  2.5205, 2.8856,
]

/** Quantile of the standard normal for byte 0..255. */
function normalOfByte(byte: number): number {
  return byte < 128 ? -(upperQuantiles[127 - byte] ?? 0) : (upperQuantiles[byte - 128] ?? 0)
}

/** e^x for |x| <= 4, relative error below 1e-9. */
export function exponential(x: number): number {
  const t = x / 64
  let e = 1 + t * (1 + (t / 2) * (1 + (t / 3) * (1 + (t / 4) * (1 + t / 5))))
  for (let i = 0; i < 6; i++) e *= e
  return e
}

/** ln(1 + x) for 0 <= x <= 1, absolute error below 1e-6. */
function logarithmOf1Plus(x: number): number {
  const t = x / (2 + x)
  const t2 = t * t
  return 2 * t * (1 + t2 * (1 / 3 + t2 * (1 / 5 + t2 * (1 / 7 + t2 * (1 / 9 + t2 / 11)))))
}

/**
 * Quantiles of a log-normal of mean 1 for bytes 0..255.
 * @param cv coefficient of variation, 0..1
 */
export function logNormalTable(cv: number): Float32Array {
  if (!(cv >= 0 && cv <= 1)) throw new RangeError(`Expected a coefficient of variation of 0 to 1, got ${cv}.`)
  const variance = logarithmOf1Plus(cv * cv)
  const sigma = Math.sqrt(variance)
  return Float32Array.from({ length: 256 }, (_, byte) => exponential(sigma * normalOfByte(byte) - variance / 2))
}

/** Which byte of hash(seed, id) draws what. Bits 16-31 are free for looks that no count depends on. */
export const diameterByte = (bits: number): number => bits & 255
export const strengthByte = (bits: number): number => (bits >>> 8) & 255
