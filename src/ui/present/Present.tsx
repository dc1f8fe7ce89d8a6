import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { adjustmentsOf, pictureRect } from '../../core/design/adjustments.ts'
import { isScaled, surfaceOf } from '../../core/design/scale/calibration.ts'
import { eyeBlurPx } from '../../core/pixels/viewingDistance.ts'
import { leavePresent, leavePresentElsewhere } from '../../store/lockStore.ts'
import { goToSlide, presentStore, showBefore, type Slide } from '../../store/snapshots/presentStore.ts'
import { routeStore } from '../../store/routeStore.ts'
import { ComparedPane } from '../canvas/compare/ComparedPane.tsx'
import { scalpView } from '../canvas/scalpView.ts'
import { fitRect, type Box } from '../canvas/viewport.ts'
import { presentStrings as t } from '../strings/presentStrings.ts'
import { strings } from '../strings/strings.ts'
import { eyeBlur } from './eyeBlur.ts'
import { lookAgain, presentHand, restingHand, type HandInput } from './presentHand.ts'
import { lookOf, Skeleton, useSlidePicture } from './SlidePicture.tsx'
import { slideName } from './slideName.ts'
import { PresentControls } from './PresentControls.tsx'
import { giveScreenBack, keepAwake, onScreenGivenBack } from './wholeScreen.ts'
import './present.css'

/** CSS px kept free around the head. */
const FIT_PADDING = { top: 32, right: 20, bottom: 20, left: 20 }
/** How long the controls stay without a hand, ms. */
const AWAKE_MS = 4000

/** The picture alone, on the whole screen, for the patient. */
export function Present() {
  const slides = useStore(presentStore, (s) => s.slides)
  const at = useStore(presentStore, (s) => s.at)
  const slide = slides?.[at]
  useEffect(() => keepAwake(), [])
  useEffect(() => onScreenGivenBack(leavePresent), [])
  // Another page is another thing: nothing of it is shown here.
  useEffect(() => routeStore.subscribe(leavePresentElsewhere), [])
  useEffect(
    () => () => {
      giveScreenBack()
      // Where one came from, once it is there again.
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-command="present"]')?.focus())
    },
    [],
  )
  return slide ? <Stage slides={slides} at={at} /> : null
}

function Stage({ slides, at }: { slides: readonly Slide[]; at: number }) {
  const slide = slides[at]!
  const count = slides.length
  const root = useRef<HTMLDivElement>(null)
  const sight = useRef<HTMLDivElement>(null)
  const [box, setBox] = useState<Box>({ width: innerWidth, height: innerHeight })
  const [revealed, setRevealed] = useState<number | null>(null)
  const { awake, wake } = useAwake()
  const { shown, picture, bare, state } = useSlidePicture(slide, slides[at + 1])
  const before = useStore(presentStore, (s) => s.before)
  const distance = useStore(presentStore, (s) => s.distance)
  const { design } = shown
  const camera = useMemo(() => {
    const { photo, marks } = design
    const head = pictureRect(scalpView(marks, photo), photo, adjustmentsOf(design).straightenDeg)
    return fitRect(box, head, FIT_PADDING)
  }, [box, design])
  const looks = useMemo(
    () => ({ before: lookOf(bare, true, design), after: lookOf(picture, false, design) }),
    [picture, bare, design],
  )
  const name = slideName(shown, slides)

  useLayoutEffect(() => {
    const measure = () => setBox({ width: innerWidth, height: innerHeight })
    addEventListener('resize', measure)
    root.current?.focus()
    return () => removeEventListener('resize', measure)
  }, [])

  useEffect(() => {
    if (!sight.current) return undefined
    const blur = eyeBlur(sight.current)
    const cssPxPerMm = camera.zoom / surfaceOf(design).mmPerPxAt(design.marks.glabella)
    blur.show(distance !== null && isScaled(design) ? eyeBlurPx(distance, cssPxPerMm) : 0)
    return blur.stop
  }, [distance, design, camera])

  useEffect(() => {
    if (!root.current) return undefined
    return listenToHand(root.current, { wake, reveal: setRevealed })
  }, [wake])

  const onKeyDown = (e: KeyboardEvent) => {
    wake()
    const by = { ArrowRight: 1, ArrowLeft: -1 }[e.key]
    if (e.key === 'Escape') leavePresent()
    else if (by && !isOnChoice(e.target)) goToSlide(by)
    else if (e.key === ' ' && e.target === root.current) showBefore(!before)
    else return
    e.preventDefault()
  }

  const pane = { x: 0, y: 0, ...box }
  const clip = revealed === null ? '' : `inset(0 ${box.width - revealed}px 0 0)`
  return (
    <div
      ref={root}
      className="present"
      role="dialog"
      aria-modal="true"
      aria-label={strings.present.title}
      aria-description={t.keys}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div
        ref={sight}
        className="present-sight"
        role="img"
        aria-label={before ? t.before : t.picture(`${name.what}, ${name.detail}`)}
      >
        {picture === null && state === 'coming' && <Skeleton design={design} camera={camera} box={box} />}
        <ComparedPane pane={pane} look={looks.after} photo={design.photo} camera={camera} />
        <ComparedPane
          pane={pane}
          look={looks.before}
          photo={design.photo}
          camera={camera}
          clip={clip}
          opacity={before || revealed !== null ? 1 : 0}
        />
      </div>
      {revealed !== null && <span className="present-line" style={{ left: revealed }} />}
      <p className="present-caption" role="status">
        <span className="present-name">{before && revealed === null ? t.before : name.what}</span>
        <span className="present-detail">{before && revealed === null ? strings.views[shown.view] : name.detail}</span>
        {!(before && revealed === null) && <span>{t.caption}</span>}
      </p>
      {count > 1 && (
        <div className="present-dots" aria-hidden="true">
          {Array.from({ length: count }, (_, i) => (
            <span key={i} className={i === at ? 'present-dot present-dot-here' : 'present-dot'} />
          ))}
        </div>
      )}
      {state !== 'ready' && <PictureState failed={state === 'failed'} />}
      <PresentControls slide={slide} at={at} count={count} awake={awake} />
    </div>
  )
}

