import { useMemo } from 'react'
import { useStore } from 'zustand'
import { adjustmentsOf, frameOf, type Adjustments } from '../../../core/design/adjustments.ts'
import type { Design } from '../../../core/design/design.ts'
import { about, followedBy, unmoved, type Similarity } from '../../../core/geometry/similarity.ts'
import { comparedAdjustments } from '../../../store/compare/comparedDesign.ts'
import { compareStore, offsetOf, type CompareItem, type CompareSide } from '../../../store/compare/compareStore.ts'
import { comparedVisits, otherOf, photoOfItem } from '../../../store/compare/comparedVisits.ts'
import { designStore } from '../../../store/designStore.ts'
import type { Camera } from '../../../store/viewStore.ts'
import type { OtherPhoto } from '../../panels/shownTypes.ts'
import { drawPicture, drawPlaced, type ComparedPicture } from '../pictureView.ts'
import { useComparedPicture, type Compared } from './useComparedPicture.ts'
import type { Box } from '../viewport.ts'

/** A picture of a comparison, and where it lies on the open photo. */
export interface ComparedLook {
  readonly picture: ComparedPicture | null
  /** Of the picture's own photo. */
  readonly adjustments: Adjustments
  /** Whether the picture still has to be given the colours of its adjustments: a snapshot has them. */
  readonly raw: boolean
  /** By hand, px of the open photo. */
  readonly offset: Similarity
  /** Of a photo of another visit, from its px to those of the open photo; null for what is of the open one. */
  readonly other: { readonly photo: Box; readonly place: Similarity } | null
  /** By how much the open photo is straightened as it is seen here. */
  readonly hereDeg: number
  /** What is designed on the picture's own photo: first as it is now, then as a snapshot shows it. */
  readonly designs: readonly Design[]
}

/** What stands beside a side: A beside all others, B beside A. */
const besideOf = (s: Record<'a' | 'b', CompareItem>, side: CompareSide): CompareItem => (side === 'a' ? s.b : s.a)

export function useComparedLook(side: CompareSide): Compared & { readonly look: ComparedLook } {
  const compared = useComparedPicture(side)
  const { item, picture } = compared
  const beside = useStore(compareStore, (s) => besideOf(s, side))
  const offset = useStore(compareStore, (s) => offsetOf(s, item))
  const snapshots = useStore(designStore, (s) => s.snapshots)
  const working = useStore(designStore, (s) => s.design)
  const others = useStore(comparedVisits, (s) => s.others)
  const places = useStore(comparedVisits, (s) => s.places)
  const look = useMemo((): ComparedLook => {
    const here = comparedAdjustments(item, beside, snapshots, working)
    const other = otherOf(item, others)
    const place = other && (places[other.photo.id]?.place ?? unmoved)
    return {
      picture,
      adjustments: other ? adjustmentsOther(other, item) : here,
      raw: picture === 'photo' || photoOfItem(item) !== null,
      offset,
      other: other && place && { photo: other.photo, place },
      hereDeg: here.straightenDeg,
      designs: designsOf(other ? other.design : working, other ? other.snapshots : snapshots, item),
    }
  }, [item, beside, picture, offset, snapshots, working, others, places])
  return { ...compared, look }
}

/** A photo is shown whole and as upright as it was taken, in the colours of its design. */
function adjustmentsOther({ design, snapshots }: OtherPhoto, item: CompareItem): Adjustments {
  const saved = snapshots.find((s) => s.id === item)
  return saved ? adjustmentsOf(saved.design) : { ...adjustmentsOf(design), straightenDeg: 0, crop: null }
}

const designsOf = (now: Design | null, snapshots: OtherPhoto['snapshots'], item: CompareItem): readonly Design[] =>
  now ? [now, ...snapshots.filter((s) => s.id === item).map((s) => s.design)] : []

/** Draws a look as a camera on the open photo sees it. */
export function drawLook(
  canvas: HTMLCanvasElement,
  look: ComparedLook,
  camera: Camera,
  box: Box,
  photo: Box,
  density = devicePixelRatio,
): void {
  const { picture, adjustments, offset, other } = look
  if (other && picture && picture !== 'photo') {
    drawPlaced(canvas, picture, placeOf(picture, look, other, photo), camera, box, density)
    return
  }
  drawPicture(canvas, other ? null : picture, cameraThrough(camera, offset), box, photo, adjustments, density)
}

/** From px of another visit's picture to px of the open photo as it is seen. */
function placeOf(
  bitmap: ImageBitmap,
  look: ComparedLook,
  { photo: other }: NonNullable<ComparedLook['other']>,
  photo: Box,
): Similarity {
  const { adjustments } = look
  const frame = frameOf(other, adjustments)
  const perPx = frame.width / bitmap.width
  const onFrame = { a: perPx, b: 0, dx: frame.x, dy: frame.y }
  return [turnBy(other, -adjustments.straightenDeg), asSeen(look, photo)].reduce(followedBy, onFrame)
}

/** From px of a look's own photo, as it was taken, to px of the open photo as it is seen. */
export const asSeen = ({ other, hereDeg, offset }: ComparedLook, photo: Box): Similarity =>
  [turnBy(photo, hereDeg), offset].reduce(followedBy, other?.place ?? unmoved)

const turnBy = ({ width, height }: Box, deg: number): Similarity =>
  deg === 0 ? unmoved : about({ x: width / 2, y: height / 2 }, 1, (deg * Math.PI) / 180)

/** The camera that sees an unmoved picture as this one sees it moved. Pictures are moved and sized by hand, never turned. */
export const cameraThrough = (camera: Camera, { a, dx, dy }: Similarity): Camera => ({
  ...camera,
  zoom: camera.zoom * a,
  x: (camera.x - dx) / a,
  y: (camera.y - dy) / a,
})
