/** A field for 4 to 8 digits, never shown. What is no digit does not come into it. */
export function PinField(props: {
  label: string
  value: string
  first?: boolean
  describedBy?: string
  onChange: (digits: string) => void
}) {
  return (
    <label className="field">
      <span className="field-label">{props.label}</span>
      <input
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={8}
        className="field-input pin-field"
        data-first={props.first ? '' : undefined}
        aria-describedby={props.describedBy}
        value={props.value}
        onChange={(e) => props.onChange(e.currentTarget.value.replace(/[^0-9]/g, ''))}
      />
    </label>
  )
}
