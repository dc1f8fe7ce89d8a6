import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react'
import { useStore } from 'zustand'
import type { Design } from '../../../core/design/design.ts'
import { MOST_GAP_DAYS } from '../../../core/design/plannedWork.ts'
import { dateAfter, daysBetween } from '../../../core/plan/calendar.ts'
import { withNodeAt, type TimelineNode } from '../../../core/plan/timeline.ts'
import { cancelLive, commit, edit, show } from '../../../store/edits/designActions.ts'
import { isPaused, pausedStore } from '../../../store/saving/pausedStore.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import { baseDesign } from '../editDesign.ts'
import { StartDate } from './StartDate.tsx'
import { FIRST_DAY, LAST_DAY, spokenDate, today, visitDate } from './visitDates.ts'
import './visitTimeline.css'

/** What the hand decides about visits; new work and reversals keep it in places of their own. */
export interface VisitCourse {
  readonly startDate: string | null
  readonly gapDays: Readonly<Record<string, number>>
}

interface Held {
  readonly id: string
  readonly x: number
  /** Of the node when it was taken, and of the first visit. */
  readonly day: number
  readonly start: string
  readonly pxPerDay: number
  /** The columns stay as they are while a node moves over them. */
  readonly columns: string
  /** All of them were in sight when it was taken. */
  readonly fits: boolean
  readonly moved: boolean
}

/** Screen px that the pointer may stray before a press is a drag. */
const DRAG_PX = 4
/** Between a touch-up years away, and visits on one day. */
const PX_PER_DAY = { least: 0.2, most: 10 }
const KEY_DAYS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }
const PAGE_DAYS: Readonly<Record<string, number>> = { PageUp: 28, PageDown: -28 }
/** Arrow keys in a row within this time are one undo step. */
const BURST_MS = 500
let bursts = 0

