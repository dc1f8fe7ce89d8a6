import { measuresOf, withNewMeasure } from '../../../core/design/scale/measures.ts'
import type { PointPx } from '../../../core/geometry/points.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { committedDesign, designStore } from '../../../store/designStore.ts'
import { toast } from '../../../store/jobsStore.ts'
import { refusalOf, refuse } from '../../../store/layerStore.ts'
import { takeObject } from '../../../store/edits/objectActions.ts'
import { setTool, viewStore } from '../../../store/viewStore.ts'
import { objectStrings } from '../../strings/objectStrings.ts'
import { cameraOn, toPhoto } from '../viewport.ts'

/** From the middle of the view, CSS px: a distance lies level, and an angle is a right one. */
const places = {
  distance: [
    { x: -70, y: 0 },
    { x: 70, y: 0 },
  ],
  angle: [
    { x: 0, y: -80 },
    { x: 0, y: 0 },
    { x: 80, y: 0 },
  ],
} as const satisfies Record<'distance' | 'angle', readonly PointPx[]>

/**
 * Lays a measure in the middle of what is looked at, without a drag: its ends are then moved by arrows or by the hand. False
 * where the layer of measures is locked or hidden, or holds enough.
 */
export function layMeasure(kind: 'distance' | 'angle'): boolean {
  const design = committedDesign(designStore.getState())
  if (!design) return false
  setTool('measure')
  const why = refusalOf(design, 'measures')
  if (why) {
    refuse('measures', why)
    return false
  }
  const camera = cameraOn(viewStore.getState().camera, design)
  const { width, height } = design.photo
  const middle = { width: 0, height: 0 }
  const points = places[kind].map((p): PointPx => {
    const { x, y } = toPhoto(camera, middle, p)
    return { x: Math.max(0, Math.min(width, x)), y: Math.max(0, Math.min(height, y)) }
  })
  const added = withNewMeasure(design, points)
  if (!added) {
    toast(objectStrings.refusals.enoughMeasures)
    return false
  }
  edit(added.design, objectStrings.laid[kind])
  takeObject({ kind: 'measure', id: added.id })
  return true
}

/** The same by the keyboard, which then has the first end. */
export function layMeasureByKey(kind: 'distance' | 'angle'): void {
  if (!layMeasure(kind)) return
  const design = committedDesign(designStore.getState())
  const measure = design && measuresOf(design).at(-1)
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-handle="measure${measure?.id}.0"]`)?.focus({ preventScroll: true }),
  )
}
