import { maskEquals } from '../pixels/maskCompare.ts'
import type { Band } from '../geometry/points.ts'
import { adjustmentsOf } from './adjustments.ts'
import { areaSlots, inHandLike } from './areas/areas.ts'
import type { AreaRole, Design, HairlineStyle, InkPreset, LossStage, Undertone } from './design.ts'
import { figuresOf } from './lines/hairline.ts'
import { isMeasurable, measuredLine } from './lines/measuredLine.ts'
import { fitOf } from './head/head.ts'
import { figureWay } from './scale/figureWay.ts'
import { lengthBand } from './scale/lengthBand.ts'
import { sameValue } from './history.ts'
import { linesOf } from './lines/lines.ts'

/** What was counted of a design when it was frozen. */
export interface FrozenFigures {
  readonly heightMm: number
  readonly areaCm2: number
  readonly dots: number
  /** Ends of their 90 % bands; absent in what was frozen before bands were kept. */
  readonly bands?: Readonly<Record<CountedFigure, Ends>> | undefined
}
export type CountedFigure = 'heightMm' | 'areaCm2' | 'dots'
export type Ends = Omit<Band, 'value'>

/** A design as it was frozen, with what was counted of it; null figures where it was not scaled. */
export interface Frozen {
  readonly design: Design
  readonly figures: FrozenFigures | null
}

/** The bands of frozen figures. A flat photo has none that holds: what the scale says of it is not all that it errs by. */
export const bandsOf = ({ design, figures }: Frozen): FrozenFigures['bands'] =>
  fitOf(design) ? figures?.bands : undefined

/** Figures that two designs can differ in, in their own units. */
export const changedFigures = [
  'heightMm',
  'areaCm2',
  'dots',
  'recessionMm',
  'transitionMm',
  'irregularity',
  'presentPerCm2',
  'densityPerCm2',
  'dotSizeMm',
  'softness',
  'sizeVariation',
] as const
export type ChangedFigure = (typeof changedFigures)[number]

/** Choices, by the words of the design. */
interface Choices {
  readonly style: HairlineStyle
  readonly role: AreaRole
  readonly shade: number
  readonly undertone: Undertone
  readonly preset: InkPreset
  readonly sitting: number
  readonly moment: number
  readonly stage: LossStage | null
  readonly filled: boolean
}
export type ChangedChoice = keyof Choices

/** What has no figure of its own: that it changed is all there is to say. */
export const changedThings = [
  'line',
  'lines',
  'area',
  'areas',
  'densityStrokes',
  'positions',
  'grouping',
  'match',
  'ageing',
  'hairLoss',
  'reversal',
  'adjustments',
  'scale',
  'marks',
  'head',
] as const
export type ChangedThing = (typeof changedThings)[number]

export type Change =
  | {
      readonly kind: 'figure'
      readonly name: ChangedFigure
      readonly from: number
      readonly to: number
      /** Absent where none was kept, and of what is set and not measured. */
      readonly bands?: Readonly<Record<'from' | 'to', Ends | undefined>>
    }
  | {
      [K in ChangedChoice]: {
        readonly kind: 'choice'
        readonly name: K
        readonly from: Choices[K]
        readonly to: Choices[K]
      }
    }[ChangedChoice]
  | { readonly kind: 'thing'; readonly name: ChangedThing }

/**
 * What one frozen design has that another has not, as an artist would tell it: figures first, then choices, then what is
 * only said to differ. A figure counts where it differs by half of the last digit that is shown of it. Millimetres and
 * counts are compared only where both were scaled.
 */
export function whatChanged(before: Frozen, to: Frozen): readonly Change[] {
  // Which area was in hand is no change: both are looked at with the same one.
  const from = { ...before, design: inHandLike(before.design, to.design) }
  return [...figures(from, to), ...choices(from.design, to.design), ...things(from.design, to.design)]
}

/** Half of what is shown of each figure. */
const told: Readonly<Record<ChangedFigure, number>> = {
  heightMm: 0.5,
  areaCm2: 0.5,
  dots: 0.5,
  recessionMm: 0.5,
  transitionMm: 0.05,
  irregularity: 0.005,
  presentPerCm2: 0.5,
  densityPerCm2: 0.5,
  dotSizeMm: 0.0005,
  softness: 0.005,
  sizeVariation: 0.005,
}

