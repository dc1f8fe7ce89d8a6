import { ChevronDown } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { designStore } from '../../../store/designStore.ts'
import { openSibling } from '../../../store/visits/recordActions.ts'
import { visitLine } from '../../panels/library/visitText.ts'
import { strings } from '../../strings/strings.ts'

/** The open visit in the top bar; where the patient has others, the way to them, to a photo of the same view. */
export function VisitMenu() {
  const visit = useStore(designStore, (s) => s.visit)
  const visits = useStore(designStore, (s) => s.visits)
  if (!visit) return null
  const line = visitLine(visit, visits)
  if (visits.length < 2)
    return (
      <span className="topbar-visit" title={line}>
        {line}
      </span>
    )
  return (
    <MenuTrigger>
      <Button className="topbar-visit topbar-visit-menu" aria-label={`${strings.library.visit.switch}, ${line}`}>
        <span className="topbar-visit-text" title={line}>
          {line}
        </span>
        <ChevronDown size={16} aria-hidden="true" />
      </Button>
      <Popover className="popover" placement="bottom start" isNonModal offset={6}>
        <Menu
          className="menu"
          aria-label={strings.library.visit.switch}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[visit.id]}
          onSelectionChange={(keys) => {
            const chosen = visits.find(({ id }) => keys !== 'all' && keys.has(id))
            if (chosen && chosen.id !== visit.id) void openSibling(chosen)
          }}
        >
          {visits.toReversed().map((other) => (
            <MenuItem key={other.id} id={other.id} className="menu-item" textValue={visitLine(other, visits)}>
              {visitLine(other, visits)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
