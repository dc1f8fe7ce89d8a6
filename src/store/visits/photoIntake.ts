import type { EdgeHair } from '../../core/geometry/headPriors.ts'
import { withEdgeHair, withHeadMeasured } from '../../core/design/edits.ts'
import { newDesign } from '../../core/design/newDesign.ts'
import type { Design, Marks, PhotoRef, Scale } from '../../core/design/design.ts'
import { startHistory, type History } from '../../core/design/history.ts'
import { proposeMarks } from '../../core/design/scale/marks.ts'
import type { PhotoView } from '../../core/design/photoView.ts'
import type { PhotoQuality } from '../../core/pixels/photoQuality.ts'
import { agedBy } from '../../core/plan/clinicProfile.ts'
import type { PhotoRow } from '../../storage/repository.ts'
import type { Engine, OpenedPhoto } from '../../worker/engine.ts'
import { clinicStore } from '../plan/clinicStore.ts'
import { coverOf, type CoverShown } from './coverCrop.ts'
import { coverPartOf, type CoverPart } from './faceKnown.ts'
import { snappedMarks } from '../edits/outlineActions.ts'

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

/** Finds the head of the photo that an engine has just opened, judges it and draws its small pictures; of the covers that of its view, unless others are asked for. */
export async function readPhoto(
  on: Engine,
  opened: OpenedPhoto,
  o: { readonly view?: PhotoView; readonly marks?: Marks; readonly covers?: readonly CoverPart[] } = {},
): Promise<ReadPhoto> {
  const { hash, width, height } = opened
  const { view = 'frontal', covers: parts = [coverPartOf(view)] } = o
  const marks = o.marks ?? (await snappedMarks(proposeMarks(width, height, view), hash, on))
  const draw = (shown: Partial<CoverShown>) =>
    on.picture([null], { photoHash: hash, type: 'image/jpeg', quality: 0.85, ...shown })
  const cover = async (part: CoverPart) => {
    const as = coverPartOf(view) === part ? view : part === 'lowerFace' ? part : 'frontal'
    return [part, await draw(coverOf(as, marks, width, height))] as const
  }
  const [quality, thumbnail, ...covers] = await Promise.all([
    qualityOf(on, marks, hash),
    draw({ maxSide: 320 }),
    ...parts.map(cover),
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
    return opened.ok ? await readPhoto(on, opened.photo, { view }) : read
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

/** What is known of a head before anybody has looked at the photo. */
interface KnownFirst {
  readonly scale?: Scale
  readonly hair?: EdgeHair
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
  to: { readonly patientId: string; readonly visitId: string; readonly view: PhotoView } & KnownFirst,
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
  const history = startHistory(firstDesign(id, opened, { view, marks, scale: to.scale, hair: to.hair }))
  return { row, bytes: opened.stored, history, cover: covers[coverPartOf(view)] ?? null, thumbnail }
}

function firstDesign(
  id: string,
  { hash, width, height, focal35mm }: OpenedPhoto,
  { view, marks, scale, hair }: { readonly view: PhotoView; readonly marks: Marks } & KnownFirst,
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
  const onHead = withHeadMeasured(newDesign(ref, { marks, scale, seed }), true)
  const proposed = hair ? withEdgeHair(onHead, hair) : onHead
  const ageing = agedBy(proposed.fill.ageing, clinicStore.getState().profile)
  // From behind there is no line to fill from.
  const area = { ...proposed.area, proposed: view !== 'crown' }
  return { ...proposed, area, fill: { ...proposed.fill, ageing } }
}
