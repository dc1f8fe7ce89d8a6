import { withHeadMeasured } from '../core/design/edits.ts'
import { newDesign } from '../core/design/newDesign.ts'
import type { Design, Marks, PhotoRef, Scale } from '../core/design/design.ts'
import { startHistory, type History } from '../core/design/history.ts'
import { faceHeightPx, proposeMarks } from '../core/design/marks.ts'
import type { PhotoView } from '../core/design/photoView.ts'
import type { PhotoQuality } from '../core/pixels/photoQuality.ts'
import { agedBy } from '../core/plan/clinicProfile.ts'
import type { PhotoRow } from '../storage/repository.ts'
import type { Engine, OpenedPhoto } from '../worker/engine.ts'
import { clinicStore } from './clinicStore.ts'
import { snappedMarks } from './outlineActions.ts'

/** What of a photo a card shows: the scalp above the brows, or of a lower face what lies below the eyes. */
export type CoverPart = 'scalp' | 'lowerFace'

export const coverPartOf = (view: PhotoView): CoverPart => (view === 'lowerFace' ? 'lowerFace' : 'scalp')

/** A photo that a worker has read, with all that is stored beside it. */
export interface ReadPhoto {
  readonly opened: OpenedPhoto
  readonly marks: Marks
  /** Whose proportions the marks follow; null where they are known. */
  readonly proposedFor: PhotoView | null
  readonly quality: PhotoQuality | undefined
  readonly thumbnail: ArrayBuffer
  readonly covers: Readonly<Partial<Record<CoverPart, ArrayBuffer>>>
}

/** Finds the head of the photo that an engine has just opened, judges it and draws its small pictures. */
export async function readPhoto(
  on: Engine,
  opened: OpenedPhoto,
  o: { readonly view?: PhotoView; readonly marks?: Marks; readonly covers: readonly CoverPart[] },
): Promise<ReadPhoto> {
  const { hash, width, height } = opened
  const { view = 'frontal' } = o
  const marks = o.marks ?? (await snappedMarks(proposeMarks(width, height, view), hash, on))
  const draw = (maxSide: number, crop?: ReturnType<typeof scalpCrop>) =>
    on.picture([null], { photoHash: hash, type: 'image/jpeg', quality: 0.85, maxSide, crop })
  const cover = async (part: CoverPart) => [part, await draw(640, coverCrop(part, marks, width, height))] as const
  const [quality, thumbnail, ...covers] = await Promise.all([
    qualityOf(on, marks, hash),
    draw(320),
    ...o.covers.map(cover),
  ])
  return { opened, marks, proposedFor: o.marks ? null : view, quality, thumbnail, covers: Object.fromEntries(covers) }
}

/**
 * The same photo for the view that it was sorted into: marks are proposed, laid on the head's edge and covered as of a photo
 * that is opened in that view. It comes back as it was where it already is, and where it cannot be read again.
 */
export async function readFor(view: PhotoView, read: ReadPhoto, on: Engine): Promise<ReadPhoto> {
  if (read.proposedFor === null || read.proposedFor === view) return read
  try {
    const opened = await on.openPhoto(read.opened.stored.slice(0))
    return opened.ok ? await readPhoto(on, opened.photo, { view, covers: [coverPartOf(view)] }) : read
  } catch {
    return read
  }
}

/** A photo that cannot be judged is as welcome. */
async function qualityOf(on: Engine, marks: Marks, hash: string): Promise<PhotoQuality | undefined> {
  try {
    return await on.photoQuality(marks, hash)
  } catch {
    return undefined
  }
}

/** What is written of a photo that comes to a visit. */
export interface IncomingPhoto {
  readonly row: PhotoRow
  readonly bytes: ArrayBuffer
  readonly history: History
  readonly cover: ArrayBuffer | null
  readonly thumbnail: ArrayBuffer | null
}

