import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { viewOf } from '../../core/design/photoView.ts'
import { sampleViews } from '../../core/design/sampleMarks.ts'
import { carryTo, carryToSample, type Carrying } from '../../store/carryActions.ts'
import { committedDesign, designStore } from '../../store/designStore.ts'
import { attempt } from '../../store/jobsStore.ts'
import { setView, viewStore } from '../../store/viewStore.ts'
import { toastCarried } from '../panels/carriedText.ts'
import { headStrings } from '../strings/headStrings.ts'
import { strings } from '../strings/strings.ts'

const t = headStrings.carry

/** The views of the visit that the open design can be carried to. */
export function CarryDesign() {
  const photos = useStore(designStore, (s) => s.photos)
  const open = useStore(designStore, (s) => s.photo)
  const isOpen = useStore(viewStore, (s) => s.carryOpen)
  const isSample = useStore(designStore, (s) => s.patient?.sample === true)
  const others = photos.filter((photo) => photo.id !== open?.id)
  /** Views of the sample patient come into the visit when they are first asked for. */
  const toAdd = isSample ? sampleViews.filter((view) => !photos.some((photo) => photo.view === view)) : []
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={(now) => setView({ carryOpen: now })}>
      <Button className="strip-action">{t.button}</Button>
      <Popover className="popover" placement="top start" isNonModal offset={6}>
        <Menu
          className="menu"
          aria-label={t.label}
          autoFocus="first"
          disabledKeys={['none']}
          onAction={(key) => {
            const chosen = others.find(({ id }) => id === key)
            const added = toAdd.find((view) => view === key)
            if (chosen)
              attempt(
                told(strings.views[chosen.view], (label) => carryTo(chosen.id, label)),
                t.failed,
              )
            else if (added)
              attempt(
                told(strings.views[added], (label) => carryToSample(added, label)),
                t.failed,
              )
          }}
        >
          {others.length + toAdd.length === 0 ? (
            <MenuItem id="none" className="menu-item">
              {t.noView}
            </MenuItem>
          ) : (
            [...others.map(({ id, view }) => ({ id, view })), ...toAdd.map((view) => ({ id: view, view }))].map(
              ({ id, view }) => (
                <MenuItem key={id} id={id} className="menu-item">
                  {strings.views[view]}
                </MenuItem>
              ),
            )
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

/** Carries the open design and says how it went. */
async function told(to: string, carry: (label: string) => Promise<Carrying>): Promise<void> {
  const design = committedDesign(designStore.getState())
  if (!design) return
  const from = strings.views[viewOf(design)]
  toastCarried(await carry(t.edit(from)), from, to)
}
