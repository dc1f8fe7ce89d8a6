import { useLayoutEffect, useRef, useState } from 'react'
import { attempt } from '../../../store/jobsStore.ts'
import { lockStore } from '../../../store/lockStore.ts'
import { MOST_NOTE_LETTERS, noteSnapshot } from '../../../store/snapshots/snapshotActions.ts'
import type { Snapshot } from '../../panels/shownTypes.ts'
import { snapshotStrings as t } from '../../strings/snapshotStrings.ts'
import { strings } from '../../strings/strings.ts'
import { Modal } from '../Modal.tsx'
import './snapshotNote.css'

interface Draft {
  readonly text: string
  /** The note that stood when it was written: beside another one it is no longer what somebody would keep. */
  readonly before: string
}

/** What lay unkept when the screen was locked, by snapshot: opened again, the writing goes on from there. In memory alone. */
const drafts = new Map<string, Draft>()

/** The artist’s words on a snapshot. Nothing is stored before `Keep note`; what was being written outlasts the lock. */
export function SnapshotNote({ snapshot, onClose }: { snapshot: Snapshot; onClose: () => void }) {
  const { id, note: before = '' } = snapshot
  const [text, setText] = useState(() => {
    const draft = drafts.get(id)
    return draft?.before === before ? draft.text : before
  })
  const keep = () => {
    onClose()
    if (text.trim() !== before) attempt(noteSnapshot(id, text), strings.notStored)
  }
  const written = useRef<Draft>(null)
  useLayoutEffect(() => {
    written.current = { text, before }
  }, [text, before])
  useLayoutEffect(
    () => () => {
      if (lockStore.getState().locked && written.current) drafts.set(id, written.current)
      else drafts.delete(id)
    },
    [id],
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
