import type { Design } from '../core/design/design.ts'
import { dotWeights, weightSettings } from '../core/fill/dotWeights.ts'
import type { Surface } from '../core/geometry/surface.ts'
import { dotLies, type DotLies } from '../core/render/dotLies.ts'
import type { Dots } from '../core/sampling/placeDots.ts'
import { inkedTiles, sortDots, type DotSorting, type InkedTile } from './tiling.ts'

/** The dots that a design shows, sorted into tiles. */
export interface Ink {
  readonly dots: Dots
  readonly tiles: readonly InkedTile[]
  /** How many of them lie on skin that is measured. */
  readonly measured: number
}

/** Reaches of the pigments of some moments: a slider of time goes through few. */
const KEPT_REACHES = 4

interface Shown {
  readonly placed: Dots
  readonly settings: string
  readonly known: DotLies
  readonly byReach: Map<number, DotSorting>
}

interface Weighted {
  readonly shown: Shown
  readonly patchiness: number
  readonly dots: Dots
  readonly byReach: Map<number, readonly InkedTile[]>
}

export type InkOf = (design: Design, placed: Dots, surface: Surface, reachPx: number) => Ink

/**
 * Remembers the dots of the last design: another moment or shade lays other ink where they are, and shedding scabs change
 * their ink alone.
 */
export function inker(): InkOf {
  let last: Weighted | null = null
  return (design, placed, surface, reachPx) => {
    const { settings, patchiness } = weightSettings(design)
    const before = last?.shown.placed === placed && last.shown.settings === settings ? last : null
    if (!before || before.patchiness !== patchiness) {
      const dots = dotWeights(placed, design, surface)
      const shown = before?.shown ?? { placed, settings, known: dotLies(dots, surface), byReach: new Map() }
      last = { shown, patchiness, dots, byReach: new Map() }
    }
    const { shown, dots, byReach } = last!
    const sorting = () => remembered(shown.byReach, reachPx, () => sortDots(dots, reachPx, design))
    const tiles = remembered(byReach, reachPx, () => inkedTiles(dots, shown.known, sorting()))
    return { dots, tiles, measured: shown.known.measured }
  }
}

function remembered<T>(known: Map<number, T>, reachPx: number, make: () => T): T {
  const value = known.get(reachPx) ?? make()
  known.set(reachPx, value)
  const [first] = known.keys()
  if (known.size > KEPT_REACHES && first !== undefined) known.delete(first)
  return value
}
