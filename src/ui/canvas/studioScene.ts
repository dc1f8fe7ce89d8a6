import { adjustmentsOf } from '../../core/design/adjustments.ts'
import { areaSlots } from '../../core/design/areas/areas.ts'
import { isScaled, surfaceOf } from '../../core/design/scale/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { areaLayer, type LayerId } from '../../core/design/layers.ts'
import type { DesignObject } from '../../core/design/objects.ts'
import type { PointPx, RectPx } from '../../core/geometry/points.ts'
import { placeOf } from '../../core/tools/handles.ts'
import type { Handle, Pointer, ToolOverlay } from '../../core/tools/tool.ts'
import { hasReversal } from '../../core/design/reversal.ts'
import { handled } from '../../store/reversal/reversalView.ts'
import { pictures } from '../../store/dots/pictures.ts'
import { freeLineInHand, isSeen, isShown, objectsInHand, opacityOf } from '../../store/layerStore.ts'
import { isLossDrawn } from '../../store/edits/hairLossActions.ts'
import { matchStore } from '../../store/edits/matchActions.ts'
import { marksRest, type ViewState } from '../../store/viewStore.ts'
import { number } from '../shell/figures/format.ts'
import { lengthText, lengthUnit } from '../shell/figures/length.ts'
import { drawArea, drawStroke, type AreasShown } from './overlays/areaOverlay.ts'
import { drawHairLoss } from './overlays/hairLossOverlay.ts'
import { drawGuides } from './overlays/guidesOverlay.ts'
import { drawAngle, drawGhost, drawLaying, drawReadout, drawScale, type HandleStates } from './overlays/lineOverlay.ts'
import { reversalStrings } from '../strings/reversalStrings.ts'
import { drawExistingLine, drawLinePoints, drawLines, drawTracedLine, takesNoPoints } from './overlays/linesOverlay.ts'
import { drawFaceMarks, drawMarks, drawQuietMarks } from './overlays/marksOverlay.ts'
import { drawMeasure, drawMeasures } from './overlays/measureOverlay.ts'
import { draggedLines } from './overlays/draggedLines.ts'
import { drawLoupe, restLoupe } from './overlays/loupe.ts'
import { ACCENT, circle, drawPill, strokeCased, traceHatch, tracePath, type Context } from './overlays/overlayStyle.ts'
import type { TileSource } from './paintTiles.ts'
import { drawPatches } from './overlays/patchOverlay.ts'
import { isCropping } from './hands/cropHand.ts'
import { cornersOf, drawCropHandles, drawPictureFrame } from './overlays/frameOverlay.ts'
import { drawReversal, drawZones } from './overlays/zoneOverlay.ts'
import { toScreen, type Box, type TurnedCamera } from './viewport.ts'

export interface Scene {
  readonly design: Design
  /** Its camera stands as the picture is straightened. */
  readonly view: ViewState & { readonly camera: TurnedCamera }
  readonly box: Box
  readonly tool: ToolOverlay
  readonly busy: boolean
  readonly pointer: Pointer
  readonly focused: Handle | null
  readonly density: number
  /** Whether the brush's diameter is said beside its ring. */
  readonly sizeShown: boolean
}

/** The picture of the design, or the photo where it is unchanged. */
export const designTiles: TileSource = (tx, ty) => pictures.designTile(tx, ty) ?? pictures.photoTile(tx, ty)
export const photoTiles: TileSource = (tx, ty) => pictures.photoTile(tx, ty)

