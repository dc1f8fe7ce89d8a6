import { ChevronDown, PencilLine } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { setView, viewStore } from '../../../store/viewStore.ts'
import { pencilStrings as t } from '../../strings/pencilStrings.ts'

const choices = {
  pencil: { name: t.pencil, take: () => setView({ penMode: true, fingersDraw: false }) },
  both: { name: t.both, take: () => setView({ penMode: false, fingersDraw: true }) },
  off: { name: t.off, take: () => setView({ penMode: false, fingersDraw: false, penTurnedOff: true }) },
} as const

const ids = ['pencil', 'both', 'off'] as const

/** Who draws, once a pencil has: the visible way to change it, and out of it. */
export function PencilChip() {
  const penMode = useStore(viewStore, (s) => s.penMode)
  const fingersDraw = useStore(viewStore, (s) => s.fingersDraw)
  if (!penMode && !fingersDraw) return null
  const now = penMode ? 'pencil' : 'both'
  return (
    <MenuTrigger>
      <Button className="chip chip-button floating" aria-label={`${choices[now].name}. ${t.change}`}>
        <PencilLine size={18} aria-hidden="true" />
        <span className="chip-strong">{choices[now].name}</span>
        <ChevronDown size={16} aria-hidden="true" />
      </Button>
      <Popover className="popover" placement="top start" isNonModal offset={6}>
        <Menu
          className="menu"
          aria-label={t.label}
          selectionMode="single"
          selectedKeys={[now]}
          onAction={(key) => choices[ids.find((id) => id === key) ?? 'off'].take()}
        >
          {ids.map((id) => (
            <MenuItem key={id} id={id} className="menu-item">
              {choices[id].name}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
