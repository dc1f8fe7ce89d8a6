import { useEffect, useState, type RefObject } from 'react'

type Listener = () => void
const listeners = new WeakMap<Element, Listener>()
let observer: IntersectionObserver | null = null

/** Screens ahead of the scroll that are ready when it gets there. */
const AHEAD = '400px'

/** Runs once when the element comes near the screen; returns how to stop waiting. */
export function whenSeen(element: Element, listener: Listener): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) listeners.get(target)?.()
    },
    { rootMargin: AHEAD },
  )
  listeners.set(element, listener)
  observer.observe(element)
  return () => {
    listeners.delete(element)
    observer?.unobserve(element)
  }
}

/** Whether the element has been near the screen. */
export function useSeen(ref: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const element = ref.current
    return element && !seen ? whenSeen(element, () => setSeen(true)) : undefined
  }, [ref, seen])
  return seen
}
