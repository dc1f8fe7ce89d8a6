import type { TiledMask } from '../pixels/tiledMask.ts'
import { areaMasks, type Design } from './design.ts'
import { editedZones } from './reversal.ts'

/** A design whose masks stand in another form: coded, or as places in a list. */
export type WithMasks<M> = Recoded<Design, M>

type Recoded<T, M> = T extends TiledMask ? M : T extends object ? { readonly [K in keyof T]: Recoded<T[K], M> } : T

/** In a path: whatever is in the list. */
const EACH = '*'

/** Where the masks of a design are. */
const maskPaths: readonly (readonly string[])[] = [
  ...areaMasks.map((name) => ['areas', EACH, 'area', name]),
  ...areaMasks.map((name) => ['area', name]),
  ...areaMasks.map((name) => ['reversal', 'existing', 'area', name]),
  ...editedZones.map((name) => ['reversal', 'zoneEdits', name]),
  ['recession', 'add'],
  ['recession', 'subtract'],
]

/** The design with each of its masks in another form. */
export function withMasks<A, B>(design: WithMasks<A>, f: (mask: A) => B): WithMasks<B> {
  return mapMasks(design, (mask) => f(mask as A)) as WithMasks<B>
}

/** The same for a design that was not looked at yet: what is not there is left out. */
export function mapMasks(design: unknown, f: (mask: unknown) => unknown): unknown {
  return maskPaths.reduce((mapped, path) => mappedAt(mapped, path, f), design)
}

function mappedAt(value: unknown, path: readonly string[], f: (mask: unknown) => unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value === undefined ? value : f(value)
  if (key === EACH) return Array.isArray(value) ? value.map((item: unknown) => mappedAt(item, rest, f)) : value
  if (typeof value !== 'object' || value === null || !(key in value)) return value
  const parts = value as Readonly<Record<string, unknown>>
  return { ...parts, [key]: mappedAt(parts[key], rest, f) }
}

/** All masks of a design. */
export function masksOf(design: Design): readonly TiledMask[] {
  const masks: TiledMask[] = []
  withMasks(design, (mask: TiledMask) => masks.push(mask))
  return masks
}
