import { memo, useState } from 'react'
import { BookmarkPlus, ChevronLeft, Download, FileDown, Lock, Redo2, Scan, Undo2 } from 'lucide-react'
import { useStore } from 'zustand'
import type { VisitStep } from '../../../core/design/visitHistory.ts'
import { attempt } from '../../../store/jobsStore.ts'
import { designStore, type StudioState } from '../../../store/designStore.ts'
import { navigate } from '../../../store/routeStore.ts'
import { renamePatient } from '../../../store/visits/visitActions.ts'
import { isHere, nextRedo, nextUndo } from '../../../store/edits/visitSteps.ts'
import { ExportPopover } from '../../panels/export/ExportPopover.tsx'
import { CommandButton } from '../commands/CommandButton.tsx'
import { command, run } from '../commands/commands.ts'
import { Logo } from '../glyphs.tsx'
import { viewStore } from '../../../store/viewStore.ts'
import { storageStrings } from '../../strings/storageStrings.ts'
import { StorageNotice } from '../storage/StorageNotice.tsx'
import { strings } from '../../strings/strings.ts'
import { useCommandState } from '../commands/useCommandState.ts'
import { VisitMenu } from '../strip/VisitMenu.tsx'

const t = strings.top

interface Props {
  readonly screen: 'studio' | 'compare' | 'plan'
}

/** With what has to be said of the storage below it. */
export function TopBar(props: Props) {
  return (
    <>
      <Bar {...props} />
      <StorageNotice />
    </>
  )
}

function Bar({ screen }: Props) {
  useCommandState()
  const open = useStore(designStore, (s) => s.photo !== null)
  const save = useStore(designStore, (s) => s.save)
  const onlyLooking = useStore(viewStore, (s) => s.onlyLooking)
  return (
    <header className="topbar" data-save={save}>
      <div className="topbar-start">
        <Logo />
        <a
          className="back-link"
          href="/"
          onClick={(e) => {
            if (e.metaKey || e.ctrlKey || e.shiftKey) return
            e.preventDefault()
            navigate('/')
          }}
        >
          <ChevronLeft size={16} aria-hidden="true" />
          <span className="back-link-text">{strings.screens.library}</span>
        </a>
        <span className="bar-line" />
        <PatientName />
        <VisitMenu />
      </div>
      <nav className="screens" aria-label={strings.screens.label}>
        <button
          type="button"
          className="screen-tab"
          aria-current={screen === 'studio' ? 'page' : undefined}
          onClick={() => run('studio')}
        >
          {strings.screens.studio}
        </button>
        {open &&
          // Nobody stands on a screen that the bar does not name.
          (onlyLooking && screen !== 'plan' ? (['compare'] as const) : (['compare', 'plan'] as const)).map((id) => (
            <button
              key={id}
              type="button"
              className="screen-tab"
              aria-current={screen === id ? 'page' : undefined}
              onClick={() => run(id)}
            >
              {strings.screens[id]}
            </button>
          ))}
      </nav>
      <div className="topbar-end">
        {save === 'failed' && <span className="save-state warning">{storageStrings.notSaved}</span>}
        {!onlyLooking && <History />}
        {open && <span className="bar-line" />}
        {(screen === 'studio' || (screen === 'plan' && command('snapshot').isEnabled())) && open && !onlyLooking && (
          <CommandButton command={command('snapshot')} className="bar-button">
            <BookmarkPlus size={18} aria-hidden="true" />
            <span className="bar-button-text">{t.saveSnapshot}</span>
          </CommandButton>
        )}
        {open && (screen === 'compare' || !onlyLooking) && (
          <CommandButton command={command('export')} className="bar-button export-anchor">
            <Download size={18} aria-hidden="true" />
            <span className="bar-button-text">{t.export}</span>
          </CommandButton>
        )}
        {open && screen === 'plan' && !onlyLooking && (
          <CommandButton command={command('planPdf')} className="bar-button bar-button-solid">
            <FileDown size={18} aria-hidden="true" />
            <span className="bar-button-text">{command('planPdf').title}</span>
          </CommandButton>
        )}
        {open && screen !== 'plan' && (
          <CommandButton command={command('present')} className="bar-button bar-button-solid">
            <Scan size={18} aria-hidden="true" />
            <span className="bar-button-text">{command('present').title}</span>
          </CommandButton>
        )}
        <CommandButton command={command('lock')}>
          <Lock aria-hidden="true" />
        </CommandButton>
        <ExportPopover />
      </div>
    </header>
  )
}

function History() {
  const undoing = useStore(designStore, (s) => named(nextUndo(s), s))
  const redoing = useStore(designStore, (s) => named(nextRedo(s), s))
  return (
    <>
      <CommandButton command={command('undo')} hint={undoing ? t.undoStep(undoing) : undefined}>
        <Undo2 aria-hidden="true" />
      </CommandButton>
      <CommandButton command={command('redo')} hint={redoing ? t.redoStep(redoing) : undefined}>
        <Redo2 aria-hidden="true" />
      </CommandButton>
    </>
  )
}

/** A step, with the view that it is on where that is not the open one. */
function named(step: VisitStep | null, s: StudioState): string | null {
  if (!step || isHere(step, s)) return step && step.label
  const view = s.photos.find(({ id }) => id === step.photoId)?.view
  return view ? t.stepElsewhere(step.label, strings.views[view]) : step.label
}

/** The name; a press edits it in place. */
const PatientName = memo(function PatientName() {
  const patient = useStore(designStore, (s) => s.patient)
  const [draft, setDraft] = useState<string | null>(null)
  if (!patient) return null
  if (draft === null || patient.sample) {
    return (
      <button
        type="button"
        className="topbar-patient"
        title={patient.name}
        disabled={patient.sample}
        onClick={() => setDraft(patient.name)}
      >
        {patient.name}
      </button>
    )
  }
  const finish = (name: string) => {
    setDraft(null)
    if (name.trim() && name.trim() !== patient.name) attempt(renamePatient(patient.id, name), strings.notStored)
  }
  return (
    <input
      className="topbar-name-field"
      aria-label={strings.library.nameField}
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
  )
})
