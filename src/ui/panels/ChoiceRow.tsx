import { ChevronDown } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'

/** One of several, too many for a row of segments: its name on a button that opens the list. */
export function ChoiceRow<K extends string>(props: {
  label: string
  value: K
  options: readonly K[]
  names: Readonly<Record<K, string>>
  onChange(id: K): void
}) {
  const { label, value, options, names } = props
  return (
    <div className="choice">
      <span className="choice-label" aria-hidden="true">
        {label}
      </span>
      <MenuTrigger>
        <Button className="choice-button" aria-label={`${label}, ${names[value]}`}>
          {names[value]}
          <ChevronDown size={16} aria-hidden="true" />
        </Button>
        <Popover className="popover" placement="bottom end" isNonModal offset={6}>
          <Menu
            className="menu"
            aria-label={label}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[value]}
            onSelectionChange={(keys) => {
              const chosen = options.find((id) => keys === 'all' || keys.has(id))
              if (chosen !== undefined && chosen !== value) props.onChange(chosen)
            }}
          >
            {options.map((id) => (
              <MenuItem key={id} id={id} className="menu-item" textValue={names[id]}>
                {names[id]}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  )
}
