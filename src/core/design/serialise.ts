import * as v from 'valibot'
import { decodeMask, decodeTile, encodeMask, encodeTile } from '../pixels/maskRuns.ts'
import { emptyMask, MASK_TILE, type TiledMask } from '../pixels/tiledMask.ts'
import type { Design } from './design.ts'
import { MOST_AREAS } from './areas/areas.ts'
import { masksOf, withMasks, type WithMasks } from './designMasks.ts'
import type { History, HistoryEntry } from './history.ts'
import { planSchema, reversalSettings } from './plannedSchema.ts'
import { nothingPlanned } from './plannedWork.ts'
import {
  adjustmentsSchema,
  areaSettings,
  fillSchema,
  hairlineSchema,
  headSchema,
  inkKind,
  linesSchema,
  marksSchema,
  measuresSchema,
  maskSide,
  lossStage,
  photoSchema,
  scaleSchema,
  tileBytes,
  tileKey,
} from './schema.ts'

/** Version of the stored form; a reader refuses what is newer. */
export const DESIGN_FORMAT = 1

/** A stored design or history that cannot be read: damaged, or of a newer version. */
export class DesignFormatError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DesignFormatError'
  }
}

const maskRecord = v.object({ width: maskSide, height: maskSide, tiles: v.array(v.tuple([tileKey, tileBytes])) })

const areaBody = <M extends v.GenericSchema>(mask: M) =>
  v.object({
    ...areaSettings,
    add: mask,
    subtract: mask,
    exclude: mask,
    // Absent in designs of the first version.
    more: v.optional(mask),
    less: v.optional(mask),
  })

/** No two of one id, and one in hand. */
const areasBody = <M extends v.GenericSchema>(mask: M) =>
  v.pipe(
    v.array(v.object({ id: v.pipe(tileKey, v.minValue(1)), area: v.nullable(areaBody(mask)) })),
    v.minLength(2),
    v.maxLength(MOST_AREAS),
    v.check((slots) => new Set(slots.map(({ id }) => id)).size === slots.length, 'Expected an id for each area'),
    v.check((slots) => slots.filter(({ area }) => area === null).length === 1, 'Expected one area in hand'),
    v.check((slots) => slots.filter(({ area }) => area?.proposed).length < 2, 'Expected one proposed area at most'),
  )

const reversalBody = <M extends v.GenericSchema>(mask: M) =>
  v.object({
    ...reversalSettings,
    existing: v.object({
      kind: inkKind,
      hairline: hairlineSchema,
      area: areaBody(mask),
      fill: fillSchema,
      // Absent where its line is laid.
      inHand: v.optional(v.literal(true)),
    }),
    zoneEdits: v.object({ remove: mask, keep: mask }),
  })

const designBody = <M extends v.GenericSchema>(mask: M) =>
  v.object({
    photo: photoSchema,
    marks: marksSchema,
    scale: scaleSchema,
    // Absent in designs from before heads were fitted.
    head: v.optional(headSchema),
    hairline: hairlineSchema,
    area: areaBody(mask),
    fill: fillSchema,
    // Absent in designs from before reversals, recession and planned dates.
    reversal: v.optional(v.nullable(reversalBody(mask)), null),
    recession: v.optional(v.object({ stage: lossStage, add: mask, subtract: mask })),
    plan: v.optional(planSchema, nothingPlanned),
    // Absent where the photo is shown as it was taken.
    adjustments: v.optional(adjustmentsSchema),
    // Absent where the hairline is the only line and has no name.
    lines: v.optional(linesSchema),
    // Absent where there is one area.
    areas: v.optional(areasBody(mask)),
    // Absent where nothing was measured.
    measures: v.optional(measuresSchema),
  })

const designRecord = v.object({ format: v.literal(DESIGN_FORMAT), design: designBody(maskRecord) })

