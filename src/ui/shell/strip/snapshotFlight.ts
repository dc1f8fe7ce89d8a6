import { useEffect, useRef, type RefObject } from 'react'
import { jobsStore } from '../../../store/jobsStore.ts'
import type { Snapshot } from '../../panels/shownTypes.ts'

/** As long as it takes to get there, ms, and how (ux 13, 20). */
const FLIGHT_MS = 200
const EASING = 'cubic-bezier(.2, 0, 0, 1)'
/** What came to the strip longer ago was brought back, and not saved just now, ms. */
const FRESH_MS = 10_000
/** A picture that takes longer to load comes without a flight, ms. */
const LOAD_MS = 600
/** How much of the canvas the picture fills as it sets out. */
const SHARE = 0.7

/** Brings what was just saved into sight, its picture flying from the photo to its place in the strip. */
export function useSnapshotFlight(
  strip: RefObject<HTMLElement | null>,
  photoId: string | undefined,
  snapshots: readonly Snapshot[],
): void {
  const known = useRef<{ readonly photoId: string | undefined; readonly ids: ReadonlySet<string> } | null>(null)
  useEffect(() => {
    const before = known.current
    known.current = { photoId, ids: new Set(snapshots.map(({ id }) => id)) }
    if (before?.photoId !== photoId) return
    const added = snapshots.filter(({ id }) => !before?.ids.has(id))
    const [saved] = added
    if (!saved || added.length > 1 || Date.now() - Date.parse(saved.createdAt) > FRESH_MS) return
    const shot = strip.current?.querySelector<HTMLElement>(`[data-shot="${CSS.escape(saved.id)}"]`)
    shot?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    // The sample's examples come by themselves: nobody's eye is on them.
    if (shot && jobsStore.getState().examples === null) whenLoaded(shot, flyTo)
  }, [strip, photoId, snapshots])
}

function whenLoaded(shot: HTMLElement, then: (picture: HTMLImageElement) => void): void {
  const until = performance.now() + LOAD_MS
  const look = () => {
    const picture = shot.querySelector('img')
    if (picture?.complete && picture.naturalWidth > 0) then(picture)
    else if (performance.now() < until && shot.isConnected) requestAnimationFrame(look)
  }
  look()
}

/** Over everything, for the strip cuts off what lies above it; nothing moves for whoever has asked for that. */
export function flyTo(picture: HTMLImageElement): void {
  const canvas = document.querySelector('.studio-canvas')?.getBoundingClientRect()
  if (!canvas || matchMedia('(prefers-reduced-motion: reduce)').matches) return
  const place = picture.getBoundingClientRect()
  if (place.width === 0) return
  const scale = SHARE * Math.min(canvas.width / place.width, canvas.height / place.height)
  const dx = canvas.x + canvas.width / 2 - (place.x + place.width / 2)
  const dy = canvas.y + canvas.height / 2 - (place.y + place.height / 2)
  const flying = document.createElement('img')
  flying.src = picture.src
  flying.alt = ''
  flying.className = 'flying-shot'
  for (const [side, px] of Object.entries({ left: place.x, top: place.y, width: place.width, height: place.height }))
    flying.style.setProperty(side, `${px}px`)
  document.body.append(flying)
  const from = { transform: `translate(${dx}px, ${dy}px) scale(${scale})`, opacity: 0.4 }
  const flight = flying.animate([from, { transform: 'none', opacity: 1 }], { duration: FLIGHT_MS, easing: EASING })
  flight.finished.catch(() => {}).finally(() => flying.remove())
}
