import { adjustmentsOf, turnOf, type Turn } from '../../core/design/adjustments.ts'
import type { Design } from '../../core/design/design.ts'
import type { PointPx } from '../../core/geometry/points.ts'
import { MAX_ZOOM, MIN_ZOOM, type Camera } from '../../store/viewStore.ts'

/** The door between screen and photo: nobody else multiplies by the zoom. */

/** The canvas in CSS px. */
export interface Box {
  readonly width: number
  readonly height: number
}

/** A point in CSS px from the canvas's corner. */
export type ScreenPoint = PointPx

/**
 * A camera on a straightened photo. Its place is one of the straightened picture (core/design/adjustments), so that it pans
 * and zooms as ever, and pictures that are turned differently are seen at the same place.
 */
export interface TurnedCamera extends Camera {
  readonly turn?: Turn | null
}

const turns = new WeakMap<object, Turn | null>()

/** The camera as the design's picture stands. */
export function cameraOn(camera: Camera, design: Pick<Design, 'photo' | 'adjustments'> | null): TurnedCamera {
  if (!design?.adjustments) return camera
  const { adjustments, photo } = design
  let turn = turns.get(adjustments)
  if (turn === undefined) turns.set(adjustments, (turn = turnOf(photo, adjustmentsOf(design).straightenDeg)))
  return turn ? { ...camera, turn } : camera
}

export function toScreen(camera: TurnedCamera, box: Box, p: PointPx): ScreenPoint {
  const { x, y } = camera.turn?.toPicture(p) ?? p
  return { x: box.width / 2 + (x - camera.x) * camera.zoom, y: box.height / 2 + (y - camera.y) * camera.zoom }
}

export function toPhoto(camera: TurnedCamera, box: Box, s: ScreenPoint): PointPx {
  const p = { x: camera.x + (s.x - box.width / 2) / camera.zoom, y: camera.y + (s.y - box.height / 2) / camera.zoom }
  return camera.turn?.toPhoto(p) ?? p
}

type Matrix = Readonly<Record<'a' | 'b' | 'c' | 'd' | 'e' | 'f', number>>

/** From photo px, or from steps of `pxPerUnit` of them, to CSS px, as a canvas takes it. */
export function photoTransform(camera: TurnedCamera, box: Box, pxPerUnit = 1): Matrix {
  const corner = toScreen(camera, box, { x: 0, y: 0 })
  const angle = camera.turn?.angleRad ?? 0
  const along = Math.cos(angle) * camera.zoom * pxPerUnit
  const across = Math.sin(angle) * camera.zoom * pxPerUnit
  return { a: along, b: across, c: -across, d: along, e: corner.x, f: corner.y }
}

export const clampZoom = (zoom: number): number => Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom))

/** CSS px kept free around a fitted picture. */
export interface Padding {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

interface Rect extends Box {
  readonly x: number
  readonly y: number
}

/** A rectangle of the photo inside the padding, never enlarged beyond 100 %. */
export function fitRect(box: Box, rect: Rect, padding: Padding): Camera {
  const width = Math.max(50, box.width - padding.left - padding.right)
  const height = Math.max(50, box.height - padding.top - padding.bottom)
  const zoom = clampZoom(Math.min(1, width / rect.width, height / rect.height))
  return {
    zoom,
    x: rect.x + rect.width / 2 - (padding.left - padding.right) / 2 / zoom,
    y: rect.y + rect.height / 2 - (padding.top - padding.bottom) / 2 / zoom,
    fitted: true,
  }
}

const AROUND: Padding = { top: 16, right: 16, bottom: 16, left: 16 }

/** The whole photo. */
export function fitCamera(box: Box, photo: Box, padding: Padding = AROUND): Camera {
  return fitRect(box, { x: 0, y: 0, ...photo }, padding)
}

/** Room that a place has on the screen once it was brought there, CSS px. */
const ROOM = 60

/** The camera that shows a place of the photo: as it is where the place is in sight, else moved there, and further away for a large one. */
export function showing(camera: TurnedCamera, box: Box, place: Rect): Camera {
  const { x, y } = toScreen(camera, box, { x: place.x + place.width / 2, y: place.y + place.height / 2 })
  if (x >= 0 && y >= 0 && x <= box.width && y <= box.height) return camera
  const centre = toPhoto(camera, box, { x, y })
  const { x: cx, y: cy } = camera.turn?.toPicture(centre) ?? centre
  const most = Math.min((box.width - 2 * ROOM) / place.width, (box.height - 2 * ROOM) / place.height)
  return { zoom: clampZoom(Math.min(camera.zoom, Math.max(MIN_ZOOM, most))), x: cx, y: cy, fitted: false }
}

/** Zooms so that the photo stays where it is under the screen point. */
export function zoomAt(camera: Camera, box: Box, at: ScreenPoint, factor: number): Camera {
  const zoom = clampZoom(camera.zoom * factor)
  const p = toPhoto(camera, box, at)
  return {
    zoom,
    x: p.x - (at.x - box.width / 2) / zoom,
    y: p.y - (at.y - box.height / 2) / zoom,
    fitted: false,
  }
}

/** Moves the picture with the hand. */
export function panBy(camera: Camera, dxCss: number, dyCss: number): Camera {
  return { ...camera, x: camera.x - dxCss / camera.zoom, y: camera.y - dyCss / camera.zoom, fitted: false }
}
