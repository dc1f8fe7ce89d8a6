import { areaSlots, inHandLike, sameAreas } from './areas.ts'
import { hasReversal, withReversal } from './reversal.ts'
import type { AreaDesign, Design, FillSettings, Hairline } from './design.ts'
import { sameDesign } from './history.ts'
import { currentId, isFree, isHairline, linesOf, lineOf, withLines, type FreeLine, type Line } from './lines.ts'

/** What a design is made of as the artist sees it, one above the other. */
export type LayerId = 'photo' | 'existing' | 'area' | 'exclusions' | 'dots' | 'guides' | LineLayer
export type LineLayer = `line${number}`

export const lineLayer = (id: number): LineLayer => `line${id}`

/** The line of a layer, null where it is no line. */
export function lineIdOf(layer: LayerId): number | null {
  const found = /^line(\d+)$/.exec(layer)
  return found ? Number(found[1]) : null
}

/** The layers that a design has, the topmost first: none that nothing is behind. */
export function layersOf(design: Design): readonly LayerId[] {
  const { area, fill } = design
  const lines = linesOf(design).toReversed()
  const of = (group: readonly Line[]) => group.map((line) => lineLayer(line.id))
  const hasOwnArea = areaSlots(design).some(({ area: other }) => isCovered(other ?? area))
  return [
    'guides',
    ...of(lines.filter(isHairline)),
    ...of(lines.filter(isFree)),
    ...(fill.filled ? (['dots'] as const) : []),
    ...(area.exclude.tiles.size > 0 ? (['exclusions'] as const) : []),
    ...(hasOwnArea ? (['area'] as const) : []),
    ...(hasReversal(design) ? (['existing'] as const) : []),
    'photo',
  ]
}

/** Layers that can be locked. Guides take no edits, and what belongs to the photo is redone and never deleted. */
export const canLock = (layer: LayerId): boolean => layer !== 'photo' && layer !== 'guides'

/**
 * An edited design with all locked layers as they were, and which of them it would have changed. A line keeps its shape and
 * is not deleted, but may be named, moved among the others and made current; dots keep all settings but the time at which
 * they are looked at. A layer that the design did not have yet is not locked.
 */
export function withLocksKept(
  before: Design,
  after: Design,
  locked: ReadonlySet<LayerId>,
): { readonly design: Design; readonly kept: readonly LayerId[] } {
  const here = layersOf(before).filter((layer) => locked.has(layer) && canLock(layer))
  let design = after
  const kept = here.filter((layer) => {
    const restored = withLayerOf(before, design, layer)
    const changed = restored !== design
    design = restored
    return changed
  })
  return { design: kept.length > 0 && sameDesign(design, before) ? before : design, kept }
}

/** The design with a layer as another one has it; the same one where it has it like that. */
function withLayerOf(before: Design, after: Design, layer: LayerId): Design {
  switch (layer) {
    case 'area':
      return withAreasOf(before, after)
    case 'exclusions':
      return withAreaParts(before, after, ['exclude'])
    case 'dots':
      return withDotsOf(before, after)
    case 'existing':
      if (!hasReversal(before)) return after
      if (!hasReversal(after)) return { ...after, reversal: before.reversal }
      return after.reversal.existing === before.reversal.existing
        ? after
        : withReversal(after, { existing: before.reversal.existing })
    case 'photo':
    case 'guides':
      return after
    default:
      return withLineOf(before, after, lineIdOf(layer) ?? 0)
  }
}

const isCovered = ({ proposed, add }: AreaDesign): boolean => proposed || add.tiles.size > 0

function withAreaParts(before: Design, after: Design, parts: readonly (keyof AreaDesign)[]): Design {
  if (parts.every((part) => before.area[part] === after.area[part])) return after
  const former = Object.fromEntries(parts.map((part) => [part, before.area[part]]))
  return { ...after, area: { ...after.area, ...former } }
}

/** All areas as they were; another one may come in hand. */
function withAreasOf(before: Design, after: Design): Design {
  if (sameAreas(before, after)) return after
  const { areas: _after, ...rest } = after
  const { areas } = before
  const restored = { ...rest, ...(areas && { areas }), area: { ...before.area, exclude: after.area.exclude } }
  return inHandLike(restored, after)
}

/** When the dots are looked at, which is no edit of theirs. */
const looked = ['moment', 'sitting', 'ageing'] as const satisfies readonly (keyof FillSettings)[]

function withDotsOf(before: Design, after: Design): Design {
  if (before.fill === after.fill) return after
  const shown = Object.fromEntries(looked.map((key) => [key, after.fill[key]]))
  const fill: FillSettings = { ...before.fill, ...shown }
  const same = (Object.keys(fill) as (keyof FillSettings)[]).every((key) => fill[key] === after.fill[key])
  return same ? after : { ...after, fill }
}

/** What a line looks like, whatever it is called and wherever it stands. */
function shapeOf(design: Design, id: number): Hairline | Pick<FreeLine, 'points' | 'closed' | 'mirrored'> | null {
  const line = lineOf(design, id)
  if (!line) return null
  return isHairline(line) ? (line.hairline ?? design.hairline) : line
}

function withLineOf(before: Design, after: Design, id: number): Design {
  const [was, is] = [shapeOf(before, id), shapeOf(after, id)]
  if (!was || was === is) return after
  const line = lineOf(before, id)
  if (!is || !line) {
    // Gone: all lines come back, and with them the one that is current.
    return { ...withLines(after, linesOf(before)), hairline: before.hairline }
  }
  if (isHairline(line)) {
    const hairline = was as Hairline
    if (id === currentId(after)) return { ...after, hairline }
    return withLines(
      after,
      linesOf(after).map((other) => (other.id === id && isHairline(other) ? { ...other, hairline } : other)),
    )
  }
  const { points, closed, mirrored } = was as FreeLine
  const now = is as FreeLine
  if (now.points === points && now.closed === closed && now.mirrored === mirrored) return after
  return withLines(
    after,
    linesOf(after).map((other) => (other.id === id && isFree(other) ? { ...other, points, closed, mirrored } : other)),
  )
}