/** All visits in order. A node is dragged, or moved by arrow keys, and later ones follow; the first moves them all. */
export function VisitTimeline(props: {
  nodes: readonly TimelineNode[]
  /** Of the first visit: as it was set, or today. */
  start: string
  startName: string
  aside: string
  /** The visit whose stage is on the photo: those before it are done there. */
  shown?: number
  courseOf(design: Design): VisitCourse | null
  withCourse(design: Design, course: Partial<VisitCourse>): Design
  nameOf(node: TimelineNode): string
  noteOf?(node: TimelineNode): string | null
  onPress?(node: TimelineNode): void
}) {
  const { nodes, start, shown = -1, courseOf, withCourse, nameOf, onPress } = props
  const list = useRef<HTMLOListElement>(null)
  const [held, setHeld] = useState<Held | null>(null)
  const paused = useStore(pausedStore, isPaused)
  const lastKey = useRef({ id: '', at: 0, burst: 0 })
  useEffect(() => {
    // A course that is longer than the screen shows where it stands.
    list.current?.children[shown]?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [shown])
  const base = baseDesign()
  const course = base && courseOf(base)

  /**
   * The design with a node on another day; the first visit goes so many days from the date it had, and without one from
   * `from`: what is on the screen moves with the hand.
   */
  const moved = (node: TimelineNode, day: number, from: string): Design | null => {
    const before = baseDesign()
    const set = before && courseOf(before)
    if (!before || !set) return null
    if (node.id === nodes[0]?.id) {
      if (day === 0) return before
      const date = dateAfter(set.startDate ?? from, day)
      return withCourse(before, { startDate: date < FIRST_DAY ? FIRST_DAY : date > LAST_DAY ? LAST_DAY : date })
    }
    const gapDays = withNodeAt(nodes, set.gapDays, node.id, day)
    return withCourse(before, { gapDays })
  }

  const take = (e: PointerEvent<HTMLElement>, node: TimelineNode, k: number) => {
    if (e.button !== 0) return
    e.currentTarget.setPointerCapture(e.pointerId)
    const before = list.current?.children[k - 1]
    const width = before?.getBoundingClientRect().width ?? 0
    const pxPerDay = width / Math.max(1, node.gapDays)
    setHeld({
      id: node.id,
      x: e.clientX,
      day: node.day,
      start,
      pxPerDay: k === 0 ? PX_PER_DAY.most : Math.min(PX_PER_DAY.most, Math.max(PX_PER_DAY.least, pxPerDay)),
      columns: [...(list.current?.children ?? [])].map((stop) => `${stop.getBoundingClientRect().width}px`).join(' '),
      fits: !list.current || list.current.scrollWidth <= list.current.clientWidth,
      moved: false,
    })
  }
  const drag = (e: PointerEvent, node: TimelineNode) => {
    if (held?.id !== node.id) return
    const px = e.clientX - held.x
    if (!held.moved && Math.abs(px) < DRAG_PX) return
    if (!held.moved) setHeld({ ...held, moved: true })
    const next = moved(node, held.day + Math.round(px / held.pxPerDay), held.start)
    if (next) show(next)
  }
  const drop = (node: TimelineNode) => {
    setHeld(null)
    if (held?.id !== node.id) return
    if (held.moved) commit(t.edits.move(nameOf(node)))
    else onPress?.(node)
  }
  const letGo = () => {
    if (held) cancelLive()
    setHeld(null)
  }
  const onKey = (e: KeyboardEvent, node: TimelineNode) => {
    if (e.key === 'Escape' && held) return letGo()
    if (onPress && (e.key === 'Enter' || e.key === ' ')) {
      e.preventDefault()
      return onPress(node)
    }
    const days = KEY_DAYS[e.key] ? KEY_DAYS[e.key]! * (e.shiftKey ? 7 : 1) : PAGE_DAYS[e.key]
    if (days === undefined || e.ctrlKey || e.metaKey || e.altKey) return
    e.preventDefault()
    e.stopPropagation()
    if (node !== nodes[0] && days < 0 && node.gapDays === node.leastGapDays) return
    const next = moved(node, node.day + days, start)
    if (!next) return
    const { id, at, burst } = lastKey.current
    const same = id === node.id && e.timeStamp - at < BURST_MS
    lastKey.current = { id: node.id, at: e.timeStamp, burst: same ? burst : ++bursts }
    edit(next, t.edits.move(nameOf(node)), `visit ${node.id} ${lastKey.current.burst}`)
  }

  const from = held ? nodes.findIndex((node) => node.id === held.id) : -1
  const shift = held ? shiftOf(held, nodes, start) : 0
  return (
    <footer className="timeline" aria-label={t.timeline} inert={paused}>
      <div className="timeline-head">
        <h2 className="section-title">{t.timeline}</h2>
        <StartDate
          name={props.startName}
          shown={start}
          isSet={course?.startDate != null}
          onChange={(startDate) => {
            const before = baseDesign()
            if (before) edit(withCourse(before, { startDate }), t.edits.start, 'start')
          }}
        />
        {course && nodes.some((node) => node.moved) && (
          <button
            type="button"
            className="button button-quiet timeline-usual"
            onClick={() => base && edit(withCourse(base, { gapDays: {} }), t.edits.usual)}
          >
            {t.usual}
          </button>
        )}
        <span className="timeline-aside">{props.aside}</span>
      </div>
      <ol
        ref={list}
        className={`timeline-stops ${held?.fits ? 'timeline-held' : ''}`}
        style={{ gridTemplateColumns: held?.columns ?? columnsOf(nodes), '--shift': `${shift}px` } as CSSProperties}
      >
        {nodes.map((node, k) => {
          const name = nameOf(node)
          const note = props.noteOf?.(node)
          return (
            <li key={node.id} className={`timeline-stop ${lookOf(node, k, shown)} ${dragLook(k, from)}`}>
              <span
                className="timeline-node"
                role="slider"
                tabIndex={0}
                aria-label={name}
                aria-current={k === shown ? 'step' : undefined}
                {...spoken(node, k === 0, note)}
                onPointerDown={(e) => take(e, node, k)}
                onPointerMove={(e) => drag(e, node)}
                onPointerUp={() => drop(node)}
                onPointerCancel={letGo}
                onKeyDown={(e) => onKey(e, node)}
              />
              <span className="timeline-name" data-name={name}>
                {name}
              </span>
              <span className="timeline-when">
                {visitDate(node, nodes[k - 1])}
                {note && <span className="timeline-note">{note}</span>}
              </span>
            </li>
          )
        })}
      </ol>
    </footer>
  )
}

/** What a slider says: the first visit counts from today, the others from the first. */
function spoken(node: TimelineNode, first: boolean, note: string | null | undefined) {
  const text = [spokenDate(node), note].filter(Boolean).join(', ')
  const values = { 'aria-valuetext': text || undefined }
  if (first) {
    const [least, most, now] = [FIRST_DAY, LAST_DAY, node.date ?? today()].map((day) => daysBetween(today(), day))
    return { 'aria-valuemin': least, 'aria-valuemax': most, 'aria-valuenow': now, ...values }
  }
  const before = node.day - node.gapDays
  return {
    'aria-valuemin': before + node.leastGapDays,
    'aria-valuemax': before + MOST_GAP_DAYS,
    'aria-valuenow': node.day,
    ...values,
  }
}

/** How far the held node stands from where it was taken, px. */
function shiftOf(held: Held, nodes: readonly TimelineNode[], start: string): number {
  const node = nodes.find(({ id }) => id === held.id)
  if (!node) return 0
  const days = node === nodes[0] ? daysBetween(held.start, start) : node.day - held.day
  return days * held.pxPerDay
}

/** Longer gaps are wider, though not by as much: years and weeks share one line. */
function columnsOf(nodes: readonly TimelineNode[]): string {
  return nodes
    .map((_, k) => {
      const next = nodes[k + 1]
      if (!next) return 'minmax(var(--stop), max-content)'
      return `minmax(var(--stop), ${(1 + Math.log1p(next.gapDays / 7) / 3).toFixed(2)}fr)`
    })
    .join(' ')
}

function lookOf({ kind }: TimelineNode, k: number, shown: number): string {
  if (k === shown) return 'timeline-shown'
  if (k < shown) return 'timeline-done'
  return kind === 'sitting' ? 'timeline-work' : 'timeline-after'
}

/** The node in the hand and all later ones move; the line before them grows. */
const dragLook = (k: number, from: number): string =>
  from < 0 || k < from - 1 ? '' : k === from - 1 ? 'timeline-stretched' : 'timeline-moving'
