import type { Design, Side } from '../../core/design/design.ts'
import { boundsOf } from '../../core/geometry/polygon.ts'
import {
  freeLinePaths,
  withFreeCorner,
  withInsideAdded,
  withNewFreeLine,
  withoutFreePoint,
  withPointAfter,
  withSidesApart,
  freePointOf,
} from '../../core/design/lines/freeLines.ts'
import { COPY_BEHIND_MM, movedBack, withLineCopy } from '../../core/design/lines/lineCopy.ts'
import { areaInHand, withNewArea } from '../../core/design/areas/areas.ts'
import {
  areaIdOf,
  areaLayer,
  layerGroup,
  lineIdOf,
  lineLayer,
  withLayerAt,
  type LayerId,
} from '../../core/design/layers.ts'
import {
  canDeleteLine,
  currentId,
  isFree,
  isHairline,
  lineOf,
  nextLineId,
  withCurrent,
  withFreeLine,
  withLineName,
  withNewHairline,
  withoutLine,
  type FreeLine,
  type FreeLineKind,
} from '../../core/design/lines/lines.ts'
import { APART_LABEL } from '../../core/tools/freeLineHand.ts'
import { CURRENT_LABEL } from '../../core/tools/selectTool.ts'
import { takeArea } from './areaListActions.ts'
import { edit } from './designActions.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { forgetLayer, layerStore, refuse, setLayers } from '../layerStore.ts'
import { pickPoint } from './pointActions.ts'
import { setCamera, setTool, setView, viewStore } from '../viewStore.ts'

/** What the artist does with lines: each one undo step. */

const open = (): Design | null => committedDesign(designStore.getState())

/** Adds a copy of the current hairline a little behind it; it becomes current when it is chosen. */
export function newHairline(): void {
  const design = open()
  if (!design) return
  added(design, withNewHairline(design, movedBack(design, design.hairline, COPY_BEHIND_MM)), 'New hairline')
}

/** Lays a line of the lower face from the marks, or a free shape, and takes it in hand. */
export function newFreeLine(kind: FreeLineKind, label: string): void {
  const design = open()
  if (!design) return
  const id = nextLineId(design)
  const after = withNewFreeLine(design, kind)
  if (!after || !added(design, after, label)) return
  takeInHand(id)
  lookAt(after, id)
}

/** Fit shows the scalp: a line of the lower face is brought into the middle. */
function lookAt(design: Design, id: number): void {
  const line = lineOf(design, id)
  const box = line && isFree(line) ? boundsOf(freeLinePaths(line, design.marks).flat()) : null
  const { camera } = viewStore.getState()
  if (!box || (line?.kind === 'free' && camera.fitted)) return
  const y = Math.min(design.photo.height, box.y + box.height / 2)
  setCamera({ ...camera, x: box.x + box.width / 2, y, fitted: false })
}

export function duplicateLine(id: number): void {
  const design = open()
  if (design) added(design, withLineCopy(design, id), 'Duplicate line')
}

/** The new line's row is the one that is spoken of. False where there are enough lines. */
function added(before: Design, after: Design | null, label: string): boolean {
  if (!after) return false
  const layer = lineLayer(nextLineId(before))
  forgetLayer(layer)
  setLayers({ row: layer })
  edit(after, label)
  return true
}

/** A hairline drives area and dots from now on; the points on the canvas are its points. */
export function makeCurrent(id: number): void {
  const design = open()
  if (!design) return
  holdHairline()
  setLayers({ row: lineLayer(id) })
  const current = withCurrent(design, id)
  if (current !== design) edit(current, CURRENT_LABEL)
}

/** Goes into the points of a line: with the hairline's tool, and a hairline is the current one. */
export function enterLine(id: number): void {
  const design = open()
  const line = design && lineOf(design, id)
  if (!line) return
  setTool('hairline')
  if (!isFree(line)) return makeCurrent(id)
  takeInHand(id)
  // What can be done with it stands in the panel.
  setLayers({ panelOpen: true })
}

/** What a click on the canvas chose: its row is the one that is spoken of, and its points are on the canvas. */
export function lineChosen(id: number): void {
  const design = designStore.getState().design
  const line = design && lineOf(design, id)
  if (!line) return
  setLayers({ row: lineLayer(id) })
  // What can be done with it stands in the panel.
  if (isFree(line)) setLayers({ lineInHand: id, freePoint: null, panelOpen: true })
  else holdHairline()
  pickPoint(null)
}

const holdHairline = (): void => setLayers({ lineInHand: null, freePoint: null })

/** Opens the layers, or closes them: the hairline is then in hand again. */
export function toggleLayers(): void {
  const panelOpen = !layerStore.getState().panelOpen
  setLayers({ panelOpen })
  if (!panelOpen) holdHairline()
}

