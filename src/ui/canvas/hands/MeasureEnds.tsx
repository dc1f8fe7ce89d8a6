import type { KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { planeOf } from '../../../core/design/scale/faceScale.ts'
import type { Design } from '../../../core/design/design.ts'
import { handlesOfMeasure, type MeasureHandle } from '../../../core/design/scale/measureEnds.ts'
import { measuresOf, type Measure } from '../../../core/design/scale/measures.ts'
import { moveLabel, nudgeHandle } from '../../../core/tools/handles.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { committedDesign, designStore } from '../../../store/designStore.ts'
import { isShown, layerStore, setLayers } from '../../../store/layerStore.ts'
import { takesObjects } from '../../../store/edits/objectActions.ts'
import { setView, viewStore } from '../../../store/viewStore.ts'
import { measureText } from '../../panels/scale/measureText.ts'
import { objectStrings } from '../../strings/objectStrings.ts'
import { arrows, burstKey, onPhoto } from './arrowKeys.ts'
import { handleName } from './handleName.ts'
import { placeSaid } from './placeSaid.ts'

/** The ends of all measures while the Measure tool is in the hand, for the keyboard and for screen readers. */
export function MeasureEnds() {
  const measuring = useStore(viewStore, (s) => s.tool === 'measure' && s.reversal === 'off' && !s.onlyLooking)
  useStore(layerStore, (s) => s.shown)
  const design = useStore(designStore, committedDesign)
  if (!design || !measuring || !takesObjects() || !isShown('measures')) return null
  return (
    <ul className="unseen" aria-label={objectStrings.measures.ends}>
      {measuresOf(design).map((measure) => (
        <li key={measure.id}>
          <EndsOf design={design} measure={measure} />
        </li>
      ))}
    </ul>
  )
}

/** The figure of the measure, where its panel is on the screen. */
function typeFigure(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLInputElement>('[data-measure-figure] .figure-input')
  if (!field) return
  event.preventDefault()
  event.stopPropagation()
  field.focus()
}

/** The ends of one measure: arrows move them as they move the points of a line, and Enter types the figure. */
export function EndsOf({ design, measure }: { design: Design; measure: Measure }) {
  const locked = useStore(layerStore, (s) => s.locked.has('measures'))
  const nudge = (event: KeyboardEvent, handle: MeasureHandle) => {
    if (event.key === 'Enter') return typeFigure(event)
    const way = arrows[event.key]
    if (!way || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    const px = event.altKey ? 0.1 / planeOf(design).mmPerPxAt(design.marks.glabella) : event.shiftKey ? 10 : 1
    const by = onPhoto(design, { x: way[0] * px, y: way[1] * px })
    const moved = nudgeHandle(design, handle, by.x, by.y, false)
    edit(moved, moveLabel(handle), burstKey(handle, event.timeStamp))
  }
  return handlesOfMeasure(measure).map(({ handle, at }) => {
    const name = handleName(design, handle)
    const { value, text } = placeSaid(design, at)
    return (
      <span
        key={handle}
        role="slider"
        tabIndex={0}
        data-handle={handle}
        aria-label={name}
        aria-valuenow={value}
        aria-valuetext={`${name}, ${measureText(design, measure.points)}, ${text}`}
        aria-disabled={locked || undefined}
        onKeyDown={(e) => nudge(e, handle)}
        onFocus={() => {
          setLayers({ object: { kind: 'measure', id: measure.id }, row: 'measures', lineInHand: null, freePoint: null })
          setView({ activeHandle: handle })
        }}
        onBlur={() => setView({ activeHandle: null })}
      />
    )
  })
}
