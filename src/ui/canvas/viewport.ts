import { adjustmentsOf, turnBy, turnOf, type Turn } from '../../core/design/adjustments.ts'
import type { Design } from '../../core/design/design.ts'
import type { PointPx } from '../../core/geometry/points.ts'
import { MAX_ZOOM, MIN_ZOOM, turnedTo, type Camera } from '../../store/viewStore.ts'

/** The door between screen and photo: nobody else multiplies by the zoom. */

/** The canvas in CSS px. */
export interface Box {
  readonly width: number
  readonly height: number
}

/** A point in CSS px from the canvas's corner. */
export type ScreenPoint = PointPx

/**
 * A camera on a photo that is straightened, turned by hand, or both. The store's camera stands in the straightened picture
 * (core/design/adjustments), so that it pans and zooms as ever, and pictures that are straightened differently are seen at
 * the same place. This one stands in the picture as it lies on the screen: turned about the photo's centre.
 */
export interface TurnedCamera extends Camera {
  readonly turn?: Turn | null
}

type Straightened = Pick<Design, 'photo' | 'adjustments'>

const turns = new WeakMap<object, Turn | null>()

function straightening(design: Straightened): Turn | null {
  if (!design.adjustments) return null
  const known = turns.get(design.adjustments)
  if (known !== undefined) return known
  const turn = turnOf(design.photo, adjustmentsOf(design).straightenDeg)
  turns.set(design.adjustments, turn)
  return turn
}

/** The camera as the design's picture lies on the screen. */
export function cameraOn(camera: Camera, design: Straightened | null): TurnedCamera {
  if (!design) return camera
  const straight = straightening(design)
  if (!camera.turnedRad) return straight ? { ...camera, turn: straight } : camera
  const byHand = turnBy(design.photo, camera.turnedRad)
  const turn = straight ? turnBy(design.photo, straight.angleRad + camera.turnedRad) : byHand
  return { ...camera, ...byHand.toPicture(camera), turn }
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
export function showing(camera: Camera, design: Straightened, box: Box, place: Rect): Camera {
  const centre = { x: place.x + place.width / 2, y: place.y + place.height / 2 }
  const { x, y } = toScreen(cameraOn(camera, design), box, centre)
  if (x >= 0 && y >= 0 && x <= box.width && y <= box.height) return camera
  const { x: cx, y: cy } = straightening(design)?.toPicture(centre) ?? centre
  const most = Math.min((box.width - 2 * ROOM) / place.width, (box.height - 2 * ROOM) / place.height)
  return { ...camera, zoom: clampZoom(Math.min(camera.zoom, Math.max(MIN_ZOOM, most))), x: cx, y: cy, fitted: false }
}

/** A way on the screen, CSS px, as one of the picture before it was turned by hand, px. */
function wayOn({ turnedRad = 0, zoom }: Camera, dx: number, dy: number): PointPx {
  const cos = Math.cos(turnedRad)
  const sin = Math.sin(turnedRad)
  return { x: (dx * cos + dy * sin) / zoom, y: (dy * cos - dx * sin) / zoom }
}

/** The camera after a change of zoom or turn that leaves the photo where it is under the screen point. */
function keeping(camera: Camera, box: Box, at: ScreenPoint, changed: Camera): Camera {
  const [dx, dy] = [at.x - box.width / 2, at.y - box.height / 2]
  const [before, after] = [wayOn(camera, dx, dy), wayOn(changed, dx, dy)]
  return { ...changed, x: camera.x + before.x - after.x, y: camera.y + before.y - after.y, fitted: false }
}

/** Zooms so that the photo stays where it is under the screen point. */
export const zoomAt = (camera: Camera, box: Box, at: ScreenPoint, factor: number): Camera =>
  keeping(camera, box, at, { ...camera, zoom: clampZoom(camera.zoom * factor) })

/** Turns by an angle, clockwise as seen, so that the photo stays where it is under the screen point. */
export const turnAt = (camera: Camera, box: Box, at: ScreenPoint, byRad: number): Camera =>
  keeping(camera, box, at, turnedTo(camera, (camera.turnedRad ?? 0) + byRad))

/** So little was no wish to turn, radians: 4 degrees (judgement). */
const UPRIGHT_WITHIN = 0.07

/** Fingers were lifted: a photo that is all but upright is. */
export const settled = (camera: Camera): Camera =>
  Math.abs(camera.turnedRad ?? 0) < UPRIGHT_WITHIN ? turnedTo(camera, 0) : camera

/** Moves the picture with the hand. */
export function panBy(camera: Camera, dxCss: number, dyCss: number): Camera {
  const by = wayOn(camera, dxCss, dyCss)
  return { ...camera, x: camera.x - by.x, y: camera.y - by.y, fitted: false }
}
