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

export function toScreen(camera: Camera, box: Box, p: PointPx): ScreenPoint {
  return { x: box.width / 2 + (p.x - camera.x) * camera.zoom, y: box.height / 2 + (p.y - camera.y) * camera.zoom }
}

export function toPhoto(camera: Camera, box: Box, s: ScreenPoint): PointPx {
  return { x: camera.x + (s.x - box.width / 2) / camera.zoom, y: camera.y + (s.y - box.height / 2) / camera.zoom }
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
