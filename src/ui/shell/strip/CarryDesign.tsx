import { useEffect } from 'react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { viewOf } from '../../../core/design/photoView.ts'
import { sampleViews } from '../../../core/design/scale/sampleMarks.ts'
import { carryTo, carryToSample, type Carrying } from '../../../store/visits/carryActions.ts'
import { committedDesign, designStore } from '../../../store/designStore.ts'
import { earlierDesigns, recallEarlierDesigns } from '../../../store/visits/earlierDesigns.ts'
import { inViewOrder } from '../../../store/visits/libraryFilters.ts'
import { attempt } from '../../../store/jobsStore.ts'
import { setView, viewStore } from '../../../store/viewStore.ts'
import { bring, bringText } from '../../panels/bringEarlier.ts'
import { toastCarried } from '../../panels/area/carriedText.ts'
import { headStrings } from '../../strings/headStrings.ts'
import { strings } from '../../strings/strings.ts'

const t = headStrings.carry

/** The views of the visit that the open design can be carried to, and what an earlier visit can bring to the open one. */
export function CarryDesign() {
  const photos = useStore(designStore, (s) => s.photos)
  const open = useStore(designStore, (s) => s.photo)
  const isOpen = useStore(viewStore, (s) => s.carryOpen)
  const isSample = useStore(designStore, (s) => s.patient?.sample === true)
  const others = inViewOrder(photos.filter((photo) => photo.id !== open?.id))
  /** Views of the sample patient come into the visit when they are first asked for. */
  const toAdd = isSample ? sampleViews.filter((view) => !photos.some((photo) => photo.view === view)) : []
  const earlier = useStore(earlierDesigns)
  const openId = open?.id
  useEffect(() => {
    if (openId) recallEarlierDesigns().catch(() => {}) // Then there is nothing to bring.
  }, [openId])
  const { visit } = earlier
  const toBring = visit && earlier.photoId === openId ? earlier.designs : []
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
            const brought = toBring.find(({ id }) => id === key)
            if (brought && visit) return bring(brought, visit)
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
          {others.length + toAdd.length + toBring.length === 0 ? (
            <MenuItem id="none" className="menu-item">
              {t.noView}
            </MenuItem>
          ) : (
            [
              ...others.map(({ id, view }) => ({ id, text: strings.views[view] })),
              ...toAdd.map((view) => ({ id: view, text: strings.views[view] })),
              ...(visit ? toBring.map((one) => ({ id: one.id, text: bringText(one, visit) })) : []),
            ].map(({ id, text }) => (
              <MenuItem key={id} id={id} className="menu-item">
                {text}
              </MenuItem>
            ))
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
