import { useLayoutEffect } from 'react'
import { setView } from '../../../store/viewStore.ts'

let typed = ''

/** What was typed before the search was there. */
export const typedAhead = (): string => typed

export function forgetTyped(): void {
  typed = ''
}

/** While the search's code is on its way: letters are meant for it, and no shortcuts. */
export function TypedAhead() {
  useLayoutEffect(() => {
    const onKeyDown = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey) return
      e.preventDefault()
      e.stopPropagation()
      if (e.key === 'Escape') setView({ searchOpen: false })
      else if (e.key === 'Backspace') typed = typed.slice(0, -1)
      else if (e.key.length === 1) typed += e.key
    }
    addEventListener('keydown', onKeyDown, true)
    return () => removeEventListener('keydown', onKeyDown, true)
  }, [])
  return null
}
