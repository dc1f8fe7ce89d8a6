import { adjustmentsOf } from './adjustments.ts'
import type { AreaDesign, Design } from './design.ts'
import { areaSlots } from './areas/areas.ts'
import { sameValue } from './history.ts'

/** What of the work a change is of: by it the way to where it is done. */
export type DesignPart = 'photo' | 'scale' | 'hairline' | 'area' | 'dots'

/** What each part holds; of a change of several the first one is meant, and the others follow from it. */
const partsOf: Readonly<Record<DesignPart, (design: Design) => unknown>> = {
  photo: (design) => [design.marks, adjustmentsOf(design)],
  scale: ({ scale, head }) => [scale, head],
  hairline: ({ hairline, lines }) => [hairline, lines],
  area: (design) => allAreas(design),
  dots: ({ fill, recession }) => [fill, recession],
}
const parts: readonly DesignPart[] = ['photo', 'scale', 'hairline', 'area', 'dots']

/** Whichever is in hand: taking another one is no change. */
const allAreas = (design: Design): readonly (readonly [number, AreaDesign])[] =>
  areaSlots(design).map(({ id, area }) => [id, area ?? design.area])

/** The part of the work that two designs differ in; null where they do not, or in what none of these holds. */
export const changedPart = (a: Design, b: Design): DesignPart | null =>
  parts.find((part) => !sameValue(partsOf[part](a), partsOf[part](b))) ?? null
