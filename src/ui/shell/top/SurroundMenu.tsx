import { Contrast } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { setView, surrounds, viewStore } from '../../../store/viewStore.ts'
import { keysText } from '../commands/command.ts'
import { command } from '../commands/commands.ts'
import { Hint } from '../Hint.tsx'
import { strings } from '../../strings/strings.ts'

const t = strings.surround

/** What lies around the photo: dark rooms make pictures look brighter, so shades are judged on grey. */
export function SurroundMenu() {
  const surround = useStore(viewStore, (s) => s.surround)
  return (
    <MenuTrigger>
      <Hint text={t.hint} keys={keysText(command('assess'))} placement="top">
        <Button className="icon-button" aria-label={t.label}>
          <Contrast aria-hidden="true" />
        </Button>
      </Hint>
      <Popover className="popover" placement="top end" offset={6}>
        <Menu
          className="menu"
          aria-label={t.label}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[surround]}
          onSelectionChange={(keys) => {
            const chosen = surrounds.find((name) => keys !== 'all' && keys.has(name))
            if (chosen) setView({ surround: chosen })
          }}
        >
          {surrounds.map((name) => (
            <MenuItem key={name} id={name} className="menu-item">
              {t.names[name]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