/** A design as it may be stored: older ones lack some masks. */
type StoredArea<M> = Omit<WithMasks<M>['area'], 'more' | 'less'> & {
  readonly more?: M | undefined
  readonly less?: M | undefined
}
type StoredReversal<M> = Omit<NonNullable<WithMasks<M>['reversal']>, 'existing'> & {
  readonly existing: Omit<NonNullable<WithMasks<M>['reversal']>['existing'], 'area'> & { readonly area: StoredArea<M> }
}
type Stored<M> = Omit<WithMasks<M>, 'area' | 'areas' | 'reversal' | 'recession'> & {
  readonly area: StoredArea<M>
  readonly areas?: readonly { readonly id: number; readonly area: StoredArea<M> | null }[] | undefined
  readonly reversal: StoredReversal<M> | null
  readonly recession?: WithMasks<M>['recession'] | undefined
}

/** Coded tiles by key. */
export interface MaskRecord {
  readonly width: number
  readonly height: number
  readonly tiles: readonly (readonly [key: number, bytes: Uint8Array])[]
}

/** A design as plain values: numbers, strings, and bytes for the coded tiles of its masks. */
export interface DesignRecord {
  readonly format: typeof DESIGN_FORMAT
  readonly design: WithMasks<MaskRecord>
}

const index = tileKey

/** What a stored undo step says beside its design. */
export const stepSchema = {
  label: v.string(),
  mergeKey: v.optional(v.string()),
  // Absent in steps from before those of a visit were told apart.
  order: v.optional(index),
  // Absent where as many steps can be taken back as are kept, and in steps from before that was written.
  reach: v.optional(index),
  snapshot: v.optional(
    v.variant('kind', [
      v.object({ kind: v.literal('delete'), id: v.string() }),
      v.object({ kind: v.literal('rename'), id: v.string(), from: v.string(), to: v.string() }),
    ]),
  ),
}

/** The same of a step, without what it lacks. */
export const stepToRecord = ({ label, mergeKey, order, reach, snapshot }: StepRecord): StepRecord => ({
  label,
  ...(mergeKey !== undefined && { mergeKey }),
  ...(order !== undefined && { order }),
  ...(reach !== undefined && { reach }),
  ...(snapshot && { snapshot }),
})
export type StepRecord = Omit<HistoryEntry, 'design'>

const historyRecord = v.object({
  format: v.literal(DESIGN_FORMAT),
  /** Coded tiles; each one once, however many masks share it. */
  tiles: v.array(tileBytes),
  masks: v.array(v.object({ width: maskSide, height: maskSide, keys: v.array(tileKey), tiles: v.array(index) })),
  entries: v.pipe(v.array(v.object({ ...stepSchema, design: designBody(index) })), v.minLength(1)),
  at: index,
  // Absent where nothing is undone, and in histories from before the steps of a visit were told apart.
  undone: v.optional(v.array(index)),
})

/** A mask by the places of its tiles in a history's list of them. */
interface PooledMask {
  readonly width: number
  readonly height: number
  readonly keys: readonly number[]
  readonly tiles: readonly number[]
}

/** A history as plain values. Masks and tiles that are one object in memory are stored once and come back as one. */
export interface HistoryRecord {
  readonly format: typeof DESIGN_FORMAT
  readonly tiles: readonly Uint8Array[]
  readonly masks: readonly PooledMask[]
  readonly entries: readonly (StepRecord & { readonly design: WithMasks<number> })[]
  readonly at: number
  readonly undone?: readonly number[]
}

export function designToJson(design: Design): DesignRecord {
  const mask = (m: TiledMask): MaskRecord => ({ width: m.width, height: m.height, tiles: encodeMask(m) })
  return { format: DESIGN_FORMAT, design: withMasks(design, mask) }
}

/** @throws DesignFormatError */
export function designFromJson(record: unknown): Design {
  const { design } = parse(designRecord, record, 'design')
  return read(() => designOf(design, (m) => decodeMask(m.width, m.height, m.tiles)))
}

