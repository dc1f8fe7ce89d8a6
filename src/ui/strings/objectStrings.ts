import { MOST_AREAS } from '../../core/design/areas/areas.ts'
import type { Design } from '../../core/design/design.ts'
import { MOST_FREE_POINTS, MOST_LINES } from '../../core/design/lines/lines.ts'
import { isAngle, measureNumber, measureOf, MOST_MEASURES, type Measure } from '../../core/design/scale/measures.ts'
import { layerOfObject, type DesignObject } from '../../core/design/objects.ts'
import type { Refusal } from '../../core/tools/tool.ts'
import { number } from '../shell/figures/format.ts'
import { layerName } from './layerStrings.ts'

/** Texts of what is taken with the hand as a whole: lines, areas, measures. */
export const objectStrings = {
  distance: 'Distance',
  angle: 'Angle',
  measures: {
    title: 'Measure',
    list: 'Measures',
    ends: 'Measure ends',
    end: { first: 'first end', second: 'second end', vertex: 'vertex' },
    length: 'Length',
    longest: {
      head: 'Its line leaves the head there, and no length is known beside it.',
      photo: 'Its end would lie too far beside the photo.',
    },
    changeLength: 'Change length',
    changeAngle: 'Change angle',
    layDistance: 'Lay a distance',
    layAngle: 'Lay an angle',
    layWords: 'measure caliper length keyboard',
    how: 'Drag a distance, or click its ends and press Enter. A third click makes it an angle. Ends are dragged, or moved by arrows.',
    none: 'Nothing is measured yet.',
    where:
      'Shown with this tool, and where the eye of Measures is open in Layers. Never in a picture that leaves the app.',
    remove: (name: string) => `Delete ${name.toLowerCase()}`,
  },
  deletion: (name: string) => ({ label: `Delete ${name.toLowerCase()}`, said: `${name} deleted.` }),
  deletionOfSeveral: {
    label: 'Delete objects',
    said: 'Deleted what was selected.',
    partStays: (names: string) => `Deleted all but ${names}: what is locked or the last of its kind stays.`,
  },
  objects: 'Objects',
  /** Of an object that the keyboard keeps in hand. */
  kept: 'selected',
  deleteSelected: 'Delete what is selected',
  deleteWords: 'remove line area measure',
  nothingSelected: 'Take something with Select first',
  laid: { distance: 'Measure distance', angle: 'Measure angle' },
  moved: { line: 'Move line', area: 'Move area', measure: 'Move measure', several: 'Move objects' },
  stays: {
    line: 'One hairline always stays.',
    area: 'One area always stays. Its parts are cleared in step Area.',
    measure: '',
    several: 'One hairline and one area always stay.',
  } satisfies Record<DesignObject['kind'] | 'several', string>,
  refusals: {
    enoughMeasures: `${number(MOST_MEASURES)} measures are the most. Delete one first.`,
    enoughLines: `${number(MOST_LINES)} lines are the most. Delete one first.`,
    enoughAreas: `${number(MOST_AREAS)} areas are the most. Delete one first.`,
    enoughPoints: `A line has ${number(MOST_FREE_POINTS)} points at the most. Delete some first.`,
    followsHairline: 'This area follows its hairline. Move the line, or hold Alt to drag a copy.',
    partStays: 'A part of what is selected stays: it is locked, or follows its hairline.',
    beforeHairline: 'Nothing was painted: that is before the hairline. Switch Keep inside hairline off to paint there.',
    movedByPoints: 'The current hairline is moved by its points. Hold Alt to drag a copy.',
  } satisfies Record<Exclude<Refusal, 'locked' | 'besideArea'>, string>,
  /** Of a stroke that went beside the area in hand: over another one, or over none. */
  besideArea: (inHand: string, other: string | null) =>
    other === null
      ? `Nothing was changed: ${inHand} does not reach there.`
      : `This changes ${inHand}. Take ${other} in hand to change it.`,
}

/** A measure as it is spoken of: by its kind, numbered where there are several. */
export function measureName(design: Pick<Design, 'measures'>, measure: Measure): string {
  const kind = isAngle(measure) ? objectStrings.angle : objectStrings.distance
  const order = measureNumber(design, measure)
  return order === null ? kind : `${kind} ${number(order)}`
}

export function objectName(design: Design, object: DesignObject): string {
  const measure = object.kind === 'measure' ? measureOf(design, object.id) : null
  return measure ? measureName(design, measure) : layerName(design, layerOfObject(object))
}
