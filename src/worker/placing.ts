import { planeOf } from '../core/design/faceScale.ts'
import { areaMasks, type Design } from '../core/design/design.ts'
import { fieldMemory, placingSettings } from '../core/fill/fieldMemory.ts'
import type { Band } from '../core/geometry/points.ts'
import type { Surface } from '../core/geometry/surface.ts'
import { placeDotsInSteps, type Dots } from '../core/sampling/placeDots.ts'
import type { PointSet } from '../core/sampling/rankedSet.ts'
import type { TiledMask } from '../core/pixels/tiledMask.ts'
import { fingerprint } from './fingerprint.ts'
import type { Turn } from './turns.ts'

/** The dots of a design over all sittings, its area, and how many dots it asks for on the skin. */
export interface Placed {
  readonly dots: Dots
  readonly areaCm2: Band
  readonly asked: Band
}

/** Two designs beside each other, the one being edited, and the one before. */
const KEPT = 4

/** Places dots and remembers the last few designs' dots, so that a change of ink alone only redraws. */
export function placer() {
  const known = new Map<string, Placed>()
  const fieldOf = fieldMemory()
  return async (design: Design, pointSet: PointSet, turn: Turn): Promise<Placed | null> => {
    const surface = planeOf(design)
    const key = placingKey(design, surface)
    const before = known.get(key)
    if (before) {
      known.delete(key)
      known.set(key, before)
      return before
    }
    const { field, areaCm2, dots: asked } = fieldOf(design, surface)
    const steps = placeDotsInSteps(field, { seed: design.fill.seed, surface, pointSet })
    for (;;) {
      if (!(await turn())) return null
      const step = steps.next()
      if (!step.done) continue
      const placed = { dots: step.value, areaCm2, asked }
      known.set(key, placed)
      const oldest = known.keys().next().value
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest)
      return placed
    }
  }
}

/** Everything that decides where dots lie; identity does not survive the way into a worker, so masks go by their bytes. */
export function placingKey(design: Design, surface: Surface): string {
  return [placingSettings(design, surface), ...areaMasks.map((name) => maskKey(design.area[name]))].join()
}

const maskKeys = new WeakMap<TiledMask, string>()

/** Equal for masks of equal bytes; those that came again are the same objects (knownParts.ts). */
export function maskKey(mask: TiledMask): string {
  const known = maskKeys.get(mask)
  if (known !== undefined) return known
  const keys = [...mask.tiles.keys()].toSorted((x, y) => x - y)
  const made = `${keys.join()}:${fingerprint(keys.map((key) => mask.tiles.get(key)!))}`
  maskKeys.set(mask, made)
  return made
}
