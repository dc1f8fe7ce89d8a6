import { Fragment, memo, useRef } from 'react'
import { useStore } from 'zustand'
import { photoViews } from '../../../core/design/photoView.ts'
import { committedDesign, designStore } from '../../../store/designStore.ts'
import { inViewOrder } from '../../../store/visits/libraryFilters.ts'
import { navigate, routeStore } from '../../../store/routeStore.ts'
import { setView, viewStore } from '../../../store/viewStore.ts'
import { AddView } from './AddView.tsx'
import { CarryDesign } from './CarryDesign.tsx'
import { SampleSnapshots, SampleViewShot, useSampleViews } from './SampleViews.tsx'
import { date } from '../figures/format.ts'
import { useSnapshotFlight } from './snapshotFlight.ts'
import { SnapshotShot } from './SnapshotShot.tsx'
import { strings } from '../../strings/strings.ts'
import { Thumbnail } from './Thumbnail.tsx'
import { useSnapshotPress } from './useSnapshotPress.ts'

const t = strings.strip

export function FilmStrip() {
  const snapshots = useStore(designStore, (s) => s.snapshots)
  const photo = useStore(designStore, (s) => s.photo)
  const current = useStore(designStore, committedDesign)
  const list = useRef<HTMLDivElement>(null)
  const ids = snapshots.map((s) => s.id)
  const press = useSnapshotPress(list, ids)
  useSnapshotFlight(list, photo?.id, snapshots)
  if (!photo) return null
  return (
    <div className="strip">
      <ViewsOfVisit />
      <section className="strip-part strip-grow" aria-label={t.snapshots}>
        <h2 className="strip-title">{t.snapshots}</h2>
        <div className="strip-row" ref={list}>
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
            <SnapshotShot
              key={snapshot.id}
              snapshot={snapshot}
              index={i}
              isLast={i === snapshots.length - 1}
              isCurrent={snapshot.design === current}
              press={press}
            />
          ))}
          {snapshots.length === 0 && <p className="note strip-note">{t.none}</p>}
          <SampleSnapshots />
        </div>
      </section>
    </div>
  )
}

/** The photos of the open visit, in the order of the standard views as the library has them. Where they are compared, nothing is designed. */
export const ViewsOfVisit = memo(function ViewsOfVisit({ compared = false }: { compared?: boolean }) {
  const photos = useStore(designStore, (s) => s.photos)
  const open = useStore(designStore, (s) => s.photo)
  const visit = useStore(designStore, (s) => s.visit)
  const onlyLooking = useStore(viewStore, (s) => s.onlyLooking)
  const toOpen = useSampleViews()
  if (!visit) return null
  const samples = onlyLooking ? [] : toOpen
  return (
    <section className="strip-part" aria-label={t.views(date(visit.date, 'long'))}>
      <div className="strip-head">
        <h2 className="strip-title">{t.views(date(visit.date, 'long'))}</h2>
        {!onlyLooking && !compared && open && <CarryDesign />}
      </div>
      <div className="strip-row">
        {photoViews.map((view) => (
          <Fragment key={view}>
            {inViewOrder(photos.filter((photo) => photo.view === view)).map((photo) => (
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
            {samples
              .filter((sample) => sample === view)
              .map((sample) => (
                <SampleViewShot key={sample} view={sample} />
              ))}
          </Fragment>
        ))}
        {!onlyLooking && <AddView />}
      </div>
    </section>
  )
})
