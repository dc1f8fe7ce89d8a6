import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { Switch, Tooltip, TooltipTrigger } from 'react-aria-components'

interface SwitchRowProps {
  label: string
  on: boolean
  detail?: ReactNode
  quiet?: boolean
  onChange: (on: boolean) => void
}

/** A setting that is on or off. The whole row is its target. */
export function SwitchRow(props: SwitchRowProps) {
  return <Row {...props} />
}

/** How long a pointer rests on it before its tooltip comes, ms: as on a button. */
const HINT_MS = 500

/** One that has a tooltip with its keys. A switch does not tell its trigger that a pointer or the keyboard is on it. */
export function HintedSwitchRow(props: SwitchRowProps & { hint: string; keys: string | undefined }) {
  const row = useRef<HTMLLabelElement>(null)
  const [isOver, setOver] = useState(false)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setOpen(isOver), isOver ? HINT_MS : 0)
    return () => clearTimeout(timer)
  }, [isOver])
  return (
    <TooltipTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Row {...props} row={row} onOver={setOver} />
      <Tooltip triggerRef={row} className="tooltip" placement="top" offset={6}>
        {props.hint}
        {props.keys && <kbd className="key">{props.keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}

interface Watched {
  row?: RefObject<HTMLLabelElement | null>
  onOver?: (isOver: boolean) => void
}

function Row({ row, onOver, ...props }: SwitchRowProps & Watched) {
  return (
    <Switch
      ref={row}
      className={`switch ${props.quiet ? 'switch-quiet' : ''}`}
      isSelected={props.on}
      onChange={props.onChange}
      onHoverChange={onOver}
      onFocus={(e) => e.target.matches(':focus-visible') && onOver?.(true)}
      onBlur={() => onOver?.(false)}
    >
      <span className="switch-label">{props.label}</span>
      {props.detail && <span className="switch-detail">{props.detail}</span>}
      <span className="switch-track" aria-hidden="true">
        <span className="switch-knob" />
      </span>
    </Switch>
  )
}
