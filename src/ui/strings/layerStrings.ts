import { partsOfFree } from '../../core/design/lines/freeLines.ts'
import type { Design } from '../../core/design/design.ts'
import { areaIdOf, lineIdOf, type LayerId } from '../../core/design/layers.ts'
import { lineNumber, lineOf, type Line } from '../../core/design/lines/lines.ts'
import { areaName } from './areaNames.ts'

/** Texts of the layers and their panel. */
const kinds = {
  hairline: 'Hairline',
  beardCheek: 'Beard cheek line',
  moustache: 'Moustache',
  free: 'Free shape',
} satisfies Record<Line['kind'], string>

const names: Readonly<Record<string, string>> = {
  photo: 'Photo',
  existing: 'Existing SMP',
  exclusions: 'Exclusions',
  dots: 'Dots',
  zones: 'Zones',
  measures: 'Measures',
  guides: 'Guides',
}

const many: ReadonlySet<LayerId> = new Set<LayerId>(['dots', 'guides', 'zones', 'exclusions', 'measures'])
const isMany = (layer: LayerId): boolean => many.has(layer)

/** A line as it is spoken of: by its own name, else by its kind, numbered where there are several. */
export function lineName(design: Pick<Design, 'lines'>, line: Line): string {
  if (line.name !== undefined) return line.name
  const number = lineNumber(design, line)
  return number === null ? kinds[line.kind] : `${kinds[line.kind]} ${number}`
}

export function layerName(design: Design, layer: LayerId): string {
  const id = lineIdOf(layer)
  const line = id === null ? null : lineOf(design, id)
  if (line) return lineName(design, line)
  const area = areaIdOf(layer)
  if (area !== null) return areaName(design, area)
  // What is drawn with the dots goes with them.
  if (layer === 'dots' && design.recession.stage !== null) return 'Dots and hair loss'
  return names[layer] ?? kinds.hairline
}

/** `Moustache, point 3 of 7`; the mirror image of a point is named as such. */
export function freeHandleName(design: Pick<Design, 'lines'>, handle: string): string {
  const parts = partsOfFree(handle)
  const line = parts && lineOf(design, parts.id)
  if (!parts || !line || line.kind === 'hairline') return ''
  const side = parts.partner ? ', other side' : ''
  return `${lineName(design, line)}, point ${parts.index + 1} of ${line.points.length}${side}`
}

export const layerStrings = {
  title: 'Layers',
  open: 'Layers',
  list: 'Layers, the topmost first',
  show: (name: string) => `Show ${name}`,
  lock: (name: string) => `Lock ${name}`,
  current: 'Current',
  inHand: 'In hand',
  opacity: 'Opacity',
  nameField: (line: boolean) => (line ? 'Line name' : 'Area name'),
  makeCurrent: 'Make current',
  rename: 'Rename',
  duplicate: 'Duplicate',
  duplicateArea: 'Duplicate area',
  remove: 'Delete',
  up: 'Move up',
  down: 'Move down',
  lastHairline: 'One hairline always stays.',
  lastArea: 'One area always stays.',
  proposedLowest: 'The proposed area lies below all others.',
  add: 'Add a line',
  newHairline: 'New hairline',
  kinds,
  lay: (name: string) => `Lay ${name.toLowerCase()}`,
  most: (n: string) => `${n} lines are the most.`,
  addInside: 'Add its inside to the area',
  insideAsBeard: 'New beard area from its inside',
  asBeard: 'Treat area as beard',
  roleNow: (role: string) => `The whole area is treated as ${role.toLowerCase()}.`,
  apart: 'Shape sides apart',
  noRoomApart: 'There is no room for another line.',
  assumed: 'Laid by mean proportions of a face, so a start only. Drag its points.',
  pickPoint: 'Drag a point, or click the line to add one. Press a point to change it here.',
  point: (n: string) => `Point ${n}`,
  pointAcross: 'From the midline',
  pointBelow: 'Below the glabella',
  addPoint: 'Add point after',
  deletePoint: 'Delete point',
  pointStays: 'This point holds the line together.',
  corner: 'Corner',
  turnCorner: 'Turn corner',
  cornerLabel: (corner: boolean) => (corner ? 'Make corner' : 'Make smooth'),
  notes: {
    photo: 'Always shown. Marks and scale belong to it: they are set anew, never deleted.',
    view: 'Eye and opacity change this screen alone, never a snapshot, a count or an export. The dots of a hidden area are hidden with it.',
    existing: 'The line of the ink that is there now.',
    zones: 'What goes, stays and comes of the ink. They are worked on in Plan.',
    area: 'Brushes, sliders and shaping work on the area in hand.',
  },
  hiddenCounted: (names: readonly string[]) => `Hidden and counted all the same: ${names.join(', ')}.`,
  /** What a hand may not change, said calmly. */
  refused: (name: string, layer: LayerId, why: 'locked' | 'hidden') => {
    const are = isMany(layer) ? 'are' : 'is'
    return why === 'locked'
      ? `${name} ${are} locked.`
      : `${name} ${are} hidden. Show ${isMany(layer) ? 'them' : 'it'} in Layers first.`
  },
  half: {
    label: 'Halves to design',
    both: 'Both sides',
    right: 'Right',
    left: 'Left',
    edits: { both: 'Design both halves', right: 'Design right half', left: 'Design left half' },
    note: 'The patient’s side. The other half is neither drawn nor filled, and Mirror is off.',
    noMirror: 'One half is designed alone',
  },
  place: (across: string, below: string) => `${across} from the midline, ${below} below the glabella`,
  above: (across: string, above: string) => `${across} from the midline, ${above} above the glabella`,
}
