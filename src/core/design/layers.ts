import {
  areaGroupOf,
  areaOf,
  areasInOrder,
  areaSlots,
  inHandLike,
  sameArea,
  withAreaAt,
  withAreaLike,
} from './areas/areas.ts'
import { measuresOf, withMeasures } from './scale/measures.ts'
import { hasReversal, withReversal } from './reversal.ts'
import type { AreaDesign, Design, FillSettings, Hairline } from './design.ts'
import { sameDesign } from './history.ts'
import {
  currentId,
  groupOf,
  isFree,
  isHairline,
  lineOf,
  linesOf,
  withLineAt,
  withLines,
  type FreeLine,
  type Line,
} from './lines/lines.ts'

/** What a design is made of as the artist sees it, one above the other. */
export type LayerId =
  'photo' | 'existing' | 'exclusions' | 'dots' | 'zones' | 'guides' | 'measures' | AreaLayer | LineLayer
export type LineLayer = `line${number}`
export type AreaLayer = `area${number}`

export const lineLayer = (id: number): LineLayer => `line${id}`
export const areaLayer = (id: number): AreaLayer => `area${id}`

/** The line of a layer, null where it is no line. */
export const lineIdOf = (layer: LayerId): number | null => idIn(layer, /^line(\d+)$/)

/** The area of a layer, null where it is no area. */
export const areaIdOf = (layer: LayerId): number | null => idIn(layer, /^area(\d+)$/)

function idIn(layer: LayerId, form: RegExp): number | null {
  const found = form.exec(layer)
  return found ? Number(found[1]) : null
}

/** The layers that a design has, the topmost first: none that nothing is behind. */
export function layersOf(design: Design): readonly LayerId[] {
  const { area, fill } = design
  const lines = linesOf(design).toReversed()
  const of = (group: readonly Line[]) => group.map((line) => lineLayer(line.id))
  // Where there are several an empty one is about to be painted.
  const areas = design.areas || isCovered(area) ? areasInOrder(design).toReversed() : []
  return [
    ...(measuresOf(design).length > 0 ? (['measures'] as const) : []),
    'guides',
    ...of(lines.filter(isHairline)),
    ...of(lines.filter(isFree)),
    ...(hasReversal(design) ? (['zones'] as const) : []),
    ...(fill.filled ? (['dots'] as const) : []),
    ...(area.exclude.tiles.size > 0 ? (['exclusions'] as const) : []),
    ...areas.map(areaLayer),
    ...(hasReversal(design) ? (['existing'] as const) : []),
    'photo',
  ]
}

/** Layers that can be locked. Guides and zones take no edits here, and what belongs to the photo is redone and never deleted. */
export const canLock = (layer: LayerId): boolean => layer !== 'photo' && layer !== 'guides' && layer !== 'zones'

/** The layers among which one can change its place, the lowest first: lines and areas of one kind. */
export function layerGroup(design: Design, layer: LayerId): readonly LayerId[] {
  const [line, area] = [lineIdOf(layer), areaIdOf(layer)]
  if (line !== null) return groupOf(design, line).map(lineLayer)
  return area === null ? [] : areaGroupOf(design, area).map(areaLayer)
}

/** A layer at another place of its group, 0 the lowest; the design itself where it has none. */
export function withLayerAt(design: Design, layer: LayerId, place: number): Design {
  const [line, area] = [lineIdOf(layer), areaIdOf(layer)]
  if (line !== null) return withLineAt(design, line, place)
  return area === null ? design : withAreaAt(design, area, place)
}

/**
 * An edited design with all locked layers as they were, and which of them it would have changed. A line or an area keeps its
 * shape and is not deleted, but may be named, moved among the others and made current or taken in hand; dots keep all
 * settings but the time at which they are looked at. A layer that the design did not have yet is not locked.
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
    case 'measures':
      return after.measures === before.measures ? after : withMeasures(after, measuresOf(before))
    case 'photo':
    case 'zones':
    case 'guides':
      return after
    default: {
      const area = areaIdOf(layer)
      return area === null ? withLineOf(before, after, lineIdOf(layer) ?? 0) : withAreaOf(before, after, area)
    }
  }
}

export const isCovered = ({ proposed, add }: AreaDesign): boolean => proposed || add.tiles.size > 0

function withAreaParts(before: Design, after: Design, parts: readonly (keyof AreaDesign)[]): Design {
  if (parts.every((part) => before.area[part] === after.area[part])) return after
  const former = Object.fromEntries(parts.map((part) => [part, before.area[part]]))
  return { ...after, area: { ...after.area, ...former } }
}

/** An area as it was, under its new name; where it is gone all areas come back. Another one may come in hand. */
function withAreaOf(before: Design, after: Design, id: number): Design {
  const [was, is] = [areaOf(before, id), areaOf(after, id)]
  if (!was || (is && sameArea(was, is))) return after
  // Two proposals were one too many.
  const isTaken = was.proposed && areaSlots(after).some((slot) => slot.id !== id && areaOf(after, slot.id)?.proposed)
  if (!is || isTaken) return withAllAreasOf(before, after)
  const { name: _before, ...rest } = was
  return withAreaLike(after, id, is.name === undefined ? rest : { ...rest, name: is.name })
}

function withAllAreasOf(before: Design, after: Design): Design {
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
