import type { CompareState } from '../../../store/compare/compareStore.ts'
import type { Compared } from './useComparedPicture.ts'

type Side = 'a' | 'b'

/** How much of a side's picture is seen where A and B lie over each other. */
export interface ComparedShare {
  /** A CSS clip path; empty: all of it. */
  readonly clip: string
  /** 0..1. */
  readonly opacity: number
}

/**
 * The one side that has a picture while the other's first one still comes, of a snapshot that was just saved or from another
 * visit: it is seen whole meanwhile, not beside an empty half. Null where both have theirs, or none does.
 */
export function aloneOf(compared: Readonly<Record<Side, Pick<Compared, 'picture' | 'state'>>>): Side | null {
  const comes = (side: Side) => compared[side].picture === null && compared[side].state === 'loading'
  if (comes('a') === comes('b')) return null
  return comes('b') ? 'a' : 'b'
}

/** @param standing which of the two a flicker shows now */
export function shareOf(
  side: Side,
  { mode, split, vertical, fade }: Pick<CompareState, 'mode' | 'split' | 'vertical' | 'fade'>,
  o: { readonly alone: Side | null; readonly standing: Side },
): ComparedShare {
  const whole = { clip: '', opacity: 1 }
  if (o.alone === side) return whole
  switch (mode) {
    case 'slider':
      return { ...whole, clip: clipOf(side, split, vertical) }
    case 'fade':
      return { ...whole, opacity: side === 'b' ? fade : 1 - fade }
    case 'flicker':
      return { ...whole, opacity: o.standing === side ? 1 : 0 }
    case 'sideBySide':
    case 'difference':
      return whole
  }
}

/** Each picture ends at the line: where the other one does not reach, its half stays empty. */
function clipOf(side: Side, split: number, vertical: boolean): string {
  const cut = `${(side === 'a' ? 1 - split : split) * 100}%`
  if (side === 'a') return vertical ? `inset(0 ${cut} 0 0)` : `inset(0 0 ${cut} 0)`
  return vertical ? `inset(0 0 0 ${cut})` : `inset(${cut} 0 0 0)`
}
