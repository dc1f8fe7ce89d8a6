import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { lockStore, type Tried } from '../../../store/lockStore.ts'
import { lockStrings as t } from '../../strings/lockStrings.ts'

/** What is said of the PIN that was given, and how long none is taken. */
export function usePinTry() {
  const waitUntil = useStore(lockStore, (s) => s.waitUntil)
  const secondsLeft = useSecondsLeft(waitUntil)
  const [checking, setChecking] = useState(false)
  /** Said once, not at every second of it. */
  const [said, setSaid] = useState<string | null>(() => {
    const left = secondsTo(waitUntil)
    return left > 0 ? t.stillWaiting(timeSaid(left)) : null
  })
  const [waited, setWaited] = useState(false)
  if (secondsLeft > 0 && !waited) setWaited(true)
  if (secondsLeft === 0 && waited) {
    setWaited(false)
    setSaid(t.waitOver)
  }
  return {
    said,
    say: setSaid,
    checking,
    secondsLeft,
    /** Says what came of it, and gives it on. */
    async attempt<T extends Tried | 'failed'>(give: () => Promise<T>): Promise<T> {
      setChecking(true)
      try {
        const tried = await give()
        const left = secondsTo(lockStore.getState().waitUntil)
        if (tried === 'failed') setSaid(t.failed)
        else if (tried !== 'right') setSaid(left > 0 ? t.wrongWait(timeSaid(left)) : t.wrong)
        return tried
      } finally {
        setChecking(false)
      }
    },
  }
}

const secondsTo = (at: number) => Math.max(0, Math.ceil((at - Date.now()) / 1000))
const timeSaid = (seconds: number) => (seconds < 100 ? t.seconds(seconds) : t.minutes(Math.ceil(seconds / 60)))

function useSecondsLeft(until: number): number {
  const [left, setLeft] = useState(() => secondsTo(until))
  useEffect(() => {
    const look = () => setLeft(secondsTo(until))
    look()
    if (secondsTo(until) === 0) return undefined
    const ticking = setInterval(() => {
      look()
      if (secondsTo(until) === 0) clearInterval(ticking)
    }, 250)
    return () => clearInterval(ticking)
  }, [until])
  return left
}
