import type { Design } from '../../../core/design/design.ts'
import { outlinePolygon } from '../../../core/design/head/headOutline.ts'
import { faceMarks, seenMarks } from '../../../core/design/scale/marks.ts'
import { rimHandles } from '../../../core/design/head/skullRim.ts'
import type { HandlePoint } from '../../../core/tools/handles.ts'
import type { Handle } from '../../../core/tools/tool.ts'
import { strings } from '../../strings/strings.ts'
import { drawMidline, lookOf, type HandleStates, type Place } from './lineOverlay.ts'
import { drawHandle, drawLabel, strokeCased, tracePath, type Context } from './overlayStyle.ts'

const t = strings.overlay

/** Points of the skull's edge are many, CSS px. */
const RIM_RADIUS = 3.5

/** While the photo is checked: the head's outline with its points, and the marks of the face. */
export function drawMarks(context: Context, design: Design, place: Place, states: HandleStates): void {
  tracePath(context, outlinePolygon(design.marks).map(place), true)
  strokeCased(context, 1.2, 'rgb(255 255 255 / 75%)')
  drawMidline(context, design, place)
  // Under the marks: where both stand, a mark is meant.
  for (const { handle, at } of rimHandles(design))
    drawHandle(context, place(at), { ...lookOf(handle, states), radius: RIM_RADIUS })
  drawMarkPoints(context, seenMarks(design), place, states)
}

/** Glabella, eye corners and midline as points that can be taken. */
export function drawFaceMarks(context: Context, design: Design, place: Place, states: HandleStates): void {
  drawMidline(context, design, place)
  drawMarkPoints(context, faceMarks(design), place, states)
}

/** Where glabella and eye corners are, for the hand that has something else to take. */
export function drawQuietMarks(context: Context, design: Design, place: Place): void {
  for (const { handle, at } of faceMarks(design))
    if (handle !== 'midlineTop') drawHandle(context, place(at), { quiet: true })
}

function drawMarkPoints(context: Context, points: readonly HandlePoint[], place: Place, states: HandleStates): void {
  const names: Partial<Record<Handle, string>> = { glabella: t.glabella, eyeRight: t.eyeCorner, eyeLeft: t.eyeCorner }
  for (const { handle, at } of points) {
    const p = place(at)
    drawHandle(context, p, { ...lookOf(handle, states), radius: 5 })
    const name = names[handle]
    if (name) drawLabel(context, { x: p.x + 12, y: p.y - 12 }, name)
  }
}
