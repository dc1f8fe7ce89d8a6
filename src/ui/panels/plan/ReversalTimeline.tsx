import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useStore } from 'zustand'
import { plannedSessions, withGap, withReversal, type ReversedDesign } from '../../../core/design/reversal.ts'
import { withNodeAt, type TimelineNode } from '../../../core/plan/timeline.ts'
import { clinicStore } from '../../../store/clinicStore.ts'
import { cancelLive, commit, edit, show } from '../../../store/designActions.ts'
import { designStore } from '../../../store/designStore.ts'
import { reversalStore } from '../../../store/reversalActions.ts'
import { date, number } from '../../shell/format.ts'
import { planStrings } from '../../shell/planStrings.ts'
import { reversalStrings as t } from '../../shell/reversalStrings.ts'
import { baseDesign } from '../editDesign.ts'
import { planOf } from './reversalMeasures.ts'

/** All visits in order. A node is dragged, or moved by arrow keys, and later ones follow; a press shows its stage. */
export function ReversalTimeline({ design }: { design: ReversedDesign }) {
  const figures = useStore(reversalStore, (s) => s.figures)
  const profile = useStore(clinicStore, (s) => s.profile)
  const list = useRef<HTMLOListElement>(null)
  const drag = useRef<{ id: string; x: number; day: number; moved: boolean } | null>(null)
  if (!figures) return <footer className="timeline" aria-label={planStrings.timeline} />
  const plan = planOf(design, figures, profile)
  const nodes = plan[plan.chosen].timeline
  const lastDay = nodes.at(-1)?.day ?? 0

  const moved = (node: TimelineNode, day: number) => {
    const base = baseDesign()
    if (!base?.reversal) return null
    const gaps = withNodeAt(nodes, base.reversal.gapDays, node.id, day)
    return withGap(base, node.id, gaps[node.id] ?? null)
  }
  const startDrag = (e: PointerEvent, node: TimelineNode) => {
    if (e.button !== 0) return
    e.currentTarget.setPointerCapture(e.pointerId)
    drag.current = { id: node.id, x: e.clientX, day: node.day, moved: false }
  }
  const onDrag = (e: PointerEvent, node: TimelineNode) => {
    const held = drag.current
    const width = list.current?.clientWidth ?? 0
    if (!held || held.id !== node.id || width === 0) return
    if (!held.moved && Math.abs(e.clientX - held.x) < 4) return
    held.moved = true
    const days = ((e.clientX - held.x) / width) * Math.max(60, lastDay)
    const next = moved(node, held.day + Math.round(days))
    if (next) show(next)
  }
  const endDrag = (node: TimelineNode) => {
    const held = drag.current
    drag.current = null
    if (!held) return
    if (held.moved) commit(t.edits.move(nameOf(node)))
    else showStage(design, node)
  }
  const onKey = (e: KeyboardEvent, node: TimelineNode) => {
    if (e.key === 'Escape' && drag.current) {
      drag.current = null
      cancelLive()
      return
    }
    if (e.key === 'Enter' || e.key === ' ') {
      e.preventDefault()
      showStage(design, node)
      return
    }
    const step = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    e.preventDefault()
    e.stopPropagation()
    const next = moved(node, node.day + step * (e.shiftKey ? 7 : 1))
    if (next) edit(next, t.edits.move(nameOf(node)), `node ${node.id}`)
  }

  return (
    <footer className="timeline" aria-label={planStrings.timeline}>
      <div className="timeline-head">
        <h2 className="section-title">{planStrings.timeline}</h2>
        <label className="timeline-start">
          {t.start}
          <input
            type="date"
            className="number-field timeline-date"
            value={design.reversal.startDate ?? ''}
            onChange={(e) =>
              edit(
                withReversal(design, { startDate: e.currentTarget.value || null }),
                t.edits.setting(t.start),
                'start',
              )
            }
          />
        </label>
        <span className="note">{t.weeksFromFirst(number(Math.round(lastDay / 7)))}</span>
      </div>
      <ol ref={list} className="timeline-stops">
        {nodes.map((node) => {
          const when = whenOf(node)
          const name = nameOf(node)
          return (
            <li
              key={node.id}
              className={`timeline-stop ${node.kind === 'sitting' ? 'timeline-work' : 'timeline-after'} ${
                stageOf(design, node) === design.reversal.shownAfter ? 'timeline-shown' : ''
              }`}
            >
              <span
                className="timeline-node"
                role="slider"
                tabIndex={0}
                aria-label={name}
                aria-valuenow={node.day}
                aria-valuetext={t.node(name, when)}
                onPointerDown={(e) => startDrag(e, node)}
                onPointerMove={(e) => onDrag(e, node)}
                onPointerUp={() => endDrag(node)}
                onPointerCancel={() => {
                  drag.current = null
                  cancelLive()
                }}
                onKeyDown={(e) => onKey(e, node)}
              />
              <span className="timeline-name">{name}</span>
              <span className="timeline-when">{when}</span>
            </li>
          )
        })}
      </ol>
    </footer>
  )
}

const nameOf = ({ kind, number: n }: TimelineNode): string => t.nodes[kind](number(n))

const whenOf = ({ date: iso, day }: TimelineNode): string =>
  iso ? date(`${iso}T12:00:00`, 'long') : day === 0 ? planStrings.start : planStrings.plusDays(number(day))

/** The stage that a visit leads to; null for a rest. */
function stageOf({ reversal }: ReversedDesign, { kind, number: n }: TimelineNode): number | null {
  if (kind === 'patchTest') return 0
  if (kind === 'laser') return Math.min(n, plannedSessions(reversal))
  return kind === 'sitting' ? reversal.sessions + 1 : null
}

function showStage(design: ReversedDesign, node: TimelineNode): void {
  const stage = stageOf(design, node)
  if (stage === null || !designStore.getState().design) return
  edit(withReversal(design, { shownAfter: stage }), t.edits.setting(t.shown), 'stage')
}