function figures(from: Frozen, to: Frozen): Change[] {
  // What one head has more than a flat photo is no difference between two designs.
  const alike = (fitOf(from.design) === null) === (fitOf(to.design) === null)
  const of = (frozen: Frozen) => figuresIn(alike ? frozen : { ...frozen, figures: null })
  const [before, after] = [of(from), of(to)]
  return changedFigures.flatMap((name): Change[] => {
    const [a, b] = [before[name], after[name]]
    if (a === undefined || b === undefined || Math.abs(a - b) < told[name]) return []
    const bands = { from: bandIn(from, name, a), to: bandIn(to, name, b) }
    return [{ kind: 'figure', name, from: a, to: b, ...((bands.from ?? bands.to) && { bands }) }]
  })
}

function bandIn(frozen: Frozen, name: ChangedFigure, value: number): Ends | undefined {
  switch (name) {
    case 'heightMm':
    case 'areaCm2':
    case 'dots':
      return bandsOf(frozen)?.[name]
    case 'recessionMm': {
      const { low, high } = lengthBand(frozen.design, value, figureWay(frozen.design, 'recession'))
      return fitOf(frozen.design) ? { low, high } : undefined
    }
    default:
      return undefined
  }
}

function figuresIn({ design, figures }: Frozen): Partial<Record<ChangedFigure, number>> {
  const { hairline, area, fill } = design
  const measured = measuredLine(design)
  const { recessionMm } = figuresOf(measured.hairline, measured.marks, measured.face)
  const counted = figures && {
    // What the photo does not show is measured nowhere, in what was frozen as well.
    ...(isMeasurable(design, 'height', 'both') && { heightMm: figures.heightMm }),
    areaCm2: figures.areaCm2,
    // What stays of the existing ink is in no count of the new dots.
    ...(!design.reversal && { dots: figures.dots }),
    ...(isMeasurable(design, 'recession', 'both') && { recessionMm: (recessionMm.right + recessionMm.left) / 2 }),
  }
  return {
    ...counted,
    transitionMm: hairline.transitionMm,
    irregularity: hairline.irregularity,
    presentPerCm2: area.presentPerCm2,
    densityPerCm2: fill.densityPerCm2,
    dotSizeMm: fill.dotSizeMm,
    softness: fill.softness,
    sizeVariation: fill.sizeVariation,
  }
}

const choicesOf = ({ hairline, area, fill, recession }: Design): Choices => ({
  style: hairline.style,
  role: area.role,
  shade: fill.shade,
  undertone: fill.undertone,
  preset: fill.preset,
  sitting: fill.sitting,
  moment: fill.moment,
  stage: recession.stage,
  filled: fill.filled,
})

function choices(from: Design, to: Design): Change[] {
  const [before, after] = [choicesOf(from), choicesOf(to)]
  return (Object.keys(before) as ChangedChoice[])
    .filter((name) => before[name] !== after[name])
    .map((name) => ({ kind: 'choice', name, from: before[name], to: after[name] }) as Change)
}

function things(from: Design, to: Design): Change[] {
  const differs: Readonly<Record<ChangedThing, boolean>> = {
    line: differ(shapeOf(from), shapeOf(to)),
    lines: differ(otherLines(from), otherLines(to)),
    area:
      from.area.proposed !== to.area.proposed ||
      (['add', 'subtract', 'exclude'] as const).some((name) => !maskEquals(from.area[name], to.area[name])),
    areas: differ(otherAreas(from), otherAreas(to)),
    densityStrokes: (['more', 'less'] as const).some((name) => !maskEquals(from.area[name], to.area[name])),
    positions: from.fill.seed !== to.fill.seed,
    grouping: from.fill.grouping !== to.fill.grouping || from.fill.hairTurnDeg !== to.fill.hairTurnDeg,
    match: differ(from.fill.match, to.fill.match),
    ageing: differ(from.fill.ageing, to.fill.ageing),
    hairLoss:
      !maskEquals(from.recession.add, to.recession.add) || !maskEquals(from.recession.subtract, to.recession.subtract),
    reversal: differ(from.reversal, to.reversal),
    adjustments: differ(adjustmentsOf(from), adjustmentsOf(to)),
    scale: differ(from.scale, to.scale),
    marks: differ(from.marks, to.marks),
    head: (fitOf(from) === null) !== (fitOf(to) === null),
  }
  return changedThings.filter((name) => differs[name]).map((name) => ({ kind: 'thing', name }))
}

const shapeOf = ({ hairline: { midline, right, left, only, added, corners } }: Design) => ({
  midline,
  right,
  left,
  only,
  added,
  corners,
})

const otherLines = (design: Design) => linesOf(design).filter((line) => line.kind !== 'hairline' || line.hairline)

/** Whatever they are called. */
const otherAreas = (design: Design) =>
  areaSlots(design).flatMap(({ id, area }) => (area ? [{ id, area: { ...area, name: undefined } }] : []))

const differ = (a: unknown, b: unknown): boolean => !sameValue(a, b)