/** Everything over the photo, for the step and the tool in the hand. */
export function drawScene(context: Context, scene: Scene): void {
  const { view, box, tool } = scene
  const { camera, step } = view
  const place = (p: PointPx) => toScreen(camera, box, p)
  const quiet = view.photoAlone || view.overlaysHidden || view.onlyLooking
  const cropping = isCropping()
  if (isAdjustedInPlace(scene.design) || cropping)
    drawPictureFrame(context, scene.design, { camera, box, quiet }, place)
  else if (view.surround !== 'dark') drawFrame(context, view, box)
  if (quiet) return
  if (cropping) {
    drawCropHandles(context, scene.design, { camera, box })
    return
  }
  if (view.reversal === 'stages' && hasReversal(scene.design)) {
    drawReversal(context, scene.design, view, box, place, tool)
    if (view.zone) drawBrush(context, scene.design, scene, place)
    if (view.flash) drawFlash(context, view.flash, place)
    return
  }
  const design = handled(scene.design)
  const active = (tool.active ?? null) as Handle | null
  const states: HandleStates = { active, focused: scene.focused, mirror: view.mirror }
  const lineInHand = view.tool === 'select' || view.tool === 'hairline'

  if (isShown('guides')) {
    context.globalAlpha = opacityOf('guides')
    drawGuides(context, design, place, box, view.reversal === 'tracing' ? reversalStrings.existingLine : undefined)
    context.globalAlpha = 1
  }
  if (view.tool === 'hairline') drawQuietMarks(context, design, place)
  else if (view.tool === 'select' && step === 'photo') drawMarks(context, design, place, states)
  // A line of the lower face has the hand to itself.
  else if (view.tool === 'select' && !freeLineInHand(design) && !marksRest(step))
    drawFaceMarks(context, design, place, states)
  // The matter at hand is the line itself, or the area that ends at it, or the marks and the dots it must not cover.
  if (view.reversal === 'off') drawExistingLine(context, scene.design, place)
  if (isShown('zones') && hasReversal(scene.design)) {
    context.globalAlpha = opacityOf('zones')
    drawZones(context, scene.design, camera, box)
    context.globalAlpha = 1
  }
  const held = objectsInHand(design)
  const heldOf = (kind: DesignObject['kind']) => held.flatMap((one) => (one.kind === kind ? [one.id] : []))
  const areaHeld = { selected: heldOf('area'), moved: tool.movedAreas }
  const shown = areasShown(areaHeld.selected)
  const isAreaSeen = areaSlots(design).some(({ id }) => shown.area(id) > 0) || isShown('exclusions')
  const areas = () => drawArea(context, design, camera, box, view.overlayStrength, shown, areaHeld)
  if (isAreaSeen && step !== 'area') areas()
  if (view.reversal === 'tracing') drawTracedLine(context, scene.design, place, box.width)
  else drawLines(context, design, place, step !== 'hairline', heldOf('line'))
  if (isAreaSeen && step === 'area') areas()
  if (lineInHand && step !== 'photo') drawLinePoints(context, design, place, states)
  if (tool.ghost && !takesNoPoints(design)) drawGhost(context, place(tool.ghost))
  if (step === 'scale') drawScale(context, design, place, states, box)
  if (active && scene.busy) drawAngle(context, design, place, active)

  drawPatches(context, design, matchStore.getState().matching, place, scene)

  if (view.flash) drawFlash(context, view.flash, place)
  if (isShown('measures') && view.reversal === 'off') {
    context.globalAlpha = opacityOf('measures')
    // A finger takes the ends of what is in hand alone.
    const ends = { all: view.tool === 'measure' && scene.pointer !== 'touch', active, focused: scene.focused }
    const takesEnds = view.tool === 'measure' || view.tool === 'select'
    drawMeasures(context, design, place, box.width, heldOf('measure'), takesEnds ? ends : null)
    context.globalAlpha = 1
  }
  if (tool.laying) drawLaying(context, tool.laying.map(place))
  if (tool.measure) drawMeasure(context, design, tool.measure, place, box.width)
  if (tool.lasso) drawLasso(context, tool.lasso.map(place))
  if (isLossDrawn(design, view)) drawHairLoss(context, design, camera, box)
  drawBrush(context, design, scene, place)
  if (step === 'area') drawStroke(context, design, scene, camera, box)
  const photo = pictures.size()
  const looks = scene.busy && (view.tool === 'scale' || scene.pointer === 'touch')
  const point = looks && (active ? placeOf(design, active) : (tool.dragged ?? tool.laying?.[1]))
  if (point && photo) {
    const { density } = scene
    const lines = draggedLines(design, tool)
    const adjustments = adjustmentsOf(scene.design)
    drawLoupe(context, { source: designTiles, point, camera, box, photo, density, adjustments, lines })
  } else restLoupe()
  // Over the glass, where they meet.
  if (tool.readout && scene.busy) drawReadout(context, design, tool.readout, place, box.width)
}

const strengthOf = (layer: LayerId): number => (isShown(layer) ? opacityOf(layer) : 0)

/** What is selected is seen in every step, unless its eye is shut. */
const areasShown = (selected: readonly number[]): AreasShown => ({
  area: (id) => (selected.includes(id) && isSeen(areaLayer(id)) ? opacityOf(areaLayer(id)) : strengthOf(areaLayer(id))),
  exclusions: strengthOf('exclusions'),
})

/** Room around what has changed, and the least side of the frame, CSS px. */
const FLASH_ROOM = 10
const FLASH_LEAST = 36

