import { useState } from 'react'
import { canHashPin, isPinText, lock, removePin, setPin } from '../../../store/lockStore.ts'
import { toast } from '../../../store/jobsStore.ts'
import { setView, type PinChange } from '../../../store/viewStore.ts'
import { lockStrings as t } from '../../strings/lockStrings.ts'
import { strings } from '../../strings/strings.ts'
import { Modal } from '../Modal.tsx'
import { PinField } from './PinField.tsx'
import { usePinTry } from './usePinTry.ts'
import './lock.css'

const close = () => setView({ pinOpen: null })

/** Sets, changes or removes the PIN of this device. */
export function PinDialog({ to }: { to: PinChange }) {
  const isNew = to === 'set' || to === 'setToLock'
  const [present, setPresent] = useState('')
  const [chosen, setChosen] = useState('')
  const [again, setAgain] = useState('')
  const { said, say, checking, secondsLeft, attempt } = usePinTry()

  const give = async () => {
    if (checking || secondsLeft > 0) return
    if (!isNew && !isPinText(present)) return say(t.digits)
    if (to !== 'remove' && !isPinText(chosen)) return say(t.digits)
    if (to !== 'remove' && chosen !== again) return say(t.differ)
    const tried = await attempt(() => (to === 'remove' ? removePin(present) : setPin(chosen, present)))
    if (tried !== 'right') return setPresent('')
    close()
    if (to === 'setToLock') lock()
    else toast(t.done[to])
  }
  return (
    <Modal title={t.titles[to]} className="pin-dialog" onClose={close}>
      <form
        className="pin-form"
        onSubmit={(e) => {
          e.preventDefault()
          void give()
        }}
      >
        {isNew && <p className="note">{t.note}</p>}
        {isNew && <p className="note">{canHashPin() ? t.forgetNote : t.noKeeping}</p>}
        {!isNew && <PinField label={t.present} value={present} first onChange={setPresent} />}
        {to !== 'remove' && (
          <>
            <PinField label={t.chosen} value={chosen} first={isNew} onChange={setChosen} />
            <PinField label={t.again} value={again} onChange={setAgain} />
          </>
        )}
        <p className="pin-said" role="alert">
          {said}
        </p>
        <div className="pin-actions">
          <button type="button" className="button" onClick={close}>
            {strings.library.cancel}
          </button>
          <button
            type="submit"
            className="button button-solid"
            disabled={!canHashPin()}
            aria-disabled={checking || secondsLeft > 0}
          >
            {secondsLeft > 0 ? t.wait(`${secondsLeft}`) : checking ? t.checking : t.actions[to]}
          </button>
        </div>
      </form>
    </Modal>
  )
}
