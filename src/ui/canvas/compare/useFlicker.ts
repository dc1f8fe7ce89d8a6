import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { compareStore } from '../../../store/compare/compareStore.ts'
import { untilFlicker } from '../../../store/compare/flicker.ts'

/** Lets A and B change places while they shall, and says which of them stands there. */
export function useFlicker(): 'a' | 'b' {
  const runs = useStore(compareStore, (s) => s.mode === 'flicker' && s.playing)
  const rate = useStore(compareStore, (s) => s.rate)
  const standing = useStore(compareStore, (s) => s.standing)
  const last = useRef(-Infinity)
  useEffect(() => {
    if (!runs) return undefined
    const change = () => {
      last.current = performance.now()
      compareStore.setState((s) => ({ standing: s.standing === 'a' ? 'b' : 'a' }))
    }
    const timer = setTimeout(change, untilFlicker(last.current, performance.now(), rate))
    return () => clearTimeout(timer)
  }, [runs, rate, standing])
  return standing
}
