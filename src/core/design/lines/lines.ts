import type { PointPx } from '../../geometry/points.ts'
import type { Design, Hairline } from '../design.ts'

/** The lines of a photo: hairlines, of which one is current and drives area and dots, and lines of the lower face. */

export const freeLineKinds = ['beardCheek', 'moustache', 'free'] as const
export type FreeLineKind = (typeof freeLineKinds)[number]

/** A point of a free line, px. */
export interface FreePoint {
  readonly at: PointPx
  /** Whether the line turns there at an angle. */
  readonly corner: boolean
}

interface Named {
  /** Positive, and of no other line of the design. */
  readonly id: number
  /** As the artist called it; absent where it goes by its kind and number. */
  readonly name?: string
}

/** A hairline's place in the list. */
export interface HairlineLine extends Named {
  readonly kind: 'hairline'
  /** Null for the current one: that is the design's own. */
  readonly hairline: Hairline | null
}

/** A smooth line through points of its own (core/design/freeLines). */
export interface FreeLine extends Named {
  readonly kind: FreeLineKind
  readonly points: readonly FreePoint[]
  readonly closed: boolean
  /** Whether its mirror image on the patient's other side belongs to it. */
  readonly mirrored: boolean
}

export type Line = HairlineLine | FreeLine

/** More could not be told apart on one head. */
export const MOST_LINES = 8
export const MOST_FREE_POINTS = 40
export const MOST_NAME_LETTERS = 40

/** The id of a hairline that is alone. */
const FIRST_ID = 1
const alone: readonly Line[] = [{ kind: 'hairline', id: FIRST_ID, hairline: null }]

/** All lines, the lowest first; always with the current hairline. */
export const linesOf = (design: Pick<Design, 'lines'>): readonly Line[] => design.lines ?? alone

export const lineOf = (design: Pick<Design, 'lines'>, id: number): Line | null =>
  linesOf(design).find((line) => line.id === id) ?? null

export const isHairline = (line: Line): line is HairlineLine => line.kind === 'hairline'
export const isFree = (line: Line): line is FreeLine => line.kind !== 'hairline'

/** The line that drives area and dots. */
export function currentId(design: Pick<Design, 'lines'>): number {
  return linesOf(design).find((line) => isHairline(line) && line.hairline === null)?.id ?? FIRST_ID
}

/** What a line looks like: the design's own hairline for the current one. */
export const hairlineOf = (design: Design, line: HairlineLine): Hairline => line.hairline ?? design.hairline

/** The number of a line among those of its kind, in the order in which they came; null for the only one. */
export function lineNumber(design: Pick<Design, 'lines'>, line: Line): number | null {
  const alike = linesOf(design).filter((other) => other.kind === line.kind)
  return alike.length > 1 ? alike.filter((other) => other.id <= line.id).length : null
}

/** The design with other lines; one hairline without a name needs no list. */
export function withLines(design: Design, lines: readonly Line[]): Design {
  const { lines: _before, ...rest } = design
  const [only] = lines
  const plain = lines.length === 1 && only?.id === FIRST_ID && isHairline(only) && only.name === undefined
  return plain ? rest : { ...rest, lines }
}

export const canAddLine = (design: Pick<Design, 'lines'>): boolean => linesOf(design).length < MOST_LINES

export const nextLineId = (design: Pick<Design, 'lines'>): number =>
  1 + Math.max(...linesOf(design).map((line) => line.id))

/** Another hairline above the others, not current yet; null where there are enough. */
export function withNewHairline(design: Design, hairline: Hairline): Design | null {
  if (!canAddLine(design)) return null
  return withLines(design, [...linesOf(design), { kind: 'hairline', id: nextLineId(design), hairline }])
}

/** Another hairline drives area and dots; the one that did keeps its place in the list. Twice there and back is nothing. */
export function withCurrent(design: Design, id: number): Design {
  const chosen = lineOf(design, id)
  if (!chosen || !isHairline(chosen) || chosen.hairline === null) return design
  const lines = linesOf(design).map((line): Line => {
    if (!isHairline(line)) return line
    if (line.id === id) return { ...line, hairline: null }
    return line.hairline === null ? { ...line, hairline: design.hairline } : line
  })
  return { ...withLines(design, lines), hairline: chosen.hairline }
}

/** What somebody typed as a name, as it is kept: without room around it, and no longer than there is room for. */
export const keptName = (wanted: string): string => wanted.trim().slice(0, MOST_NAME_LETTERS).trim()

/** A line under another name; by its kind and number where that is empty. */
export function withLineName(design: Design, id: number, wanted: string): Design {
  const name = keptName(wanted)
  const lines = linesOf(design).map((line): Line => {
    if (line.id !== id || (line.name ?? '') === name) return line
    const { name: _before, ...rest } = line
    return name === '' ? rest : { ...rest, name }
  })
  return withLines(design, lines)
}

/** Whether a line may go: one hairline always stays. */
export function canDeleteLine(design: Design, id: number): boolean {
  const line = lineOf(design, id)
  return line !== null && (isFree(line) || linesOf(design).filter(isHairline).length > 1)
}

/** The design without a line. In place of the current hairline the one next to it becomes current. */
export function withoutLine(design: Design, id: number): Design {
  if (!canDeleteLine(design, id)) return design
  const hairlines = linesOf(design).filter(isHairline)
  const at = hairlines.findIndex((line) => line.id === id)
  const next = id === currentId(design) ? (hairlines[at - 1] ?? hairlines[at + 1]) : undefined
  const kept = next ? withCurrent(design, next.id) : design
  return withLines(
    kept,
    linesOf(kept).filter((line) => line.id !== id),
  )
}

/** Lines change places with those of their own kind alone: hairlines, or lines of the lower face. */
const sameGroup = (a: Line, b: Line): boolean => isFree(a) === isFree(b)

/** The ids of a line's group, the lowest first. */
export function groupOf(design: Design, id: number): readonly number[] {
  const line = lineOf(design, id)
  return line
    ? linesOf(design)
        .filter((other) => sameGroup(other, line))
        .map((other) => other.id)
    : []
}

/** A line at another place of its group, 0 the lowest; a place beyond the ends is brought to the nearest one. */
export function withLineAt(design: Design, id: number, place: number): Design {
  const line = lineOf(design, id)
  const group = groupOf(design, id)
  const to = Math.max(0, Math.min(group.length - 1, place))
  if (!line || group.indexOf(id) === to) return design
  const order = group.filter((other) => other !== id).toSpliced(to, 0, id)
  const moved = order.map((other) => lineOf(design, other)!)
  let next = 0
  const lines = linesOf(design).map((other) => (sameGroup(other, line) ? moved[next++]! : other))
  return withLines(design, lines)
}

/** A free line in place of the one with its id. */
export function withFreeLine(design: Design, line: FreeLine): Design {
  return withLines(
    design,
    linesOf(design).map((other) => (other.id === line.id ? line : other)),
  )
}
