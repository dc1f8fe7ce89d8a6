import { adjustmentsOf, frameOf, turnOf } from '../../core/design/adjustments.ts'
import type { Design } from '../../core/design/design.ts'
import { photoViews, viewOf } from '../../core/design/photoView.ts'
import { sampleNames } from '../../core/design/lines/sampleLines.ts'
import { hasPicture } from '../../core/design/lines/recession.ts'
import type { Snapshot } from '../../storage/repository.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { dismissToast } from '../jobsStore.ts'
import { notPresenting, presentStore, type Slide } from './presentStore.ts'
import { isSavedAs } from '../papers/paperDesign.ts'
import { pictured } from '../reversal/reversalView.ts'
import { saveSnapshot, starSnapshot } from './snapshotActions.ts'
import { engine, repository } from '../services.ts'
import { elsewhereRead, slidesElsewhere } from './slidesElsewhere.ts'
import { snapshotBitmap } from './thumbnails.ts'

/**
 * The starred snapshots of the visit, view by view; without one the working design first, then every snapshot that differs
 * from it, then those of the other views.
 */
export function slidesNow(): readonly Slide[] {
  const { snapshots, photos, patient } = designStore.getState()
  const elsewhere = slidesElsewhere.getState().snapshots
  const viewById = new Map(photos.map(({ id, view }) => [id, view]))
  const slideOf = ({ id, design, photoId, name: given }: Snapshot): Slide => {
    const name = patient?.sample ? sampleNames.find((own) => own === given) : undefined
    return { snapshotId: id, design, view: viewById.get(photoId) ?? viewOf(design), ...(name && { name }) }
  }
  const starred = [...snapshots, ...elsewhere].filter((s) => s.starred).map(slideOf)
  if (starred.length > 0) return starred.toSorted((a, b) => photoViews.indexOf(a.view) - photoViews.indexOf(b.view))
  const committed = committedDesign(designStore.getState())
  const working = committed && pictured(committed)
  const isSaved = working !== null && snapshots.some((s) => isSavedAs(s, working))
  const first =
    working && hasPicture(working) && !isSaved ? [{ snapshotId: null, design: working, view: viewOf(working) }] : []
  return [...first, ...[...snapshots, ...elsewhere].map(slideOf)]
}

export async function startPresenting(): Promise<void> {
  await elsewhereRead()
  const slides = slidesNow()
  if (slides.length === 0) return
  // It may name a patient's snapshot.
  dismissToast()
  presentStore.setState({ ...notPresenting, slides, at: Math.max(0, slides.findIndex(isWorkedOn)) })
}

/**
 * Whether a slide shows the design that is worked on: whoever has starred nothing begins with what lies before both. What is
 * starred has an order of its own.
 */
function isWorkedOn({ snapshotId }: Slide): boolean {
  const working = committedDesign(designStore.getState())
  const saved = designStore.getState().snapshots.find(({ id }) => id === snapshotId)
  return saved !== undefined && !saved.starred && working !== null && isSavedAs(saved, pictured(working))
}

/** Keeps the working design on show as a starred snapshot. No name is said: it may be a patient's. */
export async function keepPresented(): Promise<void> {
  const saved = await saveSnapshot(false)
  if (!saved) return
  await starSnapshot(saved.id, true)
  presentStore.setState(({ slides }) => (slides ? { kept: saved.id } : {}))
}

/** As snapshots are kept (snapshotActions). */
const MAX_SIDE = 2560
const PICTURE = { type: 'image/jpeg', quality: 0.92, maxSide: MAX_SIDE } as const

/** The working design's picture, as long as it is the same design: who comes back to it waits no second time. */
let drawn: { readonly design: Design; readonly picture: Promise<ImageBitmap> } | null = null

/** The picture that the patient saw; the working design is drawn. */
export function slidePicture({ snapshotId, design }: Slide): Promise<ImageBitmap> {
  if (snapshotId !== null) return snapshotBitmap(snapshotId)
  if (drawn?.design === design) return drawn.picture
  const picture = engine()
    .picture([design], { ...PICTURE, photoHash: design.photo.hash })
    .then((bytes) => createImageBitmap(new Blob([bytes], { type: PICTURE.type })))
  drawn = { design, picture }
  picture.catch(() => (drawn = null))
  return picture
}

/** The last photo that was not open and was shown without its design. */
let bare: { readonly design: Design; readonly picture: Promise<ImageBitmap> } | null = null

/** The photo alone, straightened and cut as the slide is; the open one is on the screen tile by tile. */
export function slideBefore({ design }: Slide): Promise<'photo' | ImageBitmap> {
  if (designStore.getState().photo?.id === design.photo.id) return Promise.resolve('photo')
  if (bare?.design === design) return bare.picture
  const picture = photoAlone(design)
  bare = { design, picture }
  picture.catch(() => (bare = null))
  return picture
}

async function photoAlone(design: Design): Promise<ImageBitmap> {
  const bytes = await repository().photoBytes(design.photo.hash)
  if (!bytes) throw new Error('The photo is no longer stored.')
  const whole = await engine().otherPhoto(bytes, MAX_SIDE)
  const adjustments = adjustmentsOf(design)
  const frame = frameOf(design.photo, adjustments)
  const turn = turnOf(design.photo, adjustments.straightenDeg)
  const perPx = whole.width / design.photo.width
  const canvas = new OffscreenCanvas(Math.round(frame.width * perPx), Math.round(frame.height * perPx))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('No canvas to lay the photo on.')
  context.imageSmoothingQuality = 'high'
  context.scale(perPx, perPx)
  context.translate(-frame.x, -frame.y)
  if (turn) {
    context.translate(turn.centre.x, turn.centre.y)
    context.rotate(turn.angleRad)
    context.translate(-turn.centre.x, -turn.centre.y)
  }
  context.drawImage(whole, 0, 0, design.photo.width, design.photo.height)
  whole.close()
  return canvas.transferToImageBitmap()
}
