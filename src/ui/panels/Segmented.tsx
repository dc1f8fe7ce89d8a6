import type { ReactNode } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { Hint } from '../shell/Hint.tsx'

interface Option<K extends string> {
  readonly id: K
  readonly name: string
  readonly content?: ReactNode
  /** Its keys, said with the name in a tooltip. */
  readonly hint?: string
  /** Whether the name stands in a tooltip, for an icon without keys. */
  readonly tip?: boolean
}

/** One of a few, in one row. */
export function Segmented<K extends string>(props: {
  label: string
  options: readonly Option<K>[]
  value: K | null
  className?: string
  onChange(id: K): void
}) {
  return (
    <ToggleButtonGroup
      className={`segmented ${props.className ?? ''}`}
      aria-label={props.label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={props.value === null ? [] : [props.value]}
      onSelectionChange={(keys) => {
        const chosen = props.options.find((o) => keys.has(o.id))
        if (chosen) props.onChange(chosen.id)
      }}
    >
      {props.options.map((o) => {
        const button = (
          <ToggleButton key={o.id} id={o.id} className="segment" aria-label={o.name}>
            {o.content ?? o.name}
          </ToggleButton>
        )
        return o.hint || o.tip ? (
          <Hint key={o.id} text={o.name} keys={o.hint}>
            {button}
          </Hint>
        ) : (
          button
        )
      })}
    </ToggleButtonGroup>
  )
}