function PictureState({ failed }: { failed: boolean }) {
  return (
    <p className={failed ? 'present-state' : 'present-state present-coming'} role={failed ? 'alert' : 'status'}>
      {failed ? t.failed : t.drawing}
    </p>
  )
}

const isOnChoice = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[role="radiogroup"]') !== null

/** The controls go when no hand has moved for a while. */
function useAwake(): { awake: boolean; wake: () => void } {
  const [awake, setAwake] = useState(true)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [wake] = useState(() => () => {
    clearTimeout(timer.current)
    setAwake(true)
    timer.current = setTimeout(() => setAwake(false), AWAKE_MS)
  })
  useEffect(() => {
    wake()
    return () => clearTimeout(timer.current)
  }, [wake])
  return { awake, wake }
}

/** Plays the pointers to the hand. Gives back what ends it. */
function listenToHand(element: HTMLElement, on: { wake(): void; reveal(x: number | null): void }): () => void {
  let state = restingHand
  let timers: ReturnType<typeof setTimeout>[] = []
  const play = (input: HandInput) => {
    const { state: next, says } = presentHand(state, input)
    state = next
    switch (says?.type) {
      case 'swipe':
        on.reveal(null)
        return goToSlide(says.by)
      case 'reveal':
        return on.reveal(says.x)
      case 'toggle':
        return showBefore(!presentStore.getState().before)
      case 'wake':
        return on.wake()
      case 'leave':
        return leavePresent()
      case undefined:
        return undefined
    }
  }
  const inputOf = (type: 'down' | 'move' | 'up' | 'cancel', e: PointerEvent): HandInput => ({
    type,
    id: e.pointerId,
    x: e.clientX,
    y: e.clientY,
    at: e.timeStamp,
  })
  const onDown = (e: PointerEvent) => {
    if (e.button !== 0 || (e.target instanceof Element && e.target.closest('.present-controls'))) return
    element.setPointerCapture(e.pointerId)
    play(inputOf('down', e))
    const since = performance.now()
    for (const ms of lookAgain)
      timers.push(setTimeout(() => play({ type: 'time', at: e.timeStamp + (performance.now() - since) }), ms))
  }
  const onMove = (e: PointerEvent) => {
    if (e.pointerType === 'mouse') on.wake()
    play(inputOf('move', e))
  }
  const onUp = (e: PointerEvent) => play(inputOf('up', e))
  const onCancel = (e: PointerEvent) => play(inputOf('cancel', e))
  const onMenu = (e: Event) => e.preventDefault()
  element.addEventListener('pointerdown', onDown)
  element.addEventListener('pointermove', onMove)
  element.addEventListener('pointerup', onUp)
  element.addEventListener('pointercancel', onCancel)
  element.addEventListener('contextmenu', onMenu)
  return () => {
    for (const timer of timers) clearTimeout(timer)
    timers = []
    element.removeEventListener('pointerdown', onDown)
    element.removeEventListener('pointermove', onMove)
    element.removeEventListener('pointerup', onUp)
    element.removeEventListener('pointercancel', onCancel)
    element.removeEventListener('contextmenu', onMenu)
  }
}
