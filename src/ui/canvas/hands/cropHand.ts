import { createStore } from 'zustand/vanilla'
import { adjustmentsOf, withAdjustments, wholeFrame } from '../../../core/design/adjustments.ts'
import {
  cropHandles,
  cropRect,
  draggedCrop,
  handlePlace,
  shapedCrop,
  wholeCrop,
  type Crop,
  type CropHandle,
} from '../../../core/design/crop.ts'
import type { Design } from '../../../core/design/design.ts'
import type { PointPx, RectPx } from '../../../core/geometry/points.ts'
import { cancelLive, commit, edit, show } from '../../../store/edits/designActions.ts'
import { committedDesign, designStore } from '../../../store/designStore.ts'
import { fitView } from '../../../store/viewStore.ts'
import { adjustStrings } from '../../strings/adjustStrings.ts'
import type { CanvasContact } from './pointerInput.ts'
import type { Box, TurnedCamera } from '../viewport.ts'

/** Width over height that a crop keeps; `photo` is that of the photo. */
export const cropShapes = ['free', 'photo', '1:1', '4:5', '3:4', '16:9'] as const
export type CropShape = (typeof cropShapes)[number]
const ratios: Readonly<Record<Exclude<CropShape, 'free' | 'photo'>, number>> = {
  '1:1': 1,
  '4:5': 4 / 5,
  '3:4': 3 / 4,
  '16:9': 16 / 9,
}

/** Whether a hand may crop on the canvas, and in which shape. */
export const cropStore = createStore<{ readonly cropping: boolean; readonly shape: CropShape }>(() => ({
  cropping: false,
  shape: 'free',
}))

export const isCropping = (): boolean => cropStore.getState().cropping

export function startCropping(): void {
  cropStore.setState({ cropping: true, shape: 'free' })
  fitView()
}

export function stopCropping(): void {
  if (!isCropping()) return
  cropStore.setState({ cropping: false })
  fitView()
}

/** Keeps a shape from now on, and gives it to the crop at once. */
export function shapeCrop(shape: CropShape): void {
  cropStore.setState({ shape })
  const design = committedDesign(designStore.getState())
  const ratio = design && ratioOf(design)
  if (!design || ratio === null) return
  edit(withAdjustments(design, { crop: shapedCrop(cropOf(design), ratio) }), adjustStrings.edits.crop)
}

export const freeCropShape = (): void => cropStore.setState({ shape: 'free' })

const cropOf = (design: Design): Crop => adjustmentsOf(design).crop ?? wholeCrop

/** Of shares; null where the hand is free. */
function ratioOf(design: Design): number | null {
  const { shape } = cropStore.getState()
  if (shape === 'free') return null
  if (shape === 'photo') return 1
  const { width, height } = wholeFrame(design.photo, adjustmentsOf(design).straightenDeg)
  return (ratios[shape] * height) / width
}

export function cropCursor(handle: CropHandle | null): string {
  if (!handle) return 'default'
  const { x, y } = handle
  if (x === 0 && y === 0) return 'move'
  if (x === 0) return 'ns-resize'
  if (y === 0) return 'ew-resize'
  return x === y ? 'nwse-resize' : 'nesw-resize'
}

/** How near to a handle a press takes it, CSS px (ux 6). */
const REACH = { mouse: 12, pen: 12, touch: 22 } as const

/** The crop as the screen shows it, and all of the picture, CSS px from the canvas's corner. */
export function cropOnScreen(design: Design, camera: TurnedCamera, box: Box): { whole: RectPx; crop: RectPx } {
  const frame = wholeFrame(design.photo, adjustmentsOf(design).straightenDeg)
  const onScreen = (r: RectPx): RectPx => ({
    x: box.width / 2 + (r.x - camera.x) * camera.zoom,
    y: box.height / 2 + (r.y - camera.y) * camera.zoom,
    width: r.width * camera.zoom,
    height: r.height * camera.zoom,
  })
  return { whole: onScreen(frame), crop: onScreen(cropRect(cropOf(design), frame)) }
}

/** Drags the edges and corners of the crop, or all of it. One drag is one undo step. */
export function cropHand(look: () => { readonly camera: TurnedCamera; readonly box: Box }) {
  let held: { readonly handle: CropHandle; readonly from: PointPx; readonly start: Design; moved: boolean } | null =
    null

  function handleAt(e: CanvasContact, design: Design): CropHandle | null {
    const { camera, box } = look()
    const { crop } = cropOnScreen(design, camera, box)
    const inside = e.x >= crop.x && e.y >= crop.y && e.x <= crop.x + crop.width && e.y <= crop.y + crop.height
    const reach = (handle: CropHandle) => {
      const at = handlePlace(crop, handle)
      // An edge is held anywhere along it, a corner at its end.
      const dx = handle.x === 0 ? Math.max(0, Math.abs(e.x - at.x) - crop.width / 2) : Math.abs(e.x - at.x)
      const dy = handle.y === 0 ? Math.max(0, Math.abs(e.y - at.y) - crop.height / 2) : Math.abs(e.y - at.y)
      return Math.max(dx, dy)
    }
    const corner = (handle: CropHandle) => handle.x !== 0 && handle.y !== 0
    const near = cropHandles.filter((handle) => reach(handle) <= REACH[e.pointer])
    return near.find(corner) ?? near[0] ?? (inside ? { x: 0, y: 0 } : null)
  }

  return {
    down(e: CanvasContact): void {
      const start = committedDesign(designStore.getState())
      const handle = start && handleAt(e, start)
      held = handle ? { handle, from: { x: e.x, y: e.y }, start, moved: false } : null
    },
    move(e: CanvasContact): void {
      if (!held) return
      const { camera, box } = look()
      const { whole } = cropOnScreen(held.start, camera, box)
      const [dx, dy] = [(e.x - held.from.x) / whole.width, (e.y - held.from.y) / whole.height]
      if (dx === 0 && dy === 0 && !held.moved) return
      held.moved = true
      // Shift keeps the shape that the crop has.
      const own = cropOf(held.start)
      const ratio = ratioOf(held.start) ?? (e.shift ? own.width / own.height : null)
      show(withAdjustments(held.start, { crop: draggedCrop(own, held.handle, dx, dy, ratio) }))
    },
    up(): void {
      if (held?.moved) commit(adjustStrings.edits.crop)
      held = null
    },
    drop(): void {
      if (held?.moved) cancelLive()
      held = null
    },
    /** For the cursor. */
    over: (e: CanvasContact): CropHandle | null => {
      const design = committedDesign(designStore.getState())
      return held?.handle ?? (design && handleAt(e, design))
    },
  }
}
