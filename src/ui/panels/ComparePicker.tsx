import { ChevronDown } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { comparedDesign } from '../../store/comparedDesign.ts'
import { compareStore, setCompare, type CompareSide } from '../../store/compareStore.ts'
import { designStore } from '../../store/designStore.ts'
import { date } from '../shell/format.ts'
import { strings } from '../strings/strings.ts'
import { itemName, itemsOf, whenSaved, whenShown } from './comparedItems.ts'

/** Chooses what stands on one side. */
export function ComparePicker({ letter }: { letter: CompareSide }) {
  const state = useStore(compareStore)
  const chosen = state[letter]
  const snapshots = useStore(designStore, (s) => s.snapshots)
  const visit = useStore(designStore, (s) => s.visit)
  const design = comparedDesign(state, letter, snapshots)?.design
  const aside = design ? whenShown(design) : visit ? date(visit.date) : ''
  const items = itemsOf(snapshots)
  const label = strings.compare.pick(letter.toUpperCase())
  return (
    <div className={`picker picker-${letter}`}>
      <MenuTrigger>
        <Button className="picker-button floating" aria-label={`${label}, ${itemName(chosen, snapshots)}`}>
          <span className="letter" aria-hidden="true">
            {letter.toUpperCase()}
          </span>
          <span className="chip-strong">{itemName(chosen, snapshots)}</span>
          <span className="chip-quiet">{aside}</span>
          <ChevronDown size={16} aria-hidden="true" />
        </Button>
        <Popover className="popover" placement={letter === 'a' ? 'bottom start' : 'bottom end'} isNonModal offset={6}>
          <Menu
            className="menu"
            aria-label={label}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[chosen]}
            onSelectionChange={(keys) => {
              const item = items.find((id) => keys === 'all' || keys.has(id))
              if (item) setCompare(letter === 'a' ? { a: item } : { b: item })
            }}
          >
            {items.map((id) => (
              <MenuItem key={id} id={id} className="menu-item" textValue={itemName(id, snapshots)}>
                {itemName(id, snapshots)}
                <span className="menu-aside">{whenSaved(id, snapshots)}</span>
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  )
}
