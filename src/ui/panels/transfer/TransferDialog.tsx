import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { cancelTransfer, closeTransfer, importOpened } from '../../../store/saving/backupActions.ts'
import { transferStore } from '../../../store/saving/transferStore.ts'
import { bytes, date, number, percent } from '../../shell/figures/format.ts'
import { Modal } from '../../shell/Modal.tsx'
import { transferStrings as t } from '../../strings/transferStrings.ts'
import { problemText } from '../problemText.ts'

type Transfer = ReturnType<typeof transferStore.getState>
type Of<S extends Transfer['state']> = Extract<Transfer, { state: S }>

/** A case file on its way in or out: its progress, what is to be said, and what came of it. */
export function TransferDialog() {
  const transfer = useStore(transferStore)
  switch (transfer.state) {
    case 'none':
      return null
    case 'running':
      return <Running {...transfer} />
    case 'asking':
      return <Asking {...transfer} />
    case 'imported':
      return <Imported {...transfer} />
    case 'written':
      return <Written {...transfer} />
    case 'refused':
      return <Refused {...transfer} />
  }
}

/** Esc stops what runs, as Cancel does. */
function Running({ kind, share }: Of<'running'>) {
  return (
    <Modal key="running" title={t.title[kind]} className="transfer" onClose={cancelTransfer}>
      <progress className="transfer-bar" max={1} value={share} aria-label={t.title[kind]} />
      <p className="transfer-text">
        {t.share(percent(share))}
        {(kind === 'read' || kind === 'import') && ` · ${t.safe[kind]}`}
      </p>
      <div className="confirm-actions">
        <button type="button" className="button" data-first onClick={cancelTransfer}>
          {t.cancel}
        </button>
      </div>
    </Modal>
  )
}

function Asking({ file, knowsAny }: Of<'asking'>) {
  const { patients, contents, madeAt } = file
  const photos = patients.reduce((sum, patient) => sum + patient.photos.length, 0)
  const whole = contents === 'library'
  const [only] = patients
  const one = !whole && only
  const facts = [
    !one && t.asking.patients(patients.length, number(patients.length)),
    t.asking.photos(photos, number(photos)),
    bytes(file.bytes),
    one && t.asking.madeToo(date(madeAt, 'long')),
  ]
  return (
    <Modal
      key="asking"
      title={whole ? t.asking.library : t.asking.patient}
      className="transfer"
      onClose={closeTransfer}
    >
      <p className="transfer-name">{one ? one.patient.name : t.asking.made(date(madeAt, 'long'))}</p>
      <p className="transfer-text">{facts.filter(Boolean).join(' · ')}</p>
      <p className="transfer-text">{knowsAny ? t.asking.known : t.asking.fresh}</p>
      {knowsAny && <p className="transfer-text">{t.asking.kept}</p>}
      <div className="confirm-actions">
        <button type="button" className="button" onClick={closeTransfer}>
          {t.cancel}
        </button>
        {knowsAny && (
          <button type="button" className="button" onClick={() => void importOpened('new')}>
            {whole ? t.asking.asNewAll : t.asking.asNew}
          </button>
        )}
        <button type="button" className="button button-solid" data-first onClick={() => void importOpened('merged')}>
          {whole ? t.asking.restore : knowsAny ? t.asking.merge : t.asking.add}
        </button>
      </div>
    </Modal>
  )
}

function Imported({ done }: Of<'imported'>) {
  const { added, updated, unchanged, photos, snapshots, continued, beside } = done
  const nothing = added + updated === 0
  const said = (n: number, text: (n: number, text: string) => string) => (n > 0 ? text(n, number(n)) : null)
  const lines = [
    said(added, t.done.added),
    said(updated, t.done.updated),
    photos + snapshots > 0 &&
      t.done.brought(t.asking.photos(photos, number(photos)), t.done.snapshots(snapshots, number(snapshots))),
    said(continued, t.done.continued),
    said(beside, t.done.beside),
    said(unchanged, t.done.unchanged),
  ]
  return (
    <Ended title={t.done.title}>
      {nothing ? <p className="transfer-text">{t.done.nothing}</p> : <Lines of={lines} />}
    </Ended>
  )
}

function Written({ kind, names, unreadable, tooLarge, aside }: Of<'written'>) {
  const lines = [
    ...names.map(t.written.as),
    unreadable > 0 && t.written.unreadable(unreadable, number(unreadable)),
    tooLarge > 0 && t.written.tooLarge(tooLarge, number(tooLarge)),
    aside > 0 && t.written.aside(aside, number(aside)),
    t.written.keep,
  ]
  return (
    <Ended title={kind === 'backup' ? t.written.backup : t.written.export}>
      <Lines of={lines} />
    </Ended>
  )
}

function Refused({ problem }: Of<'refused'>) {
  const out = problem.code === 'unwritten'
  return (
    <Ended title={out ? t.refused.notWritten : t.refused.title}>
      <p className="transfer-text" role="alert">
        {refusalText(problem)}
      </p>
      <p className="transfer-text">{t.refused.unchanged}</p>
    </Ended>
  )
}

function refusalText(problem: Of<'refused'>['problem']): string {
  if (problem.code !== 'photo') return t.refused[problem.code]
  return problem.photo ? t.refused.photo(problemText(problem.photo)) : t.refused.picture
}

function Lines({ of }: { of: readonly (string | null | false)[] }) {
  return of.flatMap((line) =>
    line ? (
      <p key={line} className="transfer-text">
        {line}
      </p>
    ) : (
      []
    ),
  )
}

function Ended({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Modal key={title} title={title} className="transfer" onClose={closeTransfer}>
      {children}
      <div className="confirm-actions">
        <button type="button" className="button button-solid" data-first onClick={closeTransfer}>
          {t.close}
        </button>
      </div>
    </Modal>
  )
}
