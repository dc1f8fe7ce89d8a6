import { useStore } from 'zustand'
import { viewStore } from '../../../store/viewStore.ts'
import { keysText } from '../../shell/commands/command.ts'
import { command } from '../../shell/commands/commands.ts'
import { toolIcons } from '../../shell/Rail.tsx'
import { strings } from '../../strings/strings.ts'
import { Segmented } from '../Segmented.tsx'

/** A row of tools that draw, by icon, the one in hand by its name too. */
export function DrawTool<T extends 'brush' | 'lasso' | 'eraser' | 'exclude' | 'density'>(props: {
  label: string
  tools: readonly T[]
  onChange(tool: T): void
}) {
  const tool = useStore(viewStore, (s) => s.tool)
  return (
    <Segmented<T>
      label={props.label}
      className="segmented-icons"
      value={props.tools.find((name) => name === tool) ?? null}
      options={props.tools.map((name) => ({
        id: name,
        name: strings.tools[name],
        hint: keysText(command(`tool.${name}`)),
        content: (
          <>
            {toolIcons[name]}
            <span className="segment-name">{strings.tools[name]}</span>
          </>
        ),
      }))}
      onChange={props.onChange}
    />
  )
}
