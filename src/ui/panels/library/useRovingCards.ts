import { useState, type KeyboardEvent } from 'react'

/** A grid of cards as one stop of Tab: arrows go by card and by row as they lie on the screen, Home and End to the ends. */
export function useRovingCards(ids: readonly string[]) {
  const [at, setAt] = useState<string | null>(null)
  const stop = at !== null && ids.includes(at) ? at : ids[0]
  const onKeyDown = (e: KeyboardEvent<HTMLElement>) => {
    if (e.altKey || e.ctrlKey || e.metaKey || e.shiftKey) return
    const cards = [...e.currentTarget.querySelectorAll<HTMLElement>('[data-card]')]
    const here = cards.findIndex((card) => card === e.target)
    const first = cards[0]
    if (here < 0 || !first) return
    const columns = cards.filter((card) => Math.abs(card.offsetTop - first.offsetTop) < 4).length
    const last = cards.length - 1
    const inLastRow = Math.floor(here / columns) === Math.floor(last / columns)
    const targets: Record<string, number> = {
      ArrowRight: here + 1,
      ArrowLeft: here - 1,
      // A last row that is shorter is reached at its end.
      ArrowDown: inLastRow ? here : Math.min(here + columns, last),
      ArrowUp: here - columns,
      Home: 0,
      End: last,
    }
    const target = targets[e.key]
    if (target === undefined) return
    e.preventDefault()
    cards[target]?.focus()
  }
  return {
    onKeyDown,
    /** What makes a button one of the grid's. */
    card: (id: string) => ({ 'data-card': id, tabIndex: id === stop ? 0 : -1, onFocus: () => setAt(id) }),
  }
}