export function historyToRecord(history: History): HistoryRecord {
  const tiles = new Pool<Uint8Array, Uint8Array>(encodeTile)
  const masks = new Pool<TiledMask, PooledMask>((mask) => {
    const sorted = [...mask.tiles].toSorted(([a], [b]) => a - b)
    return {
      width: mask.width,
      height: mask.height,
      keys: sorted.map(([key]) => key),
      tiles: sorted.map(([, tile]) => tiles.indexOf(tile)),
    }
  })
  const entries = history.entries.map(({ design, ...step }) => ({
    ...stepToRecord(step),
    design: withMasks(design, (mask) => masks.indexOf(mask)),
  }))
  const { at, undone } = history
  return { format: DESIGN_FORMAT, tiles: tiles.values, masks: masks.values, entries, at, ...(undone && { undone }) }
}

/** @throws DesignFormatError */
export function historyFromRecord(record: unknown): History {
  const stored = parse(historyRecord, record, 'history')
  return read(() => {
    if (stored.at >= stored.entries.length) throw new RangeError(`Expected an entry at ${stored.at}.`)
    const tiles = stored.tiles.map(decodeTile)
    const masks = stored.masks.map((m): TiledMask => {
      if (m.keys.length !== m.tiles.length) throw new RangeError('Expected as many keys as tiles in a mask.')
      const count = Math.ceil(m.width / MASK_TILE) * Math.ceil(m.height / MASK_TILE)
      const key = (at: number) => (at < count ? at : fail(`Expected a tile key below ${count}, got ${at}.`))
      const tile = (at: number) => tiles[at] ?? fail(`Expected a tile at ${at}.`)
      return {
        width: m.width,
        height: m.height,
        tiles: new Map(m.keys.map((k, i) => [key(k), tile(m.tiles[i] ?? -1)])),
      }
    })
    const entries = stored.entries.map((entry) => ({
      ...entry,
      design: designOf(entry.design, (at) => masks[at] ?? fail(`Expected a mask at ${at}.`)),
    }))
    const { at, undone } = stored
    return { entries, at, ...(undone && { undone }) }
  })
}

function fail(message: string): never {
  throw new RangeError(message)
}

/** Numbers objects in the order in which they are first met. */
class Pool<K, V> {
  readonly values: V[] = []
  readonly #indices = new Map<K, number>()
  constructor(private readonly code: (key: K) => V) {}
  indexOf(key: K): number {
    const known = this.#indices.get(key)
    if (known !== undefined) return known
    const value = this.code(key)
    const at = this.values.push(value) - 1
    this.#indices.set(key, at)
    return at
  }
}

/** A design as it was stored, with its masks, and what it lacks empty. */
function designOf<M>(stored: Stored<M>, maskOf: (coded: M) => TiledMask): Design {
  const { width, height } = stored.photo
  const none = emptyMask(width, height)
  const design: Design = withMasks(completed(stored), (coded) => (coded === null ? none : maskOf(coded)))
  for (const mask of masksOf(design)) {
    if (mask.width === width && mask.height === height) continue
    fail(`Expected masks of ${width} x ${height} px, got ${mask.width} x ${mask.height}.`)
  }
  return design
}

function completed<M>(stored: Stored<M>): WithMasks<M | null> {
  const { areas, ...rest } = stored
  const { reversal, recession } = stored
  const area = (drawn: StoredArea<M>) => ({ ...drawn, more: drawn.more ?? null, less: drawn.less ?? null })
  return {
    ...rest,
    area: area(stored.area),
    ...(areas && { areas: areas.map((slot) => ({ ...slot, area: slot.area && area(slot.area) })) }),
    reversal: reversal && { ...reversal, existing: { ...reversal.existing, area: area(reversal.existing.area) } },
    recession: recession ?? { stage: null, add: null, subtract: null },
  }
}

function parse<S extends v.GenericSchema>(schema: S, record: unknown, what: string): v.InferOutput<S> {
  const result = v.safeParse(schema, record)
  if (result.success) return result.output
  const [issue] = result.issues
  const path = v.getDotPath(issue) ?? ''
  throw new DesignFormatError(`A stored ${what} cannot be read at "${path}": ${issue.message}`, { cause: issue })
}

function read<T>(reader: () => T): T {
  try {
    return reader()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new DesignFormatError(`A stored design is damaged. ${error.message}`, { cause: error })
  }
}
