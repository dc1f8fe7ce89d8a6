import { useState } from 'react'
import { number, parseNumber } from '../../shell/format.ts'

/** A figure that is typed: Enter or leaving takes it, Escape leaves it as it was. Null and an empty field mean none. */
export function NumberCell(props: {
  label: string
  value: number | null
  digits: number
  unit: string
  onCommit(value: number | null): void
}) {
  const { label, value, digits, unit, onCommit } = props
  const [draft, setDraft] = useState<string | null>(null)
  const shown = value === null ? '' : number(value, digits)
  const finish = () => {
    if (draft === null) return
    setDraft(null)
    if (draft.trim() === '') onCommit(null)
    else {
      const typed = parseNumber(draft.replace(/,(?=\d{3})/g, ''))
      if (typed !== null && draft !== shown) onCommit(typed)
    }
  }
  return (
    <span className="number-cell">
      <input
        className="number-field"
        inputMode="decimal"
        aria-label={label}
        value={draft ?? shown}
        placeholder="–"
        onFocus={(e) => {
          setDraft(shown)
          e.currentTarget.select()
        }}
        onChange={(e) => setDraft(e.currentTarget.value)}
        onBlur={finish}
        onKeyDown={(e) => {
          if (e.key === 'Enter') e.currentTarget.blur()
          if (e.key === 'Escape') {
            setDraft(null)
            e.stopPropagation()
          }
        }}
      />
      {unit && <span className="number-unit">{unit}</span>}
    </span>
  )
}
