import { useEffect, useRef, useState } from 'react'
import { visitKinds, type VisitKind } from '../../../core/plan/visitKinds.ts'
import { lockStore } from '../../../store/lockStore.ts'
import { Modal } from '../../shell/Modal.tsx'
import { strings } from '../../strings/strings.ts'
import { Segmented } from '../Segmented.tsx'
import { MOST_VISIT_LETTERS } from '../../../store/shortText.ts'
import './visitForm.css'

const t = strings.library.visit

interface VisitRecord {
  readonly kind: VisitKind
  readonly date: string
  readonly notes?: string
  readonly tags?: readonly string[]
}

interface Draft {
  readonly kind: VisitKind
  readonly day: string
  readonly tags: string
  readonly notes: string
}

/** What was being written when the screen was locked, by `draftOf`: opened again, the form goes on from there. */
const drafts = new Map<string, Draft>()

/** What is written down about a visit; nothing is stored before its button is pressed. */
export function VisitForm(props: {
  title: string
  action: string
  record: VisitRecord
  /** Whose draft it is. */
  draftOf: string
  onClose(): void
  onDone(record: VisitRecord): void
  onRemove?: () => void
}) {
  const { record, draftOf } = props
  const [draft] = useState(() => drafts.get(draftOf))
  const [kind, setKind] = useState(draft?.kind ?? record.kind)
  const [day, setDay] = useState(draft?.day ?? dayOf(record.date))
  const [tags, setTags] = useState(draft?.tags ?? record.tags?.join(', ') ?? '')
  const [notes, setNotes] = useState(draft?.notes ?? record.notes ?? '')
  const now = useRef<Draft>({ kind, day, tags, notes })
  useEffect(() => {
    now.current = { kind, day, tags, notes }
  }, [kind, day, tags, notes])
  useEffect(
    () => () => {
      if (lockStore.getState().locked) drafts.set(draftOf, now.current)
      else drafts.delete(draftOf)
    },
    [draftOf],
  )
  const date = onDay(record.date, day)
  return (
    <Modal title={props.title} className="visit-form" onClose={props.onClose}>
      <form
        onSubmit={(e) => {
          e.preventDefault()
          if (date === null) return
          props.onClose()
          props.onDone({ kind, date, notes: notes.trim() || undefined, tags: tagsOf(tags) })
        }}
      >
        <Segmented<VisitKind>
          label={t.kind}
          options={visitKinds.map((id) => ({ id, name: strings.visitKinds[id] }))}
          value={kind}
          onChange={setKind}
        />
        <div className="visit-form-row">
          <label className="field">
            <span className="field-label">{t.date}</span>
            <input
              type="date"
              className="field-input"
              required
              value={day}
              aria-invalid={date === null}
              onChange={(e) => setDay(e.currentTarget.value)}
            />
          </label>
          <label className="field visit-form-grow">
            <span className="field-label">{t.tags}</span>
            <input
              className="field-input"
              autoComplete="off"
              value={tags}
              onChange={(e) => setTags(e.currentTarget.value)}
            />
          </label>
        </div>
        <label className="field">
          <span className="field-label">{t.notes}</span>
          <textarea
            className="field-input visit-form-notes"
            rows={4}
            maxLength={MOST_VISIT_LETTERS}
            value={notes}
            onChange={(e) => setNotes(e.currentTarget.value)}
          />
        </label>
        <div className="visit-form-actions">
          {props.onRemove && (
            <button
              type="button"
              className="button danger visit-form-remove"
              onClick={() => {
                props.onClose()
                props.onRemove?.()
              }}
            >
              {t.remove}
            </button>
          )}
          <button type="button" className="button" onClick={props.onClose}>
            {strings.library.cancel}
          </button>
          <button
            type="submit"
            className="button button-solid"
            disabled={date === null}
            title={date === null ? t.badDate : undefined}
          >
            {props.action}
          </button>
        </div>
      </form>
    </Modal>
  )
}

/** As the browser's date field has it, in the clinic's own time. */
function dayOf(iso: string): string {
  const day = new Date(iso)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

/** The same time of another day; null where no day is given. */
function onDay(iso: string, day: string): string | null {
  const [year, month, date] = day.split('-').map(Number)
  if (!year || !month || !date) return null
  const moved = new Date(iso)
  moved.setFullYear(year, month - 1, date)
  return moved.toISOString()
}

function tagsOf(text: string): readonly string[] | undefined {
  const tags = [...new Set(text.split(',').map((tag) => tag.trim()))].filter(Boolean)
  return tags.length > 0 ? tags : undefined
}
