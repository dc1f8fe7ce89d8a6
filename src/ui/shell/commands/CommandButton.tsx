import type { ReactNode } from 'react'
import { Focusable, type TooltipProps } from 'react-aria-components'
import { keysText, type Command, whyNot } from './command.ts'
import { Hint } from '../Hint.tsx'

/** A button that runs a row of the command table. Where it is off it stays reachable and says why. */
export function CommandButton(props: {
  command: Command
  className?: string
  /** The spoken name, where it is not the title. */
  name?: string
  hint?: string
  pressed?: boolean
  placement?: TooltipProps['placement']
  children: ReactNode
}) {
  const { command } = props
  const why = whyNot(command)
  return (
    <Hint
      text={why ?? props.hint ?? command.title}
      keys={why ? undefined : keysText(command)}
      placement={props.placement}
    >
      <Focusable>
        <button
          type="button"
          className={props.className ?? 'icon-button'}
          aria-label={props.name ?? command.title}
          data-command={command.id}
          aria-disabled={why ? true : undefined}
          aria-pressed={props.pressed}
          onClick={() => {
            if (!whyNot(command)) command.run()
          }}
        >
          {props.children}
        </button>
      </Focusable>
    </Hint>
  )
}