function drawFlash(context: Context, { x, y, width, height }: RectPx, place: (p: PointPx) => PointPx): void {
  const corners = [x, x + width].flatMap((left) => [y, y + height].map((top) => place({ x: left, y: top })))
  const from = { x: Math.min(...corners.map((p) => p.x)), y: Math.min(...corners.map((p) => p.y)) }
  const to = { x: Math.max(...corners.map((p) => p.x)), y: Math.max(...corners.map((p) => p.y)) }
  const w = Math.max(FLASH_LEAST, to.x - from.x + 2 * FLASH_ROOM)
  const h = Math.max(FLASH_LEAST, to.y - from.y + 2 * FLASH_ROOM)
  context.beginPath()
  context.roundRect((from.x + to.x - w) / 2, (from.y + to.y - h) / 2, w, h, 8)
  strokeCased(context, 1.5)
}

const isAdjustedInPlace = (design: Design): boolean => {
  const { straightenDeg, crop } = adjustmentsOf(design)
  return straightenDeg !== 0 || crop !== null
}

/** White beside the photo: what the eye takes for white decides how dark a shade looks. */
function drawFrame(context: Context, { camera, surround }: Scene['view'], box: Box): void {
  const size = pictures.size()
  if (!size) return
  context.strokeStyle = surround === 'white' ? '#777777' : '#ffffff'
  context.lineWidth = 1
  if (camera.turn) {
    tracePath(
      context,
      cornersOf({ x: 0, y: 0, ...size }).map((p) => toScreen(camera, box, p)),
      true,
    )
    context.stroke()
    return
  }
  const { x, y } = toScreen(camera, box, { x: 0, y: 0 })
  context.strokeRect(
    Math.round(x) - 0.5,
    Math.round(y) - 0.5,
    Math.round(size.width * camera.zoom) + 1,
    Math.round(size.height * camera.zoom) + 1,
  )
}

function drawLasso(context: Context, points: readonly PointPx[]): void {
  tracePath(context, points)
  strokeCased(context, 1.5)
  tracePath(context, points, true)
  context.fillStyle = 'rgb(58 168 255 / 14%)'
  context.fill()
}

type Ring = NonNullable<ToolOverlay['ring']>

function drawBrush(context: Context, design: Design, scene: Scene, place: (p: PointPx) => PointPx): void {
  const { ring } = scene.tool
  if (ring) drawRing(context, ring, place, scene.view.camera.zoom)
  if (ring && scene.sizeShown) drawSize(context, design, ring, place, scene)
}

function drawSize(context: Context, design: Design, ring: Ring, place: (p: PointPx) => PointPx, scene: Scene): void {
  const px = 2 * ring.radiusPx
  const mm = px * surfaceOf(design).mmPerPxAt(ring.at)
  const text = isScaled(design) ? lengthText(mm, mm < 3 && lengthUnit() === 'mm' ? 1 : 0) : `${number(px)} px`
  const at = place({ x: ring.at.x + ring.radiusPx, y: ring.at.y })
  drawPill(context, { x: at.x + 10, y: at.y }, [{ text, strong: true }], scene.box.width, 'left')
}

function drawRing(context: Context, ring: Ring, place: (p: PointPx) => PointPx, zoom: number): void {
  const at = place(ring.at)
  if (ring.hatched) hatchRing(context, at, ring.radiusPx * zoom)
  const dash = ring.dashed ? [5, 4] : []
  context.setLineDash(dash)
  circle(context, at, ring.radiusPx * zoom)
  strokeCased(context, 1.5, '#ffffff')
  context.setLineDash([])
  const inner = (ring.radiusPx - ring.featherPx) * zoom
  if (ring.featherPx > 0 && inner > 3) {
    circle(context, at, inner)
    context.strokeStyle = 'rgb(255 255 255 / 45%)'
    context.lineWidth = 1
    context.stroke()
  }
  context.beginPath()
  context.moveTo(at.x - 4, at.y)
  context.lineTo(at.x + 4, at.y)
  context.moveTo(at.x, at.y - 4)
  context.lineTo(at.x, at.y + 4)
  context.strokeStyle = ring.dashed ? '#ffffff' : ACCENT
  context.lineWidth = 1.2
  context.stroke()
}

/** The lines that what it excludes will have, fainter: the skin under the ring must be seen. */
function hatchRing(context: Context, { x, y }: PointPx, radius: number): void {
  context.save()
  circle(context, { x, y }, radius)
  context.clip()
  traceHatch(context, { x: x - radius, y: y - radius }, { x: x + radius, y: y + radius })
  context.strokeStyle = 'rgb(0 0 0 / 30%)'
  context.lineWidth = 2.5
  context.stroke()
  context.strokeStyle = 'rgb(255 255 255 / 60%)'
  context.lineWidth = 1
  context.stroke()
  context.restore()
}
