import { useState, type FocusEvent, type ReactNode } from 'react'

interface Asked {
  /** Null where there is nothing to say. */
  readonly said: string | null
  /** Whether another bar stands in its place just now. */
  readonly waits: boolean
  /** What answers it. */
  readonly children: ReactNode
}

/** One line on the photo that nobody asked for, with the answers to it. What the keyboard is at does not go from under it. */
export function AskingBar({ said, waits, children }: Asked) {
  const [held, setHeld] = useState(false)
  // Buttons that are gone tell nobody that they have lost the focus.
  if (said === null && held) setHeld(false)
  const shown = said !== null && (held || !waits)
  return (
    <div
      className={shown ? 'hint hint-asks floating' : 'hint-none'}
      onFocus={(e: FocusEvent) => setHeld(e.target.matches(':focus-visible'))}
      onBlur={() => setHeld(false)}
    >
      <div role="status">{shown && <p>{said}</p>}</div>
      {shown && children}
    </div>
  )
}

/** Once a bar is answered its buttons go: the focus goes on to the photo, unless it is elsewhere already. */
export function goOnToPhoto(): void {
  const at = document.activeElement
  if (at === null || at === document.body || at.closest('.hint-asks'))
    document.querySelector<HTMLElement>('.studio-canvas')?.focus()
}
