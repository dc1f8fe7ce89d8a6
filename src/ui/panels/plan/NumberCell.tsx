import type { TypedCell } from './typedNumbers.ts'

/** A figure that is typed, alone or in a group. Enter leaves it. */
export function NumberCell(props: {
  label: string
  cell: TypedCell
  unit: string
  /** What an empty field stands for. */
  empty?: string
  /** Of the words that say what is wrong. */
  problemId?: string
  /** The figure is the design's: what was taken is undone with it, from this field too. */
  ofDesign?: boolean
}) {
  const { label, cell, unit, empty = '–', problemId, ofDesign = false } = props
  return (
    <span className="number-cell">
      <input
        className="number-field"
        inputMode="decimal"
        aria-label={label}
        aria-invalid={cell.isWrong || undefined}
        aria-describedby={cell.isWrong ? problemId : undefined}
        data-settled={(ofDesign && cell.isSettled) || undefined}
        value={cell.text}
        placeholder={empty}
        onFocus={(e) => e.currentTarget.select()}
        onChange={(e) => cell.onType(e.currentTarget.value)}
        onKeyDown={(e) => {
          if (e.key === 'Enter') e.currentTarget.blur()
        }}
      />
      {unit && <span className="number-unit">{unit}</span>}
    </span>
  )
}

/** Why what was typed into cells was not taken; they are described by it. */
export function CellProblem({ id, problem }: { id: string; problem: string | null | undefined }) {
  if (!problem) return null
  return (
    <p id={id} className="note" role="alert">
      {problem}
    </p>
  )
}
