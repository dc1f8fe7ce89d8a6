import type { ReactNode } from 'react'
import { Switch } from 'react-aria-components'

/** A setting that is on or off. The whole row is its target. */
export function SwitchRow(props: {
  label: string
  on: boolean
  detail?: ReactNode
  quiet?: boolean
  onChange: (on: boolean) => void
}) {
  return (
    <Switch className={`switch ${props.quiet ? 'switch-quiet' : ''}`} isSelected={props.on} onChange={props.onChange}>
      <span className="switch-label">{props.label}</span>
      {props.detail && <span className="switch-detail">{props.detail}</span>}
      <span className="switch-track" aria-hidden="true">
        <span className="switch-knob" />
      </span>
    </Switch>
  )
}
