import type { KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { isScaled } from '../../../core/design/scale/calibration.ts'
import { planeOf } from '../../../core/design/scale/faceScale.ts'
import type { Design } from '../../../core/design/design.ts'
import { isCorner } from '../../../core/design/lines/addedPoints.ts'
import { freePointOf, isFreeHandle } from '../../../core/design/lines/freeLines.ts'
import { readoutWay } from '../../../core/design/scale/figureWay.ts'
import { seenMarks } from '../../../core/design/scale/marks.ts'
import { rimHandles } from '../../../core/design/head/skullRim.ts'
import { asHairlineHandle } from '../../../core/tools/hairlineTool.ts'
import { linePoints, moveLabel, nudgeHandle, placeOf, readoutOf, scaleHandles } from '../../../core/tools/handles.ts'
import type { Handle } from '../../../core/tools/tool.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { designStore } from '../../../store/designStore.ts'
import { layerInHand, layerStore, lineContext } from '../../../store/layerStore.ts'
import { handled, putBack } from '../../../store/reversal/reversalView.ts'
import { setView, viewStore, type StepName } from '../../../store/viewStore.ts'
import { figureSaid } from '../../shell/figures/lengthSaid.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { strings } from '../../strings/strings.ts'
import { arrows, burstKey, onPhoto } from './arrowKeys.ts'
import { handleName } from './handleName.ts'
import { placeSaid } from './placeSaid.ts'
import { pickInHand } from './pointKeys.ts'

const t = strings.overlay

/** The canvas's handles for the keyboard and for screen readers, in anatomical order (ux 18). */
export function HandleList() {
  // Existing ink is traced by its line, whatever step the studio stands on.
  const step = useStore(viewStore, (s): StepName => (s.reversal === 'tracing' ? 'hairline' : s.step))
  // Painting moves no handle: the list sleeps through it.
  const whole = useStore(designStore, (s) => (step === 'area' || step === 'dots' ? null : s.design))
  const tracing = useStore(viewStore, (s) => s.reversal)
  const layers = useStore(layerStore)
  const onlyLooking = useStore(viewStore, (s) => s.onlyLooking)
  // The plan's stages are looked at; nothing of them is moved on the photo.
  if (!whole || onlyLooking || tracing === 'stages') return null
  const design = handled(whole)
  const locked = step === 'hairline' && tracing === 'off' && layers.locked.has(layerInHand(design))

  const nudge = (event: KeyboardEvent, handle: Handle) => {
    if (event.key === 'Enter') return typeFigure(event, design, handle)
    const direction = arrows[event.key]
    if (!direction || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    const mmPerPx = planeOf(design).mmPerPxAt(design.marks.glabella)
    const px = event.altKey ? 0.1 / mmPerPx : event.shiftKey ? 10 : 1
    const by = onPhoto(design, { x: direction[0] * px, y: direction[1] * px })
    const moved = nudgeHandle(design, handle, by.x, by.y, viewStore.getState().mirror)
    edit(putBack(whole, moved), moveLabel(handle), burstKey(handle, event.timeStamp))
  }
  return (
    <ul className="unseen" aria-label={t.handles}>
      {handlesOf(step, design).map((handle) => {
        const { value, text } = spoken(design, handle)
        return (
          <li key={handle}>
            <span
              role="slider"
              tabIndex={0}
              aria-label={handleName(design, handle)}
              aria-valuenow={value}
              aria-valuetext={text}
              aria-disabled={locked || undefined}
              onKeyDown={(e) => nudge(e, handle)}
              onFocus={() => {
                setView({ activeHandle: handle })
                pickInHand(handle)
              }}
              onBlur={() => setView({ activeHandle: null })}
            />
          </li>
        )
      })}
    </ul>
  )
}

/** Where the figures of a handle are typed: those of the point in hand, the height of the midline's, the known length. */
const fields = {
  point: '[data-point-figures] .figure-input',
  midline: '[data-line-figures] .figure-input',
  scale: '.known-input',
} as const

/** Marks of the face and the head's outline have no figure. */
function figureOf(design: Design, handle: Handle): keyof typeof fields | null {
  if (handle === 'midline') return 'midline'
  if (isFreeHandle(handle) || asHairlineHandle(design, handle)) return 'point'
  return scaleHandles(design).some((p) => p.handle === handle) ? 'scale' : null
}

function typeFigure(event: KeyboardEvent, design: Design, handle: Handle): void {
  const kind = figureOf(design, handle)
  const field = kind && document.querySelector<HTMLInputElement>(fields[kind])
  if (!field) return
  event.preventDefault()
  event.stopPropagation()
  field.focus()
}

function handlesOf(step: StepName, design: Design): readonly Handle[] {
  const sets = {
    photo: [...seenMarks(design), ...rimHandles(design)],
    scale: scaleHandles(design),
    hairline: linePoints(design, lineContext(design)),
    area: [],
    dots: [],
  } satisfies Record<StepName, readonly { handle: Handle }[]>
  return sets[step].map((p) => p.handle)
}

/** `18 mm recession, 87 degrees`; without a scale, shares of the face's height. */
function spoken(design: Design, handle: Handle): { value: number; text: string } {
  if (freePointOf(design, handle)) return spokenPlace(design, handle)
  const readout = readoutOf(design, handle)
  const point = asHairlineHandle(design, handle)
  const corner = point && isCorner(design.hairline, point) ? `, ${t.corner}` : ''
  const name = `${handleName(design, handle)}${corner}`
  if (!readout) return { value: 0, text: name }
  const scaled = isScaled(design)
  const length = scaled ? figureSaid(design, readout.mm, readoutWay(design, readout)) : percent(readout.faceShare)
  const angle = readout.angleDeg === undefined ? '' : `, ${number(readout.angleDeg)} ${t.degrees}`
  const value = Math.round(scaled ? readout.mm : readout.faceShare * 100)
  return { value, text: `${name}, ${length} ${t.kinds[readout.kind]}${angle}` }
}

/** A point of a line without measures of its own. */
function spokenPlace(design: Design, handle: Handle): { value: number; text: string } {
  const point = freePointOf(design, handle)
  const corner = point?.line.points[point.index]?.corner ? `, ${t.corner}` : ''
  const { value, text } = placeSaid(design, placeOf(design, handle))
  return { value, text: `${handleName(design, handle)}${corner}, ${text}` }
}
