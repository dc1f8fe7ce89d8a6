import { useState } from 'react'
import { Ellipsis } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import type { Snapshot } from '../panels/shownTypes.ts'
import { attempt } from '../../store/jobsStore.ts'
import { committedDesign, designStore } from '../../store/designStore.ts'
import { removeSnapshot, renameSnapshot, restoreSnapshot } from '../../store/snapshotActions.ts'
import { navigate, routeStore } from '../../store/routeStore.ts'
import { setCompare } from '../../store/compareStore.ts'
import { setView, viewStore } from '../../store/viewStore.ts'
import { AddView } from './AddView.tsx'
import { CarryDesign } from './CarryDesign.tsx'
import { SampleViews } from './SampleViews.tsx'
import { run } from './commands.ts'
import { date } from './format.ts'
import { strings } from '../strings/strings.ts'
import { Thumbnail } from './Thumbnail.tsx'

const t = strings.strip

export function FilmStrip() {
  const snapshots = useStore(designStore, (s) => s.snapshots)
  const photo = useStore(designStore, (s) => s.photo)
  const current = useStore(designStore, committedDesign)
  if (!photo) return null
  return (
    <div className="strip">
      <ViewsOfVisit />
      <section className="strip-part strip-grow" aria-label={t.snapshots}>
        <h2 className="strip-title">{t.snapshots}</h2>
        <div className="strip-row">
          <div className="shot">
            <button
              type="button"
              className="shot-open"
              aria-label={t.beforeHold}
              onPointerDown={(e) => {
                e.currentTarget.setPointerCapture(e.pointerId)
                setView({ photoAlone: true })
              }}
              onPointerUp={() => setView({ photoAlone: false })}
              onLostPointerCapture={() => setView({ photoAlone: false })}
              onKeyDown={(e) => (e.key === ' ' || e.key === 'Enter') && setView({ photoAlone: true })}
              onKeyUp={() => setView({ photoAlone: false })}
              onBlur={() => setView({ photoAlone: false })}
              onContextMenu={(e) => e.preventDefault()}
            >
              <Thumbnail kind="photo" id={photo.id} className="thumb-scalp" />
              <span className="shot-badge" aria-hidden="true">
                –
              </span>
            </button>
            <span className="shot-name">{t.before}</span>
          </div>
          {snapshots.map((snapshot, i) => (
            <Shot key={snapshot.id} snapshot={snapshot} index={i} isCurrent={snapshot.design === current} />
          ))}
          {snapshots.length === 0 && <p className="note strip-note">{t.none}</p>}
        </div>
      </section>
    </div>
  )
}

/** The photos of the open visit. */
export function ViewsOfVisit() {
  const photos = useStore(designStore, (s) => s.photos)
  const open = useStore(designStore, (s) => s.photo)
  const visit = useStore(designStore, (s) => s.visit)
  const onlyLooking = useStore(viewStore, (s) => s.onlyLooking)
  if (!visit) return null
  return (
    <section className="strip-part" aria-label={t.views(date(visit.date, 'long'))}>
      <div className="strip-head">
        <h2 className="strip-title">{t.views(date(visit.date, 'long'))}</h2>
        {!onlyLooking && open && <CarryDesign />}
      </div>
      <div className="strip-row">
        {photos.map((photo) => (
          <div key={photo.id} className="shot shot-view">
            <button
              type="button"
              className="shot-open"
              aria-label={strings.views[photo.view]}
              aria-current={photo.id === open?.id ? 'true' : undefined}
              onClick={() => {
                const screen = routeStore.getState().screen === 'compare' ? 'compare' : 'studio'
                navigate({ screen, patientId: photo.patientId, visitId: photo.visitId, photoId: photo.id })
              }}
            >
              <Thumbnail kind="photo" id={photo.id} />
            </button>
            <span className="shot-name">{strings.views[photo.view]}</span>
          </div>
        ))}
        {!onlyLooking && <SampleViews />}
        {!onlyLooking && <AddView />}
      </div>
    </section>
  )
}

function compareWithBefore(id: string): void {
  setCompare({ a: 'before', b: id })
  run('compare')
}

function Shot({ snapshot, index, isCurrent }: { snapshot: Snapshot; index: number; isCurrent: boolean }) {
  const [draft, setDraft] = useState<string | null>(null)
  const finish = (name: string) => {
    setDraft(null)
    if (name.trim() && name.trim() !== snapshot.name) attempt(renameSnapshot(snapshot.id, name), strings.notStored)
  }
  return (
    <div className="shot">
      <button
        type="button"
        className="shot-open"
        aria-label={snapshot.name}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() =>
          viewStore.getState().onlyLooking ? compareWithBefore(snapshot.id) : restoreSnapshot(snapshot.id)
        }
      >
        <Thumbnail kind="snapshot" id={snapshot.id} />
        <span className="shot-badge" aria-hidden="true">
          {index + 1}
        </span>
      </button>
      <MenuTrigger>
        <Button className="shot-menu" aria-label={t.options(snapshot.name)}>
          <Ellipsis size={16} aria-hidden="true" />
        </Button>
        <Popover className="popover" placement="top" isNonModal offset={6}>
          <Menu
            className="menu"
            aria-label={t.options(snapshot.name)}
            onAction={(key) => {
              if (key === 'open') restoreSnapshot(snapshot.id)
              if (key === 'rename') setDraft(snapshot.name)
              if (key === 'remove') attempt(removeSnapshot(snapshot.id), strings.notStored)
              if (key === 'compare') compareWithBefore(snapshot.id)
            }}
          >
            <MenuItem id="open" className="menu-item">
              {t.open}
            </MenuItem>
            <MenuItem id="compare" className="menu-item">
              {t.compare}
            </MenuItem>
            <MenuItem id="rename" className="menu-item">
              {t.rename}
            </MenuItem>
            <MenuItem id="remove" className="menu-item danger">
              {t.remove}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {draft === null ? (
        <span className="shot-name" onDoubleClick={() => setDraft(snapshot.name)}>
          {snapshot.name}
        </span>
      ) : (
        <input
          className="shot-name-field"
          aria-label={t.nameField}
          autoFocus
          value={draft}
          onFocus={(e) => e.currentTarget.select()}
          onChange={(e) => setDraft(e.currentTarget.value)}
          onBlur={() => finish(draft)}
          onKeyDown={(e) => {
            if (e.key === 'Enter') finish(draft)
            if (e.key === 'Escape') setDraft(null)
          }}
        />
      )}
    </div>
  )
}
