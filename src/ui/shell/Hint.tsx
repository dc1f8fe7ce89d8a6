import type { ReactNode } from 'react'
import { Tooltip, TooltipTrigger, type TooltipProps } from 'react-aria-components'

/** A tooltip: what the control does, its keys, and why it is off where it is off. */
export function Hint(props: {
  text: string
  keys?: string
  placement?: TooltipProps['placement']
  children: ReactNode
}) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {props.children}
      <Tooltip className="tooltip" placement={props.placement ?? 'bottom'} offset={6}>
        {props.text}
        {props.keys && <kbd className="key">{props.keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}
