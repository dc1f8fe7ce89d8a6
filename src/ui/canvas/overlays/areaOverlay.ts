import { areaInHand, areaSlots } from '../../../core/design/areas/areas.ts'
import type { AreaDesign, Design } from '../../../core/design/design.ts'
import { leaveOutStore, strokeStore } from '../../../store/edits/areaActions.ts'
import { isScaled } from '../../../core/design/scale/calibration.ts'
import type { PointPx } from '../../../core/geometry/points.ts'
import type { TiledMask } from '../../../core/pixels/tiledMask.ts'
import type { ToolOverlay } from '../../../core/tools/tool.ts'
import { strokeText } from '../../shell/figures/strokeText.ts'
import { areaShapes, loopsOfMask, type Loops } from './areaShape.ts'
import { pathOfLoops } from './loopsPath.ts'
import { ACCENT, drawPill, strokeCased, strokeHalo, traceHatch, type Context } from './overlayStyle.ts'
import { photoTransform, toScreen, type Box, type TurnedCamera } from '../viewport.ts'

const { shapeOf, mm2Of, gainOf } = areaShapes()
/** Areas that are not in hand: fainter, and dashed. */
const OTHER_STRENGTH = 0.5
const OTHER_DASH = [7, 4] as const
const shapesOfOthers = new Map<number, ReturnType<typeof areaShapes>>()

/** The border of an area that waits, by its id. */
function loopsOfOther(design: Design, id: number, area: AreaDesign): Loops {
  const shapes = shapesOfOthers.get(id) ?? areaShapes()
  shapesOfOthers.set(id, shapes)
  return shapes.shapeOf({ ...design, area: { ...area, exclude: design.area.exclude } }).area
}

/** Which areas are drawn, and how strongly each; the same of exclusions. 0 is hidden. */
export interface AreasShown {
  readonly area: (id: number) => number
  readonly exclusions: number
}

/** The areas that are selected as a whole, and those that the hand moves. */
export interface HeldAreas {
  readonly selected?: readonly number[]
  readonly moved?: ToolOverlay['movedAreas']
}

const nowhere: PointPx = { x: 0, y: 0 }

const allShown: AreasShown = { area: () => 1, exclusions: 1 }

/** Areas in azure with their outline, the one in hand last; exclusions dark with a white hatch (ux 10). */
export function drawArea(
  context: Context,
  design: Design,
  camera: TurnedCamera,
  box: Box,
  strength: number,
  shown: AreasShown = allShown,
  held: HeldAreas = {},
): void {
  const shape = shapeOf(design)
  const { a, b, c, d, e, f } = photoTransform(camera, box)
  const onPhoto = (draw: (pxPerCssPx: number) => void) => {
    context.save()
    context.transform(a, b, c, d, e, f)
    draw(1 / camera.zoom)
    context.restore()
  }
  const { selected = [], moved } = held
  const draw = (loops: Loops, opacity: number, isInHand: boolean, by: PointPx = nowhere, isSelected = false) =>
    onPhoto((px) => {
      const path = pathOfLoops(loops)
      context.translate(by.x, by.y)
      context.globalAlpha = opacity * strength * (isInHand ? 1 : OTHER_STRENGTH)
      context.fillStyle = ACCENT
      context.fill(path, 'evenodd')
      context.globalAlpha = opacity
      if (!isInHand) context.setLineDash(OTHER_DASH.map((length) => length * px))
      // White around the colour: this one the next key is meant for.
      if (isSelected) strokeHalo(context, path, px)
      strokeCased(context, isInHand ? 2 : 1.5, ACCENT, path, px)
    })
  /** An area on its way is drawn by its outline elsewhere: nothing of it is worked out anew. */
  const drawHeld = (loops: Loops, opacity: number, id: number, isInHand: boolean) => {
    const isMoved = moved?.ids.includes(id) ?? false
    if (!moved || !isMoved || moved.copies) draw(loops, opacity, isInHand, nowhere, !isMoved && selected.includes(id))
    if (moved && isMoved) draw(loops, opacity, true, moved.by, true)
  }
  for (const { id, area } of areaSlots(design)) {
    const opacity = shown.area(id)
    if (area && opacity > 0) drawHeld(loopsOfOther(design, id, area), opacity, id, false)
  }
  const own = areaInHand(design)
  if (shown.area(own) > 0) drawHeld(shape.area, shown.area(own), own, true)
  if (shown.exclusions > 0) {
    context.globalAlpha = shown.exclusions
    drawHatched(context, shape.exclude, box, onPhoto)
    context.globalAlpha = 1
  }
  const { suggestion } = leaveOutStore.getState()
  if (suggestion) drawHatched(context, loopsOfSuggestion(suggestion.mask), box, onPhoto, SUGGESTED_DASH)
}

