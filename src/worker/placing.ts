import { eachArea, type SingleArea } from '../core/design/areas/areas.ts'
import { surfaceOf } from '../core/design/scale/calibration.ts'
import { areaMasks, takesDots, type Design } from '../core/design/design.ts'
import { fieldMemory, placingSettings } from '../core/fill/fieldMemory.ts'
import type { Band } from '../core/geometry/points.ts'
import type { Surface } from '../core/geometry/surface.ts'
import { sumTogether } from '../core/plan/bands.ts'
import { joinDots } from '../core/sampling/joinDots.ts'
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
  const known = recent<Placed>()
  const fields = new Map<number, ReturnType<typeof fieldMemory>>()

  async function placeArea({ id, design }: SingleArea, pointSet: PointSet, turn: Turn): Promise<Placed | null> {
    const surface = surfaceOf(design)
    const key = placingKey(design, surface)
    const before = known.get(key)
    if (before) return before
    const fieldOf = fields.get(id) ?? fieldMemory()
    fields.set(id, fieldOf)
    const { field, areaCm2, dots: asked } = fieldOf(design, surface)
    const steps = placeDotsInSteps(field, { seed: design.fill.seed, surface, pointSet })
    for (;;) {
      if (!(await turn())) return null
      const step = steps.next()
      if (!step.done) continue
      const placed = { dots: step.value, areaCm2, asked }
      known.set(key, placed)
      return placed
    }
  }

  return async (design: Design, pointSet: PointSet, turn: Turn): Promise<Placed | null> => {
    const singles = eachArea(design)
    // Of several areas each has its own, and there is the whole.
    known.keep(KEPT * (singles.length === 1 ? 1 : singles.length + 1))
    const parts: Placed[] = []
    for (const single of singles) {
      const placed = await placeArea(single, pointSet, turn)
      if (!placed) return null
      parts.push(placed)
    }
    const [only] = parts
    if (only && parts.length === 1) return only
    const key = singles.map((single) => placingKey(single.design, surfaceOf(design))).join(' | ')
    const before = known.get(key)
    if (before) return before
    const whole = {
      dots: joinDots(parts.map(({ dots }) => dots)),
      areaCm2: sumTogether(
        parts.filter((_, i) => takesDots(singles[i]!.design.area.role)).map(({ areaCm2 }) => areaCm2),
      ),
      asked: sumTogether(parts.map(({ asked }) => asked)),
    }
    known.set(key, whole)
    return whole
  }
}

/** Remembers the values that were asked for or set last, as many as `keep` says. */
function recent<T>() {
  const values = new Map<string, T>()
  let most = 0
  return {
    keep(count: number): void {
      most = count
    },
    get(key: string): T | undefined {
      const value = values.get(key)
      if (value !== undefined) {
        values.delete(key)
        values.set(key, value)
      }
      return value
    },
    set(key: string, value: T): void {
      values.set(key, value)
      for (const oldest of values.keys()) {
        if (values.size <= most) break
        values.delete(oldest)
      }
    },
  }
}

/** Everything that decides where dots lie and what they are counted on; identity does not survive the way into a worker, so masks go by their bytes. */
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