/** The row that is spoken of; a line of the lower face is in hand while its row is, and an area from then on. */
export function chooseRow(layer: LayerId): void {
  const design = open()
  const id = lineIdOf(layer)
  const line = design && id !== null ? lineOf(design, id) : null
  const area = areaIdOf(layer)
  setLayers({ row: layer })
  if (line && isFree(line)) takeInHand(line.id)
  else holdHairline()
  if (area !== null) takeArea(area)
}

/** Its points come on the canvas, with the tool that moves them. */
function takeInHand(id: number): void {
  const { step, tool } = viewStore.getState()
  // What was done in the panel goes on there.
  const { panelOpen } = layerStore.getState()
  if (step !== 'hairline' || (tool !== 'hairline' && tool !== 'select')) setTool('hairline')
  setView({ activeHandle: null })
  pickPoint(null)
  setLayers({ panelOpen, lineInHand: id, freePoint: null, row: lineLayer(id) })
}

export function renameLine(id: number, name: string): void {
  const design = open()
  if (design) edit(withLineName(design, id, name), 'Rename line')
}

/** Takes a line away; one hairline always stays. */
export function deleteLine(id: number): void {
  const design = open()
  if (!design || !canDeleteLine(design, id)) return
  if (layerStore.getState().locked.has(lineLayer(id))) return refuse(lineLayer(id), 'locked')
  const without = withoutLine(design, id)
  edit(without, 'Delete line')
  if (layerStore.getState().lineInHand === id) holdHairline()
  setLayers({ row: lineLayer(currentId(without)) })
}

/** Puts a line or an area one place up or down among those of its kind. */
export function shiftLayer(layer: LayerId, by: 1 | -1): void {
  const design = open()
  if (design) placeLayer(layer, layerGroup(design, layer).indexOf(layer) + by)
}

/** Puts a line or an area at a place among those of its kind, 0 the lowest. */
export function placeLayer(layer: LayerId, place: number): void {
  const design = open()
  if (design) edit(withLayerAt(design, layer, place), areaIdOf(layer) === null ? 'Reorder lines' : 'Reorder areas')
}

/** The half of the current hairline that is designed alone, null for both. */
export function designHalf(only: Side | null, label: string): void {
  const design = open()
  if (!design) return
  const { only: _before, ...line } = design.hairline
  pickPoint(null)
  setView({ activeHandle: null })
  edit({ ...design, hairline: only ? { ...line, only } : line }, label)
}

/** Adds what a closed line encloses to the area, as hand work over the proposal. */
export function addInside(id: number): void {
  const design = open()
  const line = design && lineOf(design, id)
  if (!design || !line || isHairline(line)) return
  edit({ ...design, area: withInsideAdded(design.area, line, design.marks) }, 'Add inside of line to area')
}

/** Makes an area of its own of what a closed line of the face encloses: a beard, whatever is in hand. */
export function addInsideAsBeard(id: number): void {
  const design = open()
  const line = design && lineOf(design, id)
  const added = design && withNewArea(design, 'beard')
  if (!added || !line || isHairline(line)) return
  forgetLayer(areaLayer(areaInHand(added)))
  edit({ ...added, area: withInsideAdded(added.area, line, added.marks) }, 'Make beard area of line')
}

/** Both sides of a mirrored line are shaped apart from now on. False where there is no room for another line. */
export function partSides(id: number): boolean {
  const design = open()
  const line = design && lineOf(design, id)
  if (!design || !line || isHairline(line)) return true
  if (layerStore.getState().locked.has(lineLayer(id))) {
    refuse(lineLayer(id), 'locked')
    return true
  }
  forgetLayer(lineLayer(nextLineId(design)))
  const apart = withSidesApart(design, line)
  if (apart) edit(apart, APART_LABEL)
  return apart !== null
}

function changeLine(
  handle: string,
  label: string,
  change: (line: FreeLine, index: number) => FreeLine | null,
): boolean {
  const design = open()
  const point = design && freePointOf(design, handle)
  const line = point && change(point.line, point.index)
  if (!design || !line) return false
  edit(withFreeLine(design, line), label)
  return true
}

/** Adds a point halfway to the next one. */
export function addPointAfter(handle: string): void {
  if (changeLine(handle, 'Add point', withPointAfter)) setLayers({ freePoint: nextHandle(handle) })
}

const nextHandle = (handle: string): string => handle.replace(/\d+$/, (index) => String(Number(index) + 1))

/** False where the line needs the point. */
export function deleteFreePoint(handle: string): boolean {
  const gone = changeLine(handle, 'Delete point', withoutFreePoint)
  if (gone) setLayers({ freePoint: null })
  return gone
}

export function turnFreeCorner(handle: string, label: string): void {
  changeLine(handle, label, (line, i) => withFreeCorner(line, i, line.points[i]?.corner !== true))
}
