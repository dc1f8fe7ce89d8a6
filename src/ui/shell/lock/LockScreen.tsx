import { useEffect, useId, useRef, useState } from 'react'
import { Lock } from 'lucide-react'
import { isPinText, stayInPresent, unlock } from '../../../store/lockStore.ts'
import { takeScreen } from '../../present/wholeScreen.ts'
import { lockStrings as t } from '../../strings/lockStrings.ts'
import { PinField } from './PinField.tsx'
import { usePinTry } from './usePinTry.ts'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/controls.css'
import '../styles/fields.css'
import './lock.css'

/** All that is on the page while it is locked, or while somebody to whom the device was handed wants to leave Present. */
export function LockScreen({ leaving }: { leaving: boolean }) {
  const [pin, setPin] = useState('')
  const [forgot, setForgot] = useState(false)
  const { said, say, checking, secondsLeft, attempt } = usePinTry()
  const form = useRef<HTMLFormElement>(null)
  const [titleId, saidId] = [useId(), useId()]
  useEffect(() => form.current?.querySelector('input')?.focus(), [])

  const give = async () => {
    if (checking || secondsLeft > 0) return
    if (!isPinText(pin)) return say(t.digits)
    if ((await attempt(() => unlock(pin))) !== 'right') setPin('')
  }
  return (
    <main className="locked">
      <div role="dialog" aria-modal="true" aria-labelledby={titleId}>
        <form
          ref={form}
          className="locked-box"
          onSubmit={(e) => {
            e.preventDefault()
            void give()
          }}
        >
          <Lock className="locked-icon" size={28} strokeWidth={1.6} aria-hidden="true" />
          <h1 id={titleId} className="locked-title">
            {leaving ? t.leaveTitle : t.title}
          </h1>
          <PinField label={t.pin} value={pin} describedBy={saidId} onChange={setPin} />
          <button type="submit" className="button button-solid" aria-disabled={checking || secondsLeft > 0}>
            {secondsLeft > 0 ? t.wait(`${secondsLeft}`) : checking ? t.checking : leaving ? t.leave : t.unlock}
          </button>
          <p id={saidId} className="locked-said" role="alert">
            {said}
          </p>
          {leaving ? (
            <button
              type="button"
              className="button button-quiet"
              onClick={() => {
                takeScreen()
                stayInPresent()
              }}
            >
              {t.stay}
            </button>
          ) : (
            <button
              type="button"
              className="button button-quiet"
              aria-expanded={forgot}
              onClick={() => setForgot(!forgot)}
            >
              {t.forgot}
            </button>
          )}
          {forgot && t.forgotText.map((text) => <p key={text}>{text}</p>)}
        </form>
      </div>
    </main>
  )
}
