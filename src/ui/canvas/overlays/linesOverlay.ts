import type { Design } from '../../../core/design/design.ts'
import { freeHandlePoints, freeLinePaths, freePointOf } from '../../../core/design/lines/freeLines.ts'
import { lineLayer } from '../../../core/design/layers.ts'
import { currentId, hairlineOf, isFree, linesOf, type FreeLine, type Line } from '../../../core/design/lines/lines.ts'
import { freeLineInHand, isShown, layerInHand, layerStore, lineContext, opacityOf } from '../../../store/layerStore.ts'
import { handlePoints } from '../../../core/design/lines/hairline.ts'
import { heightMmOf, isMeasurable } from '../../../core/design/lines/measuredLine.ts'
import { hasReversal } from '../../../core/design/reversal.ts'
import { aboutLength } from '../../shell/figures/length.ts'
import { reversalStrings } from '../../strings/reversalStrings.ts'
import { lineName } from '../../strings/layerStrings.ts'
import { drawHairline, drawHairlineHandles, pathOf, type HandleStates, type Place } from './lineOverlay.ts'
import {
  drawHandle,
  drawLabel,
  drawPill,
  pillWidths,
  strokeCased,
  strokeDotted,
  strokeHalo,
  tracePath,
  type Context,
  type PillPart,
} from './overlayStyle.ts'
import { freePlace } from '../hands/pillPlace.ts'

/** Lines that are not in hand, CSS px. */
const THIN = 1.5
/** One that is selected, within its halo. */
const SELECTED = 2.5
const DASH = [6, 5]
/** The line of ink that is there now, as the plan draws it. */
const EXISTING = '#ff5cc8'

/**
 * All lines that are shown, the lowest first: the one in hand whole, others thin and broken, all of them dotted while `quiet`.
 * @param selected those that are in hand as a whole, which are never quiet
 */
export function drawLines(
  context: Context,
  design: Design,
  place: Place,
  quiet: boolean,
  selected: readonly number[],
): void {
  const { hiddenLines } = lineContext(design)
  const free = freeLineInHand(design)
  const current = currentId(design)
  for (const line of linesOf(design)) {
    if (hiddenLines.has(line.id)) continue
    context.globalAlpha = opacityOf(lineLayer(line.id))
    if (selected.includes(line.id)) {
      drawSelected(context, design, line, place)
      continue
    }
    if (isFree(line)) drawFreeLine(context, design, line, place, quiet, line.id === free?.id)
    else if (line.id === current) drawHairline(context, design.hairline, place, quiet)
    else {
      const hairline = hairlineOf(design, line)
      drawBroken(context, pathOf(hairline).map(place), false, quiet)
      const at = place(hairline.midline)
      if (!quiet) drawLabel(context, { x: at.x + 10, y: at.y - 12 }, lineName(design, line))
    }
  }
  context.globalAlpha = 1
}

/** White around the whole of it, both halves of a mirrored one. */
function drawSelected(context: Context, design: Design, line: Line, place: Place): void {
  const paths = isFree(line) ? freeLinePaths(line, design.marks) : [pathOf(hairlineOf(design, line))]
  for (const path of paths) {
    tracePath(context, path.map(place), isFree(line) && line.closed)
    strokeHalo(context)
    strokeCased(context, SELECTED)
  }
}

/** The line of existing ink under a new design. */
export function drawExistingLine(context: Context, design: Design, place: Place): void {
  if (!hasReversal(design) || !isShown('existing')) return
  context.globalAlpha = opacityOf('existing')
  tracePath(context, pathOf(design.reversal.existing.hairline).map(place))
  context.setLineDash([7, 6])
  strokeCased(context, 2, EXISTING)
  context.setLineDash([])
  context.globalAlpha = 1
}

/**
 * While existing ink is traced its line is the one in the hand, as it is drawn everywhere; the new one lies quiet beside it.
 * @param design the whole one
 */
export function drawTracedLine(context: Context, design: Design, place: Place, width: number): void {
  if (!hasReversal(design)) return
  drawHairline(context, design.hairline, place, true)
  const { hairline } = design.reversal.existing
  tracePath(context, pathOf(hairline).map(place))
  context.setLineDash([7, 6])
  strokeCased(context, 2, EXISTING)
  context.setLineDash([])
  if (!isMeasurable(design, 'height', 'both')) return
  const text = reversalStrings.lines.existing(aboutLength(heightMmOf(design, hairline)))
  const parts: PillPart[] = [{ text, strong: true, line: { colour: EXISTING, dashed: true } }]
  const { whole } = pillWidths(context, parts)
  const at = freePlace(besideLine(place(hairline.midline), whole), whole, [
    ...handlePoints(hairline).map((point) => ({ at: place(point.at), room: HANDLE_ROOM })),
    ...[hairline, design.hairline].flatMap(pathOf).map((point) => ({ at: place(point), room: LINE_ROOM })),
  ])
  drawPill(context, at, parts, width, 'left')
}

/** Room around a point that is dragged, and around a line, CSS px. */
const HANDLE_ROOM = 14
const LINE_ROOM = 5

/** Under the middle of a line, on either side of the face's midline, farther and farther down; then over it. */
function besideLine({ x, y }: { x: number; y: number }, width: number) {
  const at = (down: number) => [
    { x: x + 14, y: y + down },
    { x: x - 14 - width, y: y + down },
  ]
  const near = { x: x + 14, y: y + 26 }
  return [near, ...[26, 50, 74, 98, -32, -56, -80].flatMap(at)] as const
}

function drawFreeLine(
  context: Context,
  design: Design,
  line: FreeLine,
  place: Place,
  quiet: boolean,
  inHand: boolean,
): void {
  for (const path of freeLinePaths(line, design.marks)) {
    const shown = path.map(place)
    if (!inHand || quiet) drawBroken(context, shown, line.closed, quiet)
    else {
      tracePath(context, shown, line.closed)
      strokeCased(context, 2.5)
    }
  }
}

function drawBroken(
  context: Context,
  path: readonly { x: number; y: number }[],
  closed: boolean,
  quiet: boolean,
): void {
  tracePath(context, path, closed)
  if (quiet) return strokeDotted(context)
  context.setLineDash(DASH)
  strokeCased(context, THIN)
  context.setLineDash([])
}

/** The points of the line in hand; small and white while it is locked. */
export function drawLinePoints(context: Context, design: Design, place: Place, states: HandleStates): void {
  const { hiddenLines } = lineContext(design)
  const free = freeLineInHand(design)
  const id = free?.id ?? currentId(design)
  if (hiddenLines.has(id)) return
  const quiet = layerStore.getState().locked.has(lineLayer(id))
  if (!free) return drawHairlineHandles(context, design, place, { ...states, quiet })
  for (const { handle, at } of freeHandlePoints(free, design.marks)) {
    const point = freePointOf(design, handle)
    drawHandle(context, place(at), {
      active: handle === states.active,
      focused: handle === states.focused || handle === layerStore.getState().freePoint,
      follows: point?.partner,
      corner: point ? free.points[point.index]?.corner : false,
      radius: 5,
      quiet,
    })
  }
}

/** Whether the line in hand is locked: it takes no points. */
export const takesNoPoints = (design: Design): boolean => layerStore.getState().locked.has(layerInHand(design))
