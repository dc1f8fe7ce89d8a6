import { areaInHand, areaSlots } from '../../../core/design/areas/areas.ts'
import type { AreaDesign, AreaRole, Design } from '../../../core/design/design.ts'
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
/** Draws in px of the photo; a CSS px is so many of them. */
type OnPhoto = (draw: (pxPerCssPx: number) => void) => void

interface AreaLook {
  readonly role: AreaRole
  readonly opacity: number
  readonly isInHand: boolean
  /** The next key is meant for it. */
  readonly isSelected: boolean
}

const allShown: AreasShown = { area: () => 1, exclusions: 1 }

/** Areas in azure with their outline, the one in hand last; exclusions, and what nobody is to touch, dark with a white hatch (ux 10). */
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
  const onPhoto: OnPhoto = (draw) => {
    context.save()
    context.transform(a, b, c, d, e, f)
    draw(1 / camera.zoom)
    context.restore()
  }
  const { selected = [], moved } = held
  const draw = (loops: Loops, look: AreaLook, by: PointPx = nowhere) => {
    const there: OnPhoto = (drawIt) =>
      onPhoto((px) => {
        context.translate(by.x, by.y)
        drawIt(px)
      })
    if (look.role === 'untouched') drawKeptOff(context, loops, box, there, look)
    else there((px) => drawOneArea(context, pathOfLoops(loops), px, strength, look))
  }
  /** An area on its way is drawn by its outline elsewhere: nothing of it is worked out anew. */
  const drawHeld = (loops: Loops, id: number, look: Omit<AreaLook, 'isSelected'>) => {
    const isMoved = moved?.ids.includes(id) ?? false
    if (!moved || !isMoved || moved.copies) draw(loops, { ...look, isSelected: !isMoved && selected.includes(id) })
    if (moved && isMoved) draw(loops, { ...look, isInHand: true, isSelected: true }, moved.by)
  }
  for (const { id, area } of areaSlots(design)) {
    const opacity = shown.area(id)
    if (area && opacity > 0) drawHeld(loopsOfOther(design, id, area), id, { role: area.role, opacity, isInHand: false })
  }
  const own = areaInHand(design)
  const { role } = design.area
  if (shown.area(own) > 0) drawHeld(shape.area, own, { role, opacity: shown.area(own), isInHand: true })
  if (shown.exclusions > 0) {
    context.globalAlpha = shown.exclusions
    drawHatched(context, shape.exclude, box, onPhoto)
    context.globalAlpha = 1
  }
  const { suggestion } = leaveOutStore.getState()
  if (suggestion) drawHatched(context, loopsOfSuggestion(suggestion.mask), box, onPhoto, SUGGESTED_DASH)
}

/** Ink that is there already has no colour of what is added (ux 10). */
const EXISTING = '#ffffff'
const EXISTING_STRENGTH = 0.09

function drawOneArea(
  context: Context,
  path: Path2D,
  px: number,
  strength: number,
  { role, opacity, isInHand, isSelected }: AreaLook,
): void {
  const isThere = role === 'existing'
  const colour = isThere ? EXISTING : ACCENT
  context.globalAlpha = opacity * (isThere ? EXISTING_STRENGTH : strength) * (isInHand ? 1 : OTHER_STRENGTH)
  context.fillStyle = colour
  context.fill(path, 'evenodd')
  context.globalAlpha = opacity
  if (!isInHand) context.setLineDash(OTHER_DASH.map((length) => length * px))
  // White around the colour.
  if (isSelected) strokeHalo(context, path, px)
  strokeCased(context, isInHand ? 2 : 1.5, colour, path, px)
}

/** Where nobody is to touch looks as what is excluded does. */
function drawKeptOff(
  context: Context,
  loops: Loops,
  box: Box,
  there: OnPhoto,
  { opacity, isInHand, isSelected }: AreaLook,
): void {
  context.globalAlpha = opacity
  if (isSelected) there((px) => strokeHalo(context, pathOfLoops(loops), px))
  drawHatched(context, loops, box, there, isInHand ? [] : OTHER_DASH)
  context.globalAlpha = 1
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

function drawHatched(context: Context, loops: Loops, box: Box, onPhoto: OnPhoto, dash: readonly number[] = []): void {
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
