import { useStore } from 'zustand'
import { photoViews, type PhotoView } from '../../../core/design/photoView.ts'
import { attempt, toast } from '../../../store/jobsStore.ts'
import { navigate, routeStore } from '../../../store/routeStore.ts'
import {
  chooseView,
  chooseVisit,
  endSorting,
  keepSorted,
  sortingStore,
  type SortItem,
  type Sorting,
} from '../../../store/visits/sortingStore.ts'
import { date, number } from '../../shell/figures/format.ts'
import { Modal } from '../../shell/Modal.tsx'
import { strings } from '../../strings/strings.ts'
import { problemText } from '../problemText.ts'
import { QualityNotes } from './QualityNotes.tsx'
import './sortPhotos.css'

const t = strings.capture.sort

/** Many photos at once: which of the standard views each of them is. Nothing is stored before `Add`. */
export function SortPhotos() {
  const sorting = useStore(sortingStore, (s) => s.sorting)
  return sorting && <Sheet sorting={sorting} />
}

function Sheet({ sorting }: { sorting: Sorting }) {
  const { items, visitId, visits } = sorting
  const read = items.filter((item) => item.read !== null || item.problem !== null).length
  const chosen = items.filter((item) => item.read !== null && item.view !== null).length
  const there = sorting.photos.filter((photo) => photo.visitId === visitId).map(({ view }) => view)
  const why = read < items.length ? t.stillReading(number(read), number(items.length)) : chosen === 0 ? t.nothing : null
  return (
    <Modal title={t.title} className="sort" onClose={() => !sorting.storing && endSorting()}>
      <div className="sort-head">
        <p className="note">{t.text}</p>
        {sorting.anyVisit && (
          <label className="sort-visit">
            <span className="field-label">{t.visit}</span>
            <select
              className="select"
              value={visitId ?? ''}
              onChange={(e) => chooseVisit(e.currentTarget.value === '' ? null : e.currentTarget.value)}
            >
              <option value="">{t.newVisit}</option>
              {visits.toReversed().map((visit) => (
                <option key={visit.id} value={visit.id}>
                  {`${strings.visitKinds[visit.kind]} · ${date(visit.date, 'long')}`}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <ul className="sort-items">
        {items.map((item) => (
          <Item key={item.id} item={item} there={there} />
        ))}
      </ul>
      <div className="sort-actions">
        <span className="note" role="status">
          {why}
        </span>
        <button type="button" className="button" onClick={endSorting} disabled={sorting.storing}>
          {t.cancel}
        </button>
        <button
          type="button"
          className="button button-solid"
          aria-disabled={why !== null || sorting.storing}
          onClick={() => why === null && attempt(keep(), strings.notStored)}
        >
          {t.add(chosen, number(chosen))}
        </button>
      </div>
    </Modal>
  )
}

async function keep(): Promise<void> {
  const kept = await keepSorted()
  if (!kept) return
  const { count, photo } = kept
  const { patientId, visitId, id } = photo
  const open = { label: t.open, run: () => navigate({ screen: 'studio', patientId, visitId, photoId: id }) }
  toast(t.added(count, number(count)), routeStore.getState().screen === 'library' ? open : undefined)
}

function Item({ item, there }: { item: SortItem; there: readonly PhotoView[] }) {
  const { read, problem, preview, name, view } = item
  return (
    <li className={view === null ? 'sort-item sort-out' : 'sort-item'}>
      <div className="sort-picture">
        {preview ? (
          <img src={preview} alt="" draggable={false} />
        ) : (
          <span className="sort-blank">{!problem && t.reading}</span>
        )}
      </div>
      <div className="sort-facts">
        <p className="sort-name" title={name}>
          {name}
        </p>
        {problem ? (
          <p className="note warning" role="alert">
            {problemText(problem)}
          </p>
        ) : (
          <select
            className="select"
            aria-label={t.viewOf(name)}
            value={view ?? ''}
            onChange={(e) => chooseView(item.id, photoViews.find((known) => known === e.currentTarget.value) ?? null)}
          >
            {photoViews.map((known) => (
              <option key={known} value={known}>
                {there.includes(known) ? t.again(strings.views[known]) : strings.views[known]}
              </option>
            ))}
            <option value="">{t.leaveOut}</option>
          </select>
        )}
        {read && <QualityNotes photo={photoOf(item)} marks={read.marks} view={view} quality={read.quality} />}
        {item.notStored && (
          <p className="note warning" role="alert">
            {t.notStored}
          </p>
        )}
      </div>
    </li>
  )
}

function photoOf({ id, read }: SortItem) {
  const { hash = '', width = 0, height = 0 } = read?.opened ?? {}
  return { id: String(id), hash, width, height }
}
