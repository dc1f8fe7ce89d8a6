import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Menu, MenuItem, Popover, ToggleButton } from 'react-aria-components'
import type { ToolName } from '../../core/tools/tool.ts'
import { strings } from '../strings/strings.ts'
import { variantStrings } from '../strings/variantStrings.ts'
import { keysText } from './commands/command.ts'
import { command } from './commands/commands.ts'
import { Hint } from './Hint.tsx'
import type { ToolVariants } from './commands/toolVariants.ts'

/** A press that lasts so long opens what a tool can be, ms (ux 4). */
const HOLD_MS = 400

/** A tool of the rail. Where there is more than one way to use it, a corner says so: held, or by right click, they open. */
export function RailTool(props: {
  tool: ToolName
  variants: ToolVariants | null
  /** It belongs to another step: where the rail is short it is left out. */
  elsewhere: boolean
  children: ReactNode
}) {
  const { tool, variants } = props
  const name = strings.tools[tool]
  const box = useRef<HTMLSpanElement>(null)
  const holding = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [open, setOpen] = useState(false)
  const letGo = () => clearTimeout(holding.current)
  useEffect(() => letGo, [])
  return (
    <span
      ref={box}
      className="rail-tool"
      data-variants={variants ? '' : undefined}
      data-elsewhere={props.elsewhere || undefined}
      onPointerDownCapture={(e) => {
        letGo()
        if (variants && e.button === 0) holding.current = setTimeout(() => setOpen(true), HOLD_MS)
      }}
      onPointerUpCapture={letGo}
      onPointerCancel={letGo}
      onPointerLeave={letGo}
      onContextMenu={(e) => {
        e.preventDefault()
        letGo()
        if (variants) setOpen(true)
      }}
    >
      <Hint
        text={variants ? variantStrings.hint(name) : name}
        keys={keysText(command(`tool.${tool}`))}
        placement="right"
      >
        <ToggleButton id={tool} className="rail-button" aria-label={name}>
          {props.children}
        </ToggleButton>
      </Hint>
      {variants && (
        <Popover
          className="popover"
          aria-label={variantStrings.of(name)}
          triggerRef={box}
          isOpen={open}
          onOpenChange={setOpen}
          placement="right top"
          offset={6}
        >
          <Menu
            className="menu"
            aria-label={variantStrings.of(name)}
            autoFocus="first"
            selectionMode="single"
            selectedKeys={variants.chosen === null ? [] : [variants.chosen]}
            onAction={(key) => {
              setOpen(false)
              variants.all.find(({ id }) => id === key)?.take()
            }}
          >
            {variants.all.map(({ id, name: text }) => (
              <MenuItem key={id} id={id} className="menu-item">
                {text}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      )}
    </span>
  )
}
