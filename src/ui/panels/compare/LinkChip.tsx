import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Link2, RotateCcw, Unlink2 } from 'lucide-react'
import { Focusable } from 'react-aria-components'
import { useStore } from 'zustand'
import { isScaled, surfaceOf } from '../../../core/design/scale/calibration.ts'
import { isUnmoved } from '../../../core/geometry/similarity.ts'
import {
  compareStore,
  looseItem,
  nudge,
  offsetOf,
  realign,
  setCompare,
  sidesShown,
  type CompareState,
} from '../../../store/compare/compareStore.ts'
import { comparedVisits, otherOf } from '../../../store/compare/comparedVisits.ts'
import { designStore } from '../../../store/designStore.ts'
import { number } from '../../shell/figures/format.ts'
import { lengthText } from '../../shell/figures/length.ts'
import { Hint } from '../../shell/Hint.tsx'
import { compareStrings as t } from '../../strings/compareStrings.ts'

/** A press of an arrow: about a third of a millimetre on a face, and less than a pixel of most screens at fit. */
const NUDGE_MM = 0.3
const NUDGE_PX = 1

const ways = [
  ['left', -1, 0, <ArrowLeft key="i" aria-hidden="true" />],
  ['up', 0, -1, <ArrowUp key="i" aria-hidden="true" />],
  ['down', 0, 1, <ArrowDown key="i" aria-hidden="true" />],
  ['right', 1, 0, <ArrowRight key="i" aria-hidden="true" />],
] as const

/** Whether all pictures move together, what they are aligned by, and the way to move one of them alone. */
export function LinkChip() {
  const state = useStore(compareStore)
  const aligned = useAligned(state)
  const { linked } = state
  const item = looseItem(state)
  const letter = letterOf(state, item)
  const offset = offsetOf(state, item)
  const mmPerPx = useMmPerPx()
  const step = mmPerPx === null ? NUDGE_PX : NUDGE_MM / mmPerPx
  const moved = !isUnmoved(offset)
  return (
    <div className="link-chip floating">
      <Hint text={linked ? t.unlink : t.link} placement="top">
        <Focusable>
          <button
            type="button"
            className="chip chip-button"
            aria-label={linked ? t.unlink : t.link}
            onClick={() => setCompare({ linked: !linked })}
          >
            {linked ? <Link2 size={18} aria-hidden="true" /> : <Unlink2 size={18} aria-hidden="true" />}
            <span className="chip-strong">{linked ? t.linked : t.unlinked}</span>
            {aligned && linked && <span className="chip-quiet">{t.alignedBy[aligned]}</span>}
          </button>
        </Focusable>
      </Hint>
      {(!linked || moved) && (
        <span className="nudges" role="group" aria-label={t.nudge(letter)}>
          {!linked &&
            ways.map(([way, x, y, icon]) => (
              <button
                key={way}
                type="button"
                className="icon-button"
                aria-label={t.nudgeTo(letter, way)}
                onClick={() => nudge(item, x * step, y * step)}
              >
                {icon}
              </button>
            ))}
          {moved && (
            <>
              <span className="chip-quiet" role="status">
                {movedText(offset, mmPerPx)}
              </span>
              <Hint text={t.realign(letter)} placement="top">
                <Focusable>
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={t.realign(letter)}
                    onClick={() => realign(item)}
                  >
                    <RotateCcw aria-hidden="true" />
                  </button>
                </Focusable>
              </Hint>
            </>
          )}
        </span>
      )}
    </div>
  )
}

const letterOf = (s: CompareState, item: string): string =>
  (sidesShown(s).find((side) => s[side] === item) ?? 'b').toUpperCase()

/** By what a photo of another visit lies on this one; null where all pictures are of one photo. */
function useAligned(s: CompareState): 'marks' | 'edges' | null {
  const others = useStore(comparedVisits, (v) => v.others)
  const places = useStore(comparedVisits, (v) => v.places)
  const found = sidesShown(s).map((side) => otherOf(s[side], others))
  const by = found.flatMap((other) => (other ? [places[other.photo.id]?.by ?? 'marks'] : []))
  return by.length === 0 ? null : by.includes('marks') ? 'marks' : 'edges'
}

/** Null where millimetres are not known. */
function useMmPerPx(): number | null {
  const design = useStore(designStore, (s) => s.design)
  return design && isScaled(design) ? surfaceOf(design).mmPerPxAt(design.marks.glabella) : null
}

function movedText({ dx, dy }: { dx: number; dy: number }, mmPerPx: number | null): string {
  const length = (px: number) => (mmPerPx === null ? t.px(number(Math.abs(px))) : lengthText(Math.abs(px) * mmPerPx, 1))
  return t.movedBy((dx < 0 ? t.left : t.right)(length(dx)), (dy < 0 ? t.up : t.down)(length(dy)))
}
