import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent as Key,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
} from 'react'
import { attempt } from '../../../store/jobsStore.ts'
import { placeSnapshot } from '../../../store/snapshots/snapshotActions.ts'
import { setView, viewStore } from '../../../store/viewStore.ts'
import { strings } from '../../strings/strings.ts'

/** A press that lasts longer looks at the snapshot instead of bringing it back. */
const HOLD_MS = 400
/** CSS px from which a press is a drag. */
const DRAG_PX = 8

interface Dragged {
  readonly id: string
  /** The place among the others where it would come to lie. */
  readonly place: number
}

const show = (peeked: string | null) => viewStore.getState().peeked !== peeked && setView({ peeked })

/**
 * A press on a snapshot of the strip: a short one is a click, a long one shows it over the photo until it is let go, and a
 * drag with mouse or pen gives it another place. A finger that moves scrolls the strip; for it the menu has the same moves.
 */
export function useSnapshotPress(list: RefObject<HTMLElement | null>, ids: readonly string[]) {
  const [dragged, setDragged] = useState<Dragged | null>(null)
  const drop = useRef<(() => void) | null>(null)
  /** The click that comes after a press that was more than one. */
  const spent = useRef(false)
  useEffect(() => () => drop.current?.(), [])

  const placeAt = (id: string, x: number): number =>
    ids.filter((other) => {
      const box = list.current?.querySelector(`[data-shot="${other}"]`)?.getBoundingClientRect()
      return other !== id && box !== undefined && box.left + box.width / 2 < x
    }).length

  return {
    mark(id: string): 'before' | 'after' | 'dragged' | undefined {
      if (!dragged) return undefined
      if (id === dragged.id) return 'dragged'
      const others = ids.filter((other) => other !== dragged.id)
      if (dragged.place === ids.indexOf(dragged.id)) return undefined
      if (others[dragged.place] === id) return 'before'
      return dragged.place === others.length && others.at(-1) === id ? 'after' : undefined
    },
    down(e: PointerEvent<HTMLElement>, id: string): void {
      if (e.button !== 0) return
      const shot = e.currentTarget
      const { clientX: fromX, pointerType } = e
      drop.current?.()
      spent.current = false
      let place: number | null = null
      const listening = new AbortController()
      const { signal } = listening
      const hold = setTimeout(() => {
        spent.current = true
        show(id)
      }, HOLD_MS)
      const end = () => {
        drop.current = null
        clearTimeout(hold)
        listening.abort()
        show(null)
        setDragged(null)
      }
      drop.current = end
      const onMove = (at: globalThis.PointerEvent) => {
        if (place === null && (spent.current || pointerType === 'touch' || Math.abs(at.clientX - fromX) < DRAG_PX))
          return
        clearTimeout(hold)
        spent.current = true
        if (place === null) shot.setPointerCapture(at.pointerId)
        place = placeAt(id, at.clientX)
        setDragged({ id, place })
      }
      const onUp = () => {
        end()
        if (place !== null) attempt(placeSnapshot(id, place), strings.notStored)
      }
      const onKey = (key: KeyboardEvent) => {
        if (key.key !== 'Escape') return
        key.stopPropagation()
        spent.current = true
        end()
      }
      addEventListener('pointermove', onMove, { signal })
      addEventListener('pointerup', onUp, { signal })
      addEventListener('pointercancel', end, { signal })
      addEventListener('blur', end, { signal })
      addEventListener('keydown', onKey, { capture: true, signal })
    },
    /** Space that is held shows it, too. */
    keyDown(e: Key, id: string): void {
      // A press that ended without a click, elsewhere or by Escape, spends none of the keyboard's.
      if (!e.repeat) spent.current = false
      if (e.key !== ' ' || !e.repeat) return
      spent.current = true
      show(id)
    },
    letGo(): void {
      show(null)
    },
    /** Whether this click is one. */
    isClick(e: MouseEvent): boolean {
      const was = spent.current
      spent.current = false
      if (was) e.preventDefault()
      return !was
    },
  }
}

export type SnapshotPress = ReturnType<typeof useSnapshotPress>
