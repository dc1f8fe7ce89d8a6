import { useEffect, useState } from 'react'

/** The hand rests when nothing has changed for so long. */
const REST_MS = 800

/** A text once it has stood for a while: a screen reader is not told of every px of a drag. */
export function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST_MS)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}
