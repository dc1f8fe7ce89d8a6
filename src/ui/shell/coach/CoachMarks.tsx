import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties } from 'react'
import { useStore } from 'zustand'
import { designStore, type StudioState } from '../../../store/designStore.ts'
import { setView, viewStore } from '../../../store/viewStore.ts'
import { coachMarks, revealed } from './coach.ts'
import { inUse, placeBeside, type Placed, type Rect } from './coachPlace.ts'
import { strings } from '../../strings/strings.ts'

const t = strings.coach

/** Controls move when panels open: looked for this often, ms. */
const LOOK_MS = 120

/** Four hints on a first visit, one after the other. The app works on beneath them. */
export function CoachMarks() {
  const coached = useStore(viewStore, (s) => s.coached)
  const ready = useStore(designStore, (s) => s.design !== null)
  if (coached || !ready) return null
  return <Marks />
}

function Marks() {
  const [index, setIndex] = useState(() => firstOpen(0, designStore.getState()))
  const then = useRef(designStore.getState())
  const next = (from: number) => {
    then.current = designStore.getState()
    const open = firstOpen(from + 1, then.current)
    if (open < coachMarks.length) setIndex(open)
    else setView({ coached: true })
  }
  useEffect(() => {
    if (index >= coachMarks.length) setView({ coached: true })
    return designStore.subscribe((now) => {
      // A gesture ends when the hand does.
      if (!now.live && coachMarks[index]?.isDone(now, then.current)) next(index)
    })
  }, [index])
  return index < coachMarks.length ? <Mark key={index} index={index} onNext={() => next(index)} /> : null
}

/** The first hint from here on whose thing is not done yet. */
function firstOpen(from: number, now: StudioState): number {
  let index = from
  while (index < coachMarks.length && coachMarks[index]!.isDone(now, now)) index++
  return index
}

function Mark({ index, onNext }: { index: number; onNext: () => void }) {
  const card = useRef<HTMLElement>(null)
  const [target, setTarget] = useState<Rect | null>(null)
  const [placed, setPlaced] = useState<(Placed & { readonly target: Rect }) | null>(null)
  // What it speaks of as it lies on the screen: a photo that is fitted, panned or zoomed moves it.
  const [around, setAround] = useState('')
  useLayoutEffect(() => {
    let shown = false
    const look = () => {
      // Nothing moves beside the hand that drags.
      if (designStore.getState().live) return
      // Once: after that the hand scrolls as it likes.
      shown ||= coachMarks[index] !== undefined && revealed(coachMarks[index])
      const found = coachMarks[index]?.anchor() ?? null
      setTarget((before) => (before && found && sameRect(before, found) ? before : found))
      setAround(JSON.stringify(coachMarks[index]?.free?.()))
    }
    look()
    const timer = setInterval(look, LOOK_MS)
    addEventListener('resize', look)
    return () => {
      clearInterval(timer)
      removeEventListener('resize', look)
    }
  }, [index])
  useLayoutEffect(() => {
    const mark = coachMarks[index]
    if (!target || !card.current || !mark) return
    const { offsetWidth: width, offsetHeight: height } = card.current
    const room = { x: 0, y: 0, width: innerWidth, height: innerHeight }
    const free = [...inUse(), ...(mark.free?.() ?? [])]
    const beside = (at: Rect, others: readonly Rect[]) => {
      const found = placeBeside(at, { width, height }, room, others)
      return found && { ...found, target: at }
    }
    const step = mark.step()
    // On a small screen something has to give: then what the hint speaks of is beside it, and the photo under it.
    setPlaced(beside(target, free) ?? (step && (beside(step, free) ?? beside(step, []))) ?? beside(target, []))
  }, [target, index, around])
  if (!target) return null
  const [title, text, byKey] = t.marks[index]!
  const last = index === coachMarks.length - 1
  return (
    <div className="coach">
      <div
        className="coach-light"
        data-bright={coachMarks[index]?.bright ? '' : undefined}
        style={lightOf(placed?.target ?? target)}
      />
      <section
        ref={card}
        className="coach-card"
        aria-label={t.label}
        aria-live="polite"
        data-side={placed?.side}
        style={placed ? styleOf(placed) : { opacity: 0 }}
      >
        <h2 className="coach-title">{title}</h2>
        <p className="coach-text">
          {text}
          {byKey && <span className="coach-key"> {byKey}</span>}
        </p>
        <footer className="coach-foot">
          <span className="coach-dots" role="img" aria-label={t.step(index + 1, coachMarks.length)}>
            {coachMarks.map((_, i) => (
              <i key={i} data-now={i === index ? '' : undefined} />
            ))}
          </span>
          {!last && (
            <button type="button" className="button button-quiet" onClick={() => setView({ coached: true })}>
              {t.skip}
            </button>
          )}
          <button
            type="button"
            className="button button-solid"
            onClick={last ? () => setView({ coached: true }) : onNext}
          >
            {last ? t.done : t.next}
          </button>
        </footer>
      </section>
    </div>
  )
}

const lightOf = ({ x, y, width, height }: Rect): CSSProperties => ({ left: x, top: y, width, height })

const styleOf = ({ left, top, arrow }: Placed) => ({ left, top, '--arrow': `${arrow}px` }) as CSSProperties

const sameRect = (a: Rect, b: Rect): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
