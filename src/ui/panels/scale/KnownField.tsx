import { useState } from 'react'
import { parseLengthMm } from '../../shell/figures/format.ts'
import { lengthFigure, lengthUnit, unitName } from '../../shell/figures/length.ts'
import { scaleStrings as t } from '../../strings/scaleStrings.ts'

/** Longer than any ruler in a photo of a head. */
const LONGEST_MM = 1000

/** The length between the two points, as it is typed and read. */
export function KnownField(props: { mm: number | null; autoFocus: boolean; onEnter(mm: number): void }) {
  const shown = props.mm === null ? '' : lengthFigure(props.mm, 1)
  const unit = lengthUnit()
  const [draft, setDraft] = useState<string | null>(null)
  const finish = () => {
    const mm = draft === null ? null : parseLengthMm(draft, unit)
    setDraft(null)
    if (mm !== null && mm > 0 && mm < LONGEST_MM && draft !== shown) props.onEnter(mm)
  }
  return (
    <span className="known-field">
      <input
        className="known-input"
        aria-label={t.distanceField(unitName(unit))}
        inputMode="decimal"
        autoComplete="off"
        autoFocus={props.autoFocus}
        placeholder={t.enter(unitName(unit))}
        data-settled={draft === null || undefined}
        value={draft ?? shown}
        onFocus={(e) => e.currentTarget.select()}
        onChange={(e) => setDraft(e.currentTarget.value)}
        onBlur={finish}
        onKeyDown={(e) => {
          if (e.key === 'Enter') finish()
          if (e.key === 'Escape') setDraft(null)
        }}
      />
      {(props.mm !== null || draft) && <span className="known-unit">{unit}</span>}
    </span>
  )
}
