import { sameAreas } from '../../core/design/areas/areas.ts'
import type { Design, FillSettings } from '../../core/design/design.ts'
import { fitOf } from '../../core/design/head/head.ts'
import { hasReversal } from '../../core/design/reversal.ts'
import { maskEquals } from '../../core/pixels/maskCompare.ts'

/** Whether two designs give the same dots and ink. Edits share what they did not change, so identity tells. */
export function sameDots(a: Design, b: Design): boolean {
  return (
    a.photo.hash === b.photo.hash &&
    a.fill === b.fill &&
    sameStages(a.reversal, b.reversal) &&
    sameLoss(a, b) &&
    a.hairline === b.hairline &&
    samePainting(a, b) &&
    a.scale === b.scale &&
    a.marks === b.marks &&
    sameHead(a, b)
  )
}

/** Two fits to the same evidence are one; what is not measured on a head does not ask why. */
const sameHead = (a: Design, b: Design): boolean => {
  const [one, other] = [fitOf(a), fitOf(b)]
  return one === other || (one !== null && other !== null && JSON.stringify(one) === JSON.stringify(other))
}
/** Whichever area is in hand. */
const samePainting = (a: Design, b: Design): boolean => sameAreas(a, b) && a.area.exclude === b.area.exclude

/** As thought away or kept by hand: a design that is read from disk shares nothing with the one on the screen. */
function sameLoss({ recession: a }: Design, { recession: b }: Design): boolean {
  return a === b || (a.stage === b.stage && maskEquals(a.add, b.add) && maskEquals(a.subtract, b.subtract))
}

/** The dates of visits change no picture. */
function sameStages(a: Design['reversal'], b: Design['reversal']): boolean {
  if (a === b || !a || !b) return a === b
  const undated = { startDate: null, gapDays: null }
  const [now, before] = [
    { ...a, ...undated },
    { ...b, ...undated },
  ]
  return Object.keys(now).every((key) => now[key as keyof typeof now] === before[key as keyof typeof before])
}

/** A design with all that a picture is made of as another one has it. */
export function withPictureOf({ areas: _areas, head: _head, ...design }: Design, from: Design): Design {
  const { fill, recession, hairline, area, areas, scale, marks, head } = from
  return { ...design, fill, recession, hairline, area, ...(areas && { areas }), ...(head && { head }), scale, marks }
}

/** What decides how dots look, and neither where they stand nor how many there are. */
const looks: ReadonlySet<string> = new Set<keyof FillSettings>([
  'dotSizeMm',
  'softness',
  'sizeVariation',
  'shade',
  'undertone',
  'hairTurnDeg',
  'preset',
  'sitting',
  'moment',
  'ageing',
])

/** Whether two designs of one photo have their dots in the same places, however they look and whatever sitting is shown. */
export function samePlaces(a: Design, b: Design): boolean {
  const keys = (Object.keys(a.fill) as (keyof FillSettings)[]).filter((key) => !looks.has(key))
  const sameFill = keys.every((key) => a.fill[key] === b.fill[key])
  const samePhoto = a.scale === b.scale && a.marks === b.marks && sameHead(a, b)
  return sameFill && a.hairline === b.hairline && samePainting(a, b) && samePhoto
}

/** What a new picture of a design takes, against the one on the screen. */
export type PictureWork = 'dots' | 'look' | 'hair' | 'stage'

export function workFor(design: Design, before: Design | null): PictureWork {
  if (hasReversal(design)) return 'stage'
  if (before && !sameLoss(before, design)) return 'hair'
  return before?.fill.filled && samePlaces(before, design) ? 'look' : 'dots'
}
