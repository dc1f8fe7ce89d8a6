import { adjustmentsOf, frameOf, turnOf, type Adjustments } from '../../core/design/adjustments.ts'
import { isScaled } from '../../core/design/scale/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { planeOf } from '../../core/design/scale/faceScale.ts'
import { isFree, linesOf } from '../../core/design/lines/lines.ts'
import { faceFrame } from '../../core/design/head/headOutline.ts'
import { faceHeightPx } from '../../core/design/scale/marks.ts'
import { viewOf } from '../../core/design/photoView.ts'
import type { PhotoRow } from '../../storage/repository.ts'
import type { CoverLine, KeptPhoto, PictureOptions } from '../../worker/engine.ts'
import { comparedAdjustments, comparedDesign } from '../compare/comparedDesign.ts'
import { compareStore, type CompareSide } from '../compare/compareStore.ts'
import { mayShowFace } from './consentActions.ts'
import { committedDesign, designStore } from '../designStore.ts'
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
 * Downloads a picture: no metadata, a neutral name, the caption burnt in. A face that is seen in it leaves only with the
 * consent that is on the disk now.
 * @returns whether it was refused for want of it
 */
export async function exportPicture(o: PictureExport): Promise<boolean> {
  const { design, photo, patient } = designStore.getState()
  if (!design) return false
  let refused = false
  await making(async () => {
    refused = o.format !== 'layer' && !o.coverFace && !(patient && (await mayShowFace(patient.id)))
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

/** A design as a JPEG with the caption, for a page of paper. */
export function pictureOf(design: Design, o: { coverFace: boolean; maxSide: number }): Promise<ArrayBuffer> {
  return engine().picture([design], {
    photoHash: design.photo.hash,
    type: 'image/jpeg',
    quality: 0.92,
    maxSide: o.maxSide,
    caption: CAPTION,
    ...(o.coverFace ? covered(design, [adjustmentsOf(design)]) : {}),
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

function layerOf({ what }: PictureExport): Drawn {
  return { designs: [shownDesign(what)], options: { layer: true } }
}

function sidesOf(o: PictureExport, design: Design): Drawn {
  const { snapshots } = designStore.getState()
  const state = compareStore.getState()
  const sides = o.what === 'design' ? [] : o.what
  const designs =
    o.what === 'design'
      ? [shownDesign('design')]
      : sides.map((side) => comparedDesign(state, side, snapshots)?.design ?? null)
  const photoAdjustments =
    o.what === 'design'
      ? adjustmentsOf(design)
      : comparedAdjustments('before', state.a === 'before' ? state.b : state.a, snapshots, design)
  const shown = designs.map((d) => (d ? adjustmentsOf(d) : photoAdjustments))
  const measured = designs.find((d) => d !== null) ?? design
  const mmPerPx = planeOf(measured).mmPerPxAt(measured.hairline.midline)
  return {
    designs,
    options: {
      photoAdjustments,
      caption: CAPTION,
      ...(designs.length > 1 ? { labels: o.labels } : {}),
      ...(o.scaleBar && isScaled(measured) ? { scaleBar: { mmPerPx, unit: viewStore.getState().lengths } } : {}),
      ...(o.coverFace ? covered(design, shown) : {}),
    },
  }
}

/** Whether the work is on the lower face: then the eyes are hidden, since the brows' cover would hide the work. */
export const isOnLowerFace = (design: Design): boolean =>
  viewOf(design) === 'lowerFace' || linesOf(design).some((line) => isFree(line) && line.kind !== 'free')

/** Of the face's height: how far the cover of the eyes reaches above the brows and below the eyes. */
const ABOVE_BROWS = 0.08
const BELOW_EYES = 0.09

function covered(design: Design, shown: readonly Adjustments[]) {
  if (!isOnLowerFace(design)) return coveredBelowBrows(design, shown)
  const { marks } = design
  const { toFace, toPhoto } = faceFrame(marks)
  const face = faceHeightPx(marks)
  const eyes = (toFace(marks.eyeRight).y + toFace(marks.eyeLeft).y) / 2
  const line = (y: number): CoverLine => ({ ...toPhoto({ x: 0, y }), tilt: marks.midlineTilt })
  return { coverBetween: [line(face * ABOVE_BROWS), line(eyes - face * BELOW_EYES)] as const }
}

/** Covers what lies below the brows, and cuts the picture off a little below that line: room for the caption alone. */
function coveredBelowBrows({ marks, photo }: Design, shown: readonly Adjustments[]) {
  const face = faceHeightPx(marks)
  const line = { x: marks.glabella.x, y: marks.glabella.y - face * 0.02 }
  const bottoms = shown.map((adjustments) => {
    const frame = frameOf(photo, adjustments)
    const turn = turnOf(photo, adjustments.straightenDeg)
    const { x, y } = turn ? turn.toPicture(line) : line
    const tilt = marks.midlineTilt + (turn?.angleRad ?? 0)
    return y + Math.abs(Math.tan(tilt)) * Math.max(x - frame.x, frame.x + frame.width - x)
  })
  const bottom = Math.min(photo.height, Math.max(...bottoms) + photo.width * 0.06)
  return {
    coverBelow: { ...line, tilt: marks.midlineTilt },
    crop: { x: 0, y: 0, width: photo.width, height: bottom },
  }
}
