import type { Design } from '../core/design/design.ts'
import { dotWeights, weightSettings } from '../core/fill/dotWeights.ts'
import type { Surface } from '../core/geometry/surface.ts'
import { dotLies, type DotLies } from '../core/render/dotLies.ts'
import type { Dots } from '../core/sampling/placeDots.ts'
import { inkedTiles, type InkedTile } from './tiling.ts'

/** The dots that a design shows, sorted into tiles. */
export interface Ink {
  readonly dots: Dots
  readonly tiles: readonly InkedTile[]
  /** How many of them lie on skin that is measured. */
  readonly measured: number
}

/** Reaches of the pigments of some moments: a slider of time goes through few. */
const KEPT_REACHES = 4

interface Weighted {
  readonly placed: Dots
  readonly settings: string
  readonly dots: Dots
  readonly known: DotLies
  readonly byReach: Map<number, readonly InkedTile[]>
}

export type InkOf = (design: Design, placed: Dots, surface: Surface, reachPx: number) => Ink

/** Remembers the dots of the last design: another moment or shade lays other ink where they are. */
export function inker(): InkOf {
  let last: Weighted | null = null
  return (design, placed, surface, reachPx) => {
    const settings = weightSettings(design)
    if (last?.placed !== placed || last.settings !== settings) {
      const dots = dotWeights(placed, design, surface)
      last = { placed, settings, dots, known: dotLies(dots, surface), byReach: new Map() }
    }
    const { dots, known, byReach } = last
    const tiles = byReach.get(reachPx) ?? inkedTiles(dots, known.lies, reachPx, design)
    byReach.set(reachPx, tiles)
    const [first] = byReach.keys()
    if (byReach.size > KEPT_REACHES && first !== undefined) byReach.delete(first)
    return { dots, tiles, measured: known.measured }
  }
}
