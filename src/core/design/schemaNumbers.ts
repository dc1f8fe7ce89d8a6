import * as v from 'valibot'

/** Numbers of stored designs. */

export const finite = v.pipe(v.number(), v.finite())
export const positive = v.pipe(finite, v.gtValue(0))
export const within = ([least, most]: readonly [number, number]) => v.pipe(finite, v.minValue(least), v.maxValue(most))
export const natural = v.pipe(v.number(), v.integer(), v.minValue(0))
