import { useLayoutEffect, useRef, useState } from 'react'
import { attempt } from '../../../store/jobsStore.ts'
import { lockStore } from '../../../store/lockStore.ts'
import { MOST_NOTE_LETTERS, noteSnapshot } from '../../../store/snapshots/snapshotActions.ts'
import type { Snapshot } from '../../panels/shownTypes.ts'
import { snapshotStrings as t } from '../../strings/snapshotStrings.ts'
import { strings } from '../../strings/strings.ts'
import { Modal } from '../Modal.tsx'
import './snapshotNote.css'

/** The artist’s words on a snapshot. Closing without `Keep note` leaves what was there; the lock keeps what was written. */
export function SnapshotNote({ snapshot, onClose }: { snapshot: Snapshot; onClose: () => void }) {
  const [text, setText] = useState(snapshot.note ?? '')
  const store = () => {
    if (text.trim() !== (snapshot.note ?? '')) attempt(noteSnapshot(snapshot.id, text), strings.notStored)
  }
  const keep = () => {
    onClose()
    store()
  }
  const asWritten = useRef(store)
  useLayoutEffect(() => {
    asWritten.current = store
  })
  useLayoutEffect(
    () => () => {
      if (lockStore.getState().locked) asWritten.current()
    },
    [],
  )
  return (
    <Modal title={t.noteOf(snapshot.name)} className="snapshot-note" onClose={onClose}>
      <textarea
        data-first
        className="snapshot-note-field"
        aria-label={t.note}
        aria-describedby="snapshot-note-who"
        rows={5}
        maxLength={MOST_NOTE_LETTERS}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) keep()
        }}
      />
      <footer className="modal-foot">
        <p className="note" id="snapshot-note-who">
          {t.noteWho}
        </p>
        <button type="button" className="button button-solid" onClick={keep}>
          {t.keepNote}
        </button>
      </footer>
    </Modal>
  )
}