export function incomingPhoto(
  { opened, proposedFor, quality, thumbnail, covers, ...read }: ReadPhoto,
  to: { readonly patientId: string; readonly visitId: string; readonly view: PhotoView; readonly scale?: Scale },
): IncomingPhoto {
  const { hash, width, height, sourceWidth, sourceHeight } = opened
  const { patientId, visitId, view } = to
  const id = crypto.randomUUID()
  const row: PhotoRow = {
    id,
    visitId,
    patientId,
    view,
    hash,
    width,
    height,
    sourceWidth,
    sourceHeight,
    addedAt: new Date().toISOString(),
    ...(quality && { quality }),
  }
  // It may not have been read as this view.
  const marks = proposedFor === null || proposedFor === view ? read.marks : proposeMarks(width, height, view)
  const history = startHistory(firstDesign(id, opened, { view, marks, scale: to.scale }))
  return { row, bytes: opened.stored, history, cover: covers[coverPartOf(view)] ?? null, thumbnail }
}

function firstDesign(
  id: string,
  { hash, width, height, focal35mm }: OpenedPhoto,
  { view, marks, scale }: { readonly view: PhotoView; readonly marks: Marks; readonly scale?: Scale },
): Design {
  const ref: PhotoRef = {
    id,
    hash,
    width,
    height,
    ...(view !== 'frontal' && { view }),
    ...(focal35mm && { focal35mm }),
  }
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1
  const proposed = withHeadMeasured(newDesign(ref, { marks, scale, seed }), true)
  const ageing = agedBy(proposed.fill.ageing, clinicStore.getState().profile)
  // From behind there is no line to fill from.
  const area = { ...proposed.area, proposed: view !== 'crown' }
  return { ...proposed, area, fill: { ...proposed.fill, ageing } }
}

export const coverCrop = (part: CoverPart, marks: Marks, width: number, height: number) =>
  part === 'scalp' ? scalpCrop(marks, width, height) : lowerFaceCrop(marks, width, height)

/** Above the brows, of the face's height. */
const ABOVE_BROWS = 0.045
/** How much of the way from the crown to the brows is shown while nobody knows where these are. */
const CERTAINLY_SCALP = 0.55

/**
 * The scalp alone: from the top of the picture to a little above the brows, so that a card shows no face. Brows that were only
 * guessed may lie lower than the eyes: then it ends well above them.
 */
export function scalpCrop(marks: Marks, width: number, height: number) {
  const { centre, rx, ry } = marks.outline
  const crown = Math.max(0, Math.min(centre.y - ry * 1.12, height - 64))
  const known = marks.checked || marks.found
  const end = known
    ? marks.glabella.y - faceHeightPx(marks) * ABOVE_BROWS
    : crown + CERTAINLY_SCALP * (marks.glabella.y - crown)
  const brows = Math.min(height, Math.max(crown + 64, end))
  // As wide as the head with some air, so that a card shows a scalp and not a forehead.
  const wanted = Math.max((brows - crown) * (4 / 3), rx * 2.5)
  const top = Math.max(0, Math.min(crown, brows - wanted * (3 / 4)))
  const x = Math.max(0, Math.min(width - wanted, marks.glabella.x - wanted / 2))
  return { x, y: top, width: Math.min(width - x, wanted), height: brows - top }
}

/** From below the eyes to under the chin: a beard without who wears it. */
export function lowerFaceCrop(marks: Marks, width: number, height: number) {
  const face = faceHeightPx(marks)
  const eyes = Math.max(marks.eyeRight.y, marks.eyeLeft.y)
  const top = Math.max(0, Math.min(eyes + face * 0.09, height - 64))
  const chin = Math.min(height, Math.max(top + 64, marks.outline.centre.y + marks.outline.ry * 1.06))
  const wanted = (chin - top) * (4 / 3)
  const x = Math.max(0, Math.min(width - wanted, marks.glabella.x - wanted / 2))
  return { x, y: top, width: Math.min(width - x, wanted), height: chin - top }
}
