import { adjustmentsOf } from '../../core/design/adjustments.ts'
import { isScaled } from '../../core/design/scale/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { planeOf } from '../../core/design/scale/faceScale.ts'
import type { PhotoRow } from '../../storage/repository.ts'
import type { KeptPhoto, PictureOptions } from '../../worker/engine.ts'
import { comparedAdjustments, comparedDesign } from '../compare/comparedDesign.ts'
import { compareStore, type CompareSide } from '../compare/compareStore.ts'
import { mayShowFace } from './consentActions.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { coverLines, faceCoverOf, isFaceSeen, type FaceCover } from './faceCover.ts'
import { making, save } from './madeFiles.ts'
import { pictured } from '../reversal/reversalView.ts'
import { engine, repository } from '../services.ts'
import { viewStore } from '../viewStore.ts'

export const CAPTION = 'Simulation. Real results vary.'

export interface PictureExport {
  /** Sides of a comparison beside each other, or the working design. */
  readonly what: readonly CompareSide[] | 'design'
  /** `layer`: a transparent PNG of the dots alone. */
  readonly format: 'png' | 'jpeg' | 'layer'
  /** With all pixels of the photo as it was taken; only of one picture alone. */
  readonly original: boolean
  readonly coverFace: boolean
  readonly scaleBar: boolean
  readonly patientName: boolean
  /** What each side is called, where they stand beside each other. */
  readonly labels: readonly string[]
}

/**
 * Downloads a picture: no metadata, a neutral name, the caption burnt in. A face that is seen in it, or that nobody knows
 * to be hidden, leaves only with the consent that is on the disk now.
 * @returns whether it was refused for want of it
 */
export async function exportPicture(o: PictureExport): Promise<boolean> {
  const { design, photo, patient } = designStore.getState()
  if (!design) return false
  let refused = false
  await making(async () => {
    const seen = o.format !== 'layer' && isFaceSeen(faceCoverOf(design, designsOf(o.what)), o.coverFace)
    refused = seen && !(patient && (await mayShowFace(patient.id)))
    if (refused) return
    const { designs, options } = o.format === 'layer' ? layerOf(o) : sidesOf(o, design)
    const bytes = await engine().picture(designs, {
      photoHash: design.photo.hash,
      ...options,
      ...(o.original && photo && designs.length === 1 ? { original: await originalOf(photo) } : {}),
      ...(o.format === 'jpeg' ? { type: 'image/jpeg', quality: 0.92 } : { type: 'image/png' }),
      ...(o.patientName && patient && o.format !== 'layer' ? { title: patient.name } : {}),
    })
    const kind = o.format === 'layer' ? 'dots' : 'simulation'
    save(bytes, kind, o.format === 'jpeg' ? 'jpg' : 'png', o.format === 'jpeg' ? 'image/jpeg' : 'image/png')
  }, 'The picture could not be made. Nothing was changed.')
  return refused
}

async function originalOf({ hash, sourceWidth, sourceHeight }: PhotoRow): Promise<KeptPhoto> {
  const bytes = await repository().photoBytes(hash)
  if (!bytes) throw new Error('The photo is no longer stored.')
  return { bytes: new Blob([bytes]), width: sourceWidth, height: sourceHeight }
}

/** Megapixels of the open photo and of the copy that one works on; null where they are the same. */
export interface PictureSizes {
  readonly originalMp: number
  readonly workingMp: number
  /** Whether this device draws the original. */
  readonly holds: boolean
}

/** How long a refusal stands, ms: memory that was short a while ago may be there now. */
const REFUSED_MS = 60_000

/**
 * Until when what is known of this device stands, by size, `8000 x 6000`: it tries a canvas of that size, which takes as
 * much memory.
 */
const holding = new Map<string, { readonly holds: boolean; readonly until: number }>()

async function holdsPicture(width: number, height: number): Promise<boolean> {
  const key = `${width} x ${height}`
  const known = holding.get(key)
  if (known && performance.now() < known.until) return known.holds
  try {
    const holds = await engine().holdsPicture(width, height)
    holding.set(key, { holds, until: holds ? Infinity : performance.now() + REFUSED_MS })
    return holds
  } catch {
    // The worker could not answer; the next one may.
    return false
  }
}

/** Null where the photo is worked on as it was taken. */
export async function pictureSizes(photo: PhotoRow): Promise<PictureSizes | null> {
  const { width, height, sourceWidth, sourceHeight } = photo
  if (sourceWidth * sourceHeight <= width * height) return null
  const holds = await holdsPicture(sourceWidth, sourceHeight)
  return { originalMp: (sourceWidth * sourceHeight) / 1e6, workingMp: (width * height) / 1e6, holds }
}

/**
 * A design as a JPEG with the caption, for a page of paper.
 * @param o.cover null: nothing is hidden
 */
export function pictureOf(design: Design, o: { cover: FaceCover | null; maxSide: number }): Promise<ArrayBuffer> {
  return engine().picture([design], {
    photoHash: design.photo.hash,
    type: 'image/jpeg',
    quality: 0.92,
    maxSide: o.maxSide,
    caption: CAPTION,
    ...(o.cover ? coverLines(o.cover, design.photo, [adjustmentsOf(design)]) : {}),
  })
}

type Drawn = {
  readonly designs: readonly (Design | null)[]
  readonly options: Omit<PictureOptions, 'photoHash' | 'type'>
}

/** The working design, or what the comparison's last side shows. */
function shownDesign(what: PictureExport['what']): Design | null {
  const state = designStore.getState()
  const working = committedDesign(state)
  if (what === 'design') return working && pictured(working)
  return comparedDesign(compareStore.getState(), what.at(-1) ?? 'b', state.snapshots)?.design ?? null
}

/** What is drawn, picture by picture; null for the photo alone. */
export function designsOf(what: PictureExport['what']): readonly (Design | null)[] {
  if (what === 'design') return [shownDesign('design')]
  const { snapshots } = designStore.getState()
  return what.map((side) => comparedDesign(compareStore.getState(), side, snapshots)?.design ?? null)
}

function layerOf({ what }: PictureExport): Drawn {
  return { designs: [shownDesign(what)], options: { layer: true } }
}

function sidesOf(o: PictureExport, design: Design): Drawn {
  const { snapshots } = designStore.getState()
  const state = compareStore.getState()
  const designs = designsOf(o.what)
  const photoAdjustments =
    o.what === 'design'
      ? adjustmentsOf(design)
      : comparedAdjustments('before', state.a === 'before' ? state.b : state.a, snapshots, design)
  const shown = designs.map((d) => (d ? adjustmentsOf(d) : photoAdjustments))
  const measured = designs.find((d) => d !== null) ?? design
  const cover = faceCoverOf(design, designs)
  const mmPerPx = planeOf(measured).mmPerPxAt(measured.hairline.midline)
  return {
    designs,
    options: {
      photoAdjustments,
      caption: CAPTION,
      ...(designs.length > 1 ? { labels: o.labels } : {}),
      ...(o.scaleBar && isScaled(measured) ? { scaleBar: { mmPerPx, unit: viewStore.getState().lengths } } : {}),
      ...(o.coverFace ? coverLines(cover, design.photo, shown) : {}),
    },
  }
}
