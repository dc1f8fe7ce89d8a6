import { useState, type FocusEvent, type KeyboardEvent } from 'react'

const cellsOf = (row: Element): HTMLElement[] => [...row.querySelectorAll<HTMLElement>('[data-cell]')]

/** A list of rows with buttons as one stop of Tab: arrows go from row to row and from button to button, Home and End to the ends. */
export function useRovingGrid(first: string) {
  const [at, setAt] = useState(first)
  const move = (e: KeyboardEvent<HTMLElement>) => {
    const grid = e.currentTarget
    const cell = e.target instanceof Element ? e.target.closest<HTMLElement>('[data-cell]') : null
    const row = cell?.closest('[data-row]')
    if (!cell || !row || e.altKey || e.ctrlKey || e.metaKey) return
    const rows = [...grid.querySelectorAll('[data-row]')]
    const cells = cellsOf(row)
    const here = rows.indexOf(row)
    const among = cells.indexOf(cell)
    /** The same kind of button in another row, else the row's name. */
    const inRow = (to: Element | undefined) => {
      const kind = cell.dataset.cell?.split(' ')[1]
      const others = to ? cellsOf(to) : []
      return others.find((other) => other.dataset.cell?.endsWith(` ${kind}`)) ?? others.at(-1)
    }
    const targets: Record<string, HTMLElement | undefined> = {
      ArrowDown: inRow(rows[here + 1]),
      ArrowUp: inRow(rows[here - 1]),
      ArrowRight: cells[among + 1],
      ArrowLeft: cells[among - 1],
      Home: inRow(rows[0]),
      End: inRow(rows.at(-1)),
    }
    if (!(e.key in targets)) return
    e.preventDefault()
    e.stopPropagation()
    targets[e.key]?.focus()
  }
  return {
    onKeyDown: move,
    onFocus(e: FocusEvent<HTMLElement>) {
      const cell = e.target instanceof HTMLElement ? e.target.dataset.cell : undefined
      if (cell !== undefined) setAt(cell)
    },
    /** What makes a button one of the list's. */
    cell: (row: string, kind: string) => {
      const id = `${row} ${kind}`
      return { 'data-cell': id, tabIndex: id === at ? 0 : -1 }
    },
    /** Whether the place of Tab is still in the list. */
    at,
    setAt,
  }
}
