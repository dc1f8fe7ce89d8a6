import { useEffect, useRef, useState } from 'react'
import { Ellipsis, Star, StickyNote } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { setCompare } from '../../../store/compare/compareStore.ts'
import { attempt } from '../../../store/jobsStore.ts'
import {
  branchFromSnapshot,
  renameSnapshot,
  restoreSnapshot,
  shiftSnapshot,
  starSnapshot,
} from '../../../store/snapshots/snapshotActions.ts'
import { removeSnapshot } from '../../../store/snapshots/snapshotDeletion.ts'
import { viewStore } from '../../../store/viewStore.ts'
import type { Snapshot } from '../../panels/shownTypes.ts'
import { snapshotStrings } from '../../strings/snapshotStrings.ts'
import { strings } from '../../strings/strings.ts'
import { run } from '../commands/commands.ts'
import { part } from '../part.tsx'
import { ShotName } from './ShotName.tsx'
import { Thumbnail } from './Thumbnail.tsx'
import type { SnapshotPress } from './useSnapshotPress.ts'

const t = { ...strings.strip, ...snapshotStrings }
const SnapshotNote = part(() => import('./SnapshotNote.tsx').then((m) => m.SnapshotNote), {
  close: ({ onClose }) => onClose(),
})

function compareWithBefore(id: string): void {
  setCompare({ a: 'before', b: id })
  run('compare')
}

/** A snapshot in the strip: a press brings it back, a long one shows it, a drag puts it elsewhere; its menu holds the rest. */
export function SnapshotShot({
  snapshot,
  index,
  isLast,
  isCurrent,
  press,
}: {
  snapshot: Snapshot
  index: number
  isLast: boolean
  isCurrent: boolean
  press: SnapshotPress
}) {
  const { id, name, starred = false, note = '' } = snapshot
  const [renaming, setRenaming] = useState(false)
  const [noting, setNoting] = useState(false)
  const isMeant = useStore(viewStore, (s) => s.pointedAt === id)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isMeant) box.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [isMeant])
  const actions: Record<string, () => void> = {
    open: () => restoreSnapshot(id),
    branch: () => attempt(branchFromSnapshot(id), strings.notStored),
    compare: () => compareWithBefore(id),
    star: () => attempt(starSnapshot(id, !starred), strings.notStored),
    note: () => setNoting(true),
    rename: () => setRenaming(true),
    left: () => attempt(shiftSnapshot(id, -1), strings.notStored),
    right: () => attempt(shiftSnapshot(id, 1), strings.notStored),
    remove: () => attempt(removeSnapshot(id), strings.notStored),
  }
  const items = [
    ['open', t.open],
    ['branch', t.branch],
    ['compare', t.compare],
    ['star', starred ? t.unstar : t.star],
    ['note', note ? t.editNote : t.addNote],
    ['rename', t.rename],
    ...(index > 0 ? [['left', t.moveLeft] as const] : []),
    ...(isLast ? [] : [['right', t.moveRight] as const]),
    ['remove', t.remove],
  ] as const
  return (
    <div className="shot" ref={box} data-shot={id} data-drop={press.mark(id)} data-meant={isMeant || undefined}>
      <button
        type="button"
        className="shot-open"
        aria-label={name}
        aria-description={[starred && t.starred, note, t.held].filter(Boolean).join('. ')}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={(e) => {
          if (!press.isClick(e)) return
          if (viewStore.getState().onlyLooking) compareWithBefore(id)
          else restoreSnapshot(id)
        }}
        onPointerDown={(e) => press.down(e, id)}
        onKeyDown={(e) => press.keyDown(e, id)}
        onKeyUp={press.letGo}
        onBlur={press.letGo}
        onContextMenu={(e) => e.preventDefault()}
      >
        <Thumbnail kind="snapshot" id={id} />
        <span className="shot-badge" aria-hidden="true">
          {index + 1}
        </span>
        {(starred || note) && (
          <span className="shot-marks" aria-hidden="true">
            {starred && <Star size={12} fill="currentColor" />}
            {note && <StickyNote size={12} />}
          </span>
        )}
      </button>
      <MenuTrigger>
        <Button className="shot-menu" aria-label={t.options(name)}>
          <Ellipsis size={16} aria-hidden="true" />
        </Button>
        <Popover className="popover" placement="top" isNonModal offset={6}>
          <Menu className="menu" aria-label={t.options(name)} onAction={(key) => actions[key]?.()}>
            {items.map(([key, label]) => (
              <MenuItem key={key} id={key} className={`menu-item ${key === 'remove' ? 'danger' : ''}`}>
                {label}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {renaming ? (
        <NameField snapshot={snapshot} onDone={() => setRenaming(false)} />
      ) : (
        <ShotName name={name} onDoubleClick={() => setRenaming(true)} />
      )}
      {noting && <SnapshotNote snapshot={snapshot} onClose={() => setNoting(false)} />}
    </div>
  )
}

function NameField({ snapshot, onDone }: { snapshot: Snapshot; onDone: () => void }) {
  const [draft, setDraft] = useState(snapshot.name)
  const finish = () => {
    onDone()
    if (draft.trim() && draft.trim() !== snapshot.name) attempt(renameSnapshot(snapshot.id, draft), strings.notStored)
  }
  return (
    <input
      className="shot-name-field"
      aria-label={t.nameField}
      autoFocus
      value={draft}
      onFocus={(e) => e.currentTarget.select()}
      onChange={(e) => setDraft(e.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(e) => {
        if (e.key === 'Enter') finish()
        if (e.key === 'Escape') onDone()
      }}
    />
  )
}