/** The area's size when no stroke was under way, mm2. */
let restedMm2 = 0

/** What the stroke in the hand adds to the area, beside the pointer. Called after the area was drawn. */
export function drawStroke(
  context: Context,
  design: Design,
  { tool, busy }: { readonly tool: ToolOverlay; readonly busy: boolean },
  camera: TurnedCamera,
  box: Box,
): void {
  const mm2 = mm2Of(design)
  if (!busy) {
    restedMm2 = mm2
    if (strokeStore.getState().mm2 !== null) strokeStore.setState({ mm2: null })
    return
  }
  const at = tool.ring?.at ?? tool.lasso?.at(-1)
  if (!at) return
  const added = tool.lasso ? gainOf(tool.lasso, tool.takes === true) : mm2 - restedMm2
  if (strokeStore.getState().mm2 !== added) strokeStore.setState({ mm2: added, ofMm2: restedMm2 })
  const text = strokeText(added, restedMm2, isScaled(design))
  if (text) drawStrokePill(context, text, toScreen(camera, box, at), (tool.ring?.radiusPx ?? 0) * camera.zoom, box)
}

/** Clear of the ring, and of the finger or pen under which it lies. */
const PILL_AWAY_PX = 28

function drawStrokePill(context: Context, text: string, at: PointPx, radius: number, box: Box): void {
  const above = at.y - radius - PILL_AWAY_PX
  const y = above > PILL_AWAY_PX ? above : at.y + radius + PILL_AWAY_PX
  drawPill(context, { x: at.x, y }, [{ text, strong: true }], box.width)
}

const suggested = new WeakMap<TiledMask, Loops>()

function loopsOfSuggestion(mask: TiledMask): Loops {
  const known = suggested.get(mask)
  if (known) return known
  const loops = loopsOfMask(mask)
  suggested.set(mask, loops)
  return loops
}

/** What is only suggested has a broken outline, CSS px. */
const SUGGESTED_DASH = [6, 5] as const

function drawHatched(
  context: Context,
  loops: Loops,
  box: Box,
  onPhoto: (draw: (pxPerCssPx: number) => void) => void,
  dash: readonly number[] = [],
): void {
  if (loops.length === 0) return
  const path = pathOfLoops(loops)
  context.save()
  const onScreen = context.getTransform()
  onPhoto((px) => {
    context.setLineDash(dash.map((length) => length * px))
    strokeCased(context, 1.5, '#ffffff', path, px)
    context.setLineDash([])
  })
  const place = new Path2D()
  onPhoto(() => place.addPath(path, onScreen.inverse().multiply(context.getTransform())))
  context.clip(place, 'evenodd')
  context.fillStyle = 'rgb(0 0 0 / 35%)'
  context.fillRect(0, 0, box.width, box.height)
  traceHatch(context, { x: 0, y: 0 }, { x: box.width, y: box.height })
  context.strokeStyle = 'rgb(255 255 255 / 85%)'
  context.lineWidth = 1.4
  context.stroke()
  context.restore()
}
