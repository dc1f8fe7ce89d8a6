import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { viewOf } from '../../core/design/photoView.ts'
import { carryTo } from '../../store/carryActions.ts'
import { committedDesign, designStore } from '../../store/designStore.ts'
import { attempt, toast } from '../../store/jobsStore.ts'
import { setView, viewStore } from '../../store/viewStore.ts'
import { headStrings } from '../strings/headStrings.ts'
import { strings } from '../strings/strings.ts'
import './carryDesign.css'

const t = headStrings.carry

/** The views of the visit that the open design can be carried to. */
export function CarryDesign() {
  const photos = useStore(designStore, (s) => s.photos)
  const open = useStore(designStore, (s) => s.photo)
  const isOpen = useStore(viewStore, (s) => s.carryOpen)
  const others = photos.filter((photo) => photo.id !== open?.id)
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={(now) => setView({ carryOpen: now })}>
      <Button className="carry-button">{t.button}</Button>
      <Popover className="popover" placement="top start" isNonModal offset={6}>
        <Menu
          className="menu"
          aria-label={t.label}
          autoFocus="first"
          disabledKeys={['none']}
          onAction={(key) => {
            const chosen = others.find(({ id }) => id === key)
            if (chosen) attempt(carry(chosen.id, strings.views[chosen.view]), t.failed)
          }}
        >
          {others.length === 0 ? (
            <MenuItem id="none" className="menu-item">
              {t.noView}
            </MenuItem>
          ) : (
            others.map((photo) => (
              <MenuItem key={photo.id} id={photo.id} className="menu-item">
                {strings.views[photo.view]}
              </MenuItem>
            ))
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

async function carry(photoId: string, view: string): Promise<void> {
  const design = committedDesign(designStore.getState())
  if (!design) return
  const from = strings.views[viewOf(design)]
  const done = await carryTo(photoId, t.edit(from))
  if (done === 'carried') toast(t.done(from))
  else if (done === 'fromFlat') toast(t.fromFlat)
  else if (done === 'toFlat') toast(t.toFlat(view))
}
