import { surfaceOf } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import type { PatchName } from '../../../core/fill/comparePatches.ts'
import { distance, type PointPx } from '../../../core/geometry/points.ts'
import type { Matching } from '../../../store/edits/matchActions.ts'
import { strings } from '../../strings/strings.ts'
import type { Place } from './lineOverlay.ts'
import { ACCENT, circle, drawPill, strokeCased, type Context } from './overlayStyle.ts'

const names: readonly PatchName[] = ['hair', 'bare']
/** From a circle's rim to the middle of its name, CSS px. */
const NAME_AWAY = 20

/** The name that the focused handle of a circle has among the canvas's handles. */
export const patchHandle = (patch: PatchName): string => `patch.${patch}`

/** The two circles that are compared, with their names; the one that a tap moves has the heavier line. */
export function drawPatches(
  context: Context,
  design: Design,
  matching: Matching | null,
  place: Place,
  scene: { readonly focused: string | null; readonly box: { readonly width: number } },
): void {
  const patches = matching?.patches
  if (!patches) return
  for (const name of names) {
    const at = patches[name]
    const radius = circleRadius(design, patches.radiusMm, at, place)
    const p = place(at)
    const chosen = matching.chosen === name
    circle(context, p, radius)
    strokeCased(context, chosen ? 2.5 : 1.5, chosen ? ACCENT : '#ffffff')
    cross(context, p)
    if (scene.focused === patchHandle(name)) {
      circle(context, p, radius + 5)
      context.strokeStyle = '#ffffff'
      context.lineWidth = 2
      context.stroke()
    }
    const text = strings.match.patches[name]
    // One name below, one above: circles that lie close leave room for both.
    const above = name === 'bare' && p.y - radius - 2 * NAME_AWAY > 0
    const y = p.y + (above ? -1 : 1) * (radius + NAME_AWAY)
    drawPill(context, { x: p.x, y }, [{ text, strong: chosen }], scene.box.width)
  }
}

function circleRadius(design: Design, radiusMm: number, at: PointPx, place: Place): number {
  const px = radiusMm / surfaceOf(design).mmPerPxAt(at)
  return distance(place({ x: at.x + px, y: at.y }), place(at))
}

function cross(context: Context, p: PointPx): void {
  context.beginPath()
  context.moveTo(p.x - 4, p.y)
  context.lineTo(p.x + 4, p.y)
  context.moveTo(p.x, p.y - 4)
  context.lineTo(p.x, p.y + 4)
  strokeCased(context, 1, '#ffffff')
}
