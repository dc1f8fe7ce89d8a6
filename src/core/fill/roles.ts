import type { AreaRole, Design } from '../design/design.ts'
import { HAIRS_PER_UNIT } from './hairUnits.ts'

/** What an area's role asks of its dots. Where a number says nothing of its source it is assumed. */
export interface RoleTraits {
  /** Whose density is aimed at: the fill's own, or that of the patient's hair where it was measured. */
  readonly target: 'fill' | 'native'
  /** On the density aimed at. */
  readonly densityFactor: number
  /** On the diameter of the dots. */
  readonly dotSizeFactor: number
  /** How far outside the area's edge its density starts and ends to fall, mm; negative is inside. Null: as painted. */
  readonly feather: { readonly fromMm: number; readonly toMm: number } | null
  /** Sparse, rough edge behind the hairline: always, as far as no hair stands there, or never. */
  readonly hairline: 'ramp' | 'whereBare' | 'none'
  /** Whether temple points and sideburns stay thinner (regions). */
  readonly regional: boolean
  /** Whether dots only make up for the hairs that are missing. */
  readonly betweenHairs: boolean
  /** Distance from the part at which the density is 1/e, mm. */
  readonly partMm: number | null
  /** Follicular units of one to five hairs with a length, or single round dots. */
  readonly marks: 'dots' | 'units'
}

const plainDots: RoleTraits = {
  target: 'fill',
  densityFactor: 1,
  dotSizeFactor: 1,
  feather: null,
  hairline: 'ramp',
  regional: true,
  betweenHairs: false,
  partMm: null,
  marks: 'dots',
}

/** Where ink stands already, and where nobody is to touch (takesDots). */
const noDots: RoleTraits = { ...plainDots, densityFactor: 0, hairline: 'none', regional: false }

/** Dots between hairs are smaller: assumed, simulation-model 1 for the part. */
const BETWEEN_HAIRS_SIZE = 0.85

/** simulation-model 1; its figures for part, scar and areata are assumed. */
export const roles: Readonly<Record<AreaRole, RoleTraits>> = {
  bald: plainDots,
  /** Diffuse thinning: the hair that is left draws its own edge. */
  thinning: { ...plainDots, dotSizeFactor: BETWEEN_HAIRS_SIZE, hairline: 'whereBare', betweenHairs: true },
  /** Female part line: exp(-(d/12 mm)^2) from the head's midline. */
  part: {
    ...plainDots,
    dotSizeFactor: BETWEEN_HAIRS_SIZE,
    hairline: 'whereBare',
    regional: false,
    betweenHairs: true,
    partMm: 12,
  },
  /** Copies the patient's shaved hair: 1-5 hairs to a unit, drawn as short strokes. */
  stubble: { ...plainDots, marks: 'units' },
  /** A strip's scar is blended over 4 mm, half of them within: dots among the dense hair outside would be a dark rail. */
  scar: { ...plainDots, densityFactor: 1.15, feather: { fromMm: -2, toMm: 2 }, hairline: 'none', regional: false },
  /** A patch within hair: as dense as the hair around it, over 5 mm across the edge, where that hair thins likewise. */
  areata: { ...plainDots, target: 'native', feather: { fromMm: -2.5, toMm: 2.5 }, hairline: 'none', regional: false },
  /** No figures are published for beards: plain dots at the density that is set, up to the painted edge. */
  beard: { ...plainDots, hairline: 'none', regional: false, betweenHairs: true },
  existing: noDots,
  untouched: noDots,
}

/** Density that the area's role aims at, hair that stands there included, per cm2. */
export function targetPerCm2({ area, fill }: Pick<Design, 'area' | 'fill'>): number {
  const { target, densityFactor } = roles[area.role]
  const native = target === 'native' ? fill.match?.densityPerCm2 : undefined
  return (native ?? fill.densityPerCm2) * densityFactor
}

/** What stands there already and counts, per cm2. */
export function presentPerCm2({ area }: Pick<Design, 'area'>): number {
  return roles[area.role].betweenHairs ? area.presentPerCm2 : 0
}

/** With the hairs that areas copy grouped so far, 0..1; all of it is what hair has, and no figure of its own. */
export function withGrouping(design: Design, grouping: number): Design {
  const { grouping: _former, ...fill } = design.fill
  return { ...design, fill: grouping === 1 ? fill : { ...fill, grouping } }
}

/** With all hairs that areas copy turned off their usual direction, degrees; 0 is none. */
export function withHairTurn(design: Design, hairTurnDeg: number): Design {
  const { hairTurnDeg: _former, ...fill } = design.fill
  return { ...design, fill: hairTurnDeg === 0 ? fill : { ...fill, hairTurnDeg } }
}

/** How far the marks of an area stand in follicular units, 0..1: dots are laid one by one, hairs stand in units. */
export const groupingOf = ({ area, fill }: Pick<Design, 'area' | 'fill'>): number =>
  roles[area.role].marks === 'units' ? (fill.grouping ?? 1) : 0

/** How many dots or hairs are drawn for each place that the ranked set gives, on average. */
export const marksPerPlace = (design: Pick<Design, 'area' | 'fill'>): number =>
  1 + (HAIRS_PER_UNIT - 1) * groupingOf(design)

/** How much of the hairline's sparse edge an area has, 0..1: hair that stands there draws the edge itself. */
export function hairlineShare(design: Pick<Design, 'area' | 'fill'>): number {
  switch (roles[design.area.role].hairline) {
    case 'ramp':
      return 1
    case 'whereBare':
      return Math.max(0, 1 - presentPerCm2(design) / targetPerCm2(design))
    case 'none':
      return 0
  }
}
