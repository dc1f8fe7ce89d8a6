import { useEffect, useLayoutEffect, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { lockStore, uncover } from '../../../store/lockStore.ts'
import { refuseFiles } from '../refuseFiles.ts'
import { LockScreen } from './LockScreen.tsx'

/** Shows what it holds, or the lock in its place: while it is locked nothing else is on the page. */
export function LockGate({ children }: { children: ReactNode }) {
  const locked = useStore(lockStore, (s) => s.locked)
  const leaving = useStore(lockStore, (s) => s.leaving)
  const shut = locked || leaving
  useFocusThere(shut)
  const handedOver = useStore(lockStore, (s) => s.handedOver)
  useLayoutEffect(() => {
    if (shut) uncover()
    // Asked for the PIN to leave, and then locked: the page was covered once more.
  }, [shut, locked])
  const closed = shut || handedOver
  useEffect(() => (closed ? refuseFiles() : undefined), [closed])
  return shut ? <LockScreen key={`${locked}`} leaving={!locked} /> : children
}

/** Where the keyboard was, so that it can be there again. */
let lastFocused: string | null = null

/** Puts the focus where it was before; what had it is another element by now. */
function useFocusThere(shut: boolean): void {
  useEffect(() => {
    if (shut) return undefined
    const place = lastFocused
    // Screens and dialogs are there a moment later.
    const frame = requestAnimationFrame(() => {
      if (place && document.activeElement === document.body) document.querySelector<HTMLElement>(place)?.focus()
    })
    const follow = (e: FocusEvent) => {
      lastFocused = e.target instanceof Element ? placeOf(e.target) : null
    }
    addEventListener('focusin', follow)
    return () => {
      cancelAnimationFrame(frame)
      removeEventListener('focusin', follow)
    }
  }, [shut])
}

/** A selector by what stays the same when it is drawn anew; null where there is nothing of that kind. */
function placeOf(element: Element): string | null {
  for (const name of ['data-command', 'aria-label', 'name']) {
    const value = element.getAttribute(name)
    if (value) return `${element.localName}[${name}="${CSS.escape(value)}"]`
  }
  return element.getAttribute('role') === 'application' ? '[role="application"]' : null
}
