import { releaseProxy, transfer } from 'comlink'
import { adjustmentsOf, asTaken } from '../core/design/adjustments.ts'
import { asOneArea } from '../core/design/areas/areas.ts'
import type { Design, HeadOutline, Marks } from '../core/design/design.ts'
import { hasPicture } from '../core/design/lines/recession.ts'
import { endReversal, hasReversal } from '../core/design/reversal.ts'
import type { HelmetFigures } from '../core/fill/helmet.ts'
import type { PhotoQuality } from '../core/pixels/photoQuality.ts'
import { bitmapsOf, placeOf } from './coarseTiles.ts'
import { drawingFor } from './drawingFor.ts'
import {
  type AreaChange,
  type AreaShaping,
  type FillProgress,
  type FilledPicture,
  type FinerTiles,
  type FillOptions,
  type HairSeen,
  type AreaMeasures,
  type InspectResult,
  type LeaveOut,
  type LookedFor,
  type MatchPatches,
  type MatchResult,
  type NativeTrace,
  type OpenResult,
  type PictureOptions,
  type ReversalFigures,
  type ProposedPatches,
  type SkinTone,
  type Tile,
  type TilePlace,
} from './engine.ts'
import { currentPhoto, type OpenPhoto } from './currentPhoto.ts'
import { findOutline } from './findOutline.ts'
import { measureAreas } from './measureAreas.ts'
import { measureQuality } from './measureQuality.ts'
import { nativeTrace } from './nativeTrace.ts'
import { intake, isSoundJpeg } from './photo/openPhoto.ts'
import { smallPicture } from './photo/smallPicture.ts'
import { tileRect, tileWithMips } from './photoLevels.ts'
import { composeOriginal } from './originalPicture.ts'
import { composeLayer, composePicture, type DrawPanel, type Panel } from './picture.ts'
import { canvasHolds, type LevelRect } from './pictureLayout.ts'
import { pointSets } from './pointSets.ts'
import { sentLooks } from './sentLooks.ts'
import { everyPlace, imageOf, photoMips, sendEach, type Callback } from './sentTiles.ts'
import { skinToneOf } from './skinTone.ts'
import type { InkedTile } from './tiling.ts'
import { inSlices, turnEvery } from './turns.ts'

export type EngineService = ReturnType<typeof engineService>

/** Between two looks at the messages, and between two reports of progress. */
const SLICE_MS = 12
const REPORT_MS = 50
/** Share of a fill's time that placing takes, for the progress bar. */
const PLACING_SHARE = 0.1

/** A preview's tiles come with the answer: another message for each would take as long as drawing them. */
interface SentPicture extends FilledPicture {
  readonly tiles: readonly Tile[]
}

/** What the worker serves; plain enough to be tested over a MessageChannel. */
export function engineService() {
  let photo: OpenPhoto | null = null
  let newestFill = 0
  const points = pointSets(fetched)
  const sentPictures = sentLooks()

  function openedPhoto(): OpenPhoto {
    if (!photo) throw new Error('No photo is open.')
    return photo
  }

  /** A design drawn on another patient's photo would be a lie on disk. */
  function photoOf(hash: string): OpenPhoto {
    const open = openedPhoto()
    if (open.hash !== hash) throw new Error('Another photo is open.')
    return open
  }

  return {
    /** A sign of life. */
    ping: (): true => true,

    async openPhoto(bytes: ArrayBuffer): Promise<OpenResult> {
      const result = await intake(new Uint8Array(bytes))
      if (!result.ok) return result
      newestFill++
      sentPictures.forget()
      const opened = currentPhoto(result.photo.hash, result.working, () => photo === opened)
      photo = opened
      return transfer({ ok: true, photo: result.photo }, [result.photo.stored])
    },

    async otherPhoto(bytes: ArrayBuffer, maxSide: number): Promise<ImageBitmap> {
      const bitmap = await smallPicture(bytes, maxSide)
      return transfer(bitmap, [bitmap])
    },

    async inspectPhoto(bytes: ArrayBuffer): Promise<InspectResult> {
      const result = await intake(new Uint8Array(bytes))
      if (!result.ok) return result
      const { hash, width, height, sourceWidth, sourceHeight } = result.photo
      return { ok: true, photo: { hash, width, height, sourceWidth, sourceHeight } }
    },

    inspectPicture: (bytes: ArrayBuffer): Promise<boolean> => isSoundJpeg(new Uint8Array(bytes)),

    async photoTiles(onTile: Callback<Tile>, finest = 0): Promise<void> {
      const mine = openedPhoto()
      const turn = turnEvery(SLICE_MS, () => photo === mine)
      await sendEach(everyPlace(mine), (place) => photoMips(mine, place, finest), onTile, turn)
    },

    async finerTiles(design: Design | null, asked: FinerTiles, onTile: Callback<Tile>): Promise<void> {
      const mine = photoOf(asked.photoHash)
      const fill = newestFill
      const turn = turnEvery(SLICE_MS, () => fill === newestFill && photo === mine)
      const { level, places } = asked
      const found = design && (await drawingFor(mine, design, points, turn))
      const inked = new Map(found?.drawing.tiles.map((tile) => [placeOf(tile), tile]))
      const tileAt = async (place: TilePlace): Promise<Tile | null> => {
        if (!design) return photoMips(mine, place, level, level)
        const tile = inked.get(placeOf(place))
        return tile && found ? tileWithMips(place, found.drawing.draw(tile, 0), level, level) : null
      }
      await sendEach(places, tileAt, onTile, turn)
    },

    async fill(
      design: Design,
      progress: Callback<FillProgress>,
      onTiles: Callback<readonly Tile[]>,
      { level = 0, coarseFirst = [], base, finest = 0, finerAt }: FillOptions,
    ): Promise<SentPicture | null> {
      const id = ++newestFill
      const mine = photoOf(design.photo.hash)
      const turn = turnEvery(SLICE_MS, () => id === newestFill && photo === mine)
      // The answer of the job travels by another port than the tiles: it must not overtake them.
      const sent: unknown[] = []
      const send = (tiles: readonly Tile[]) => sent.push(onTiles(transfer(tiles, bitmapsOf(tiles))))
      try {
        const found = await drawingFor(mine, design, points, turn)
        if (!found) return null
        const { drawing, dots, areaCm2 } = found
        const known = base === undefined ? undefined : sentPictures.looksOf(base)
        const looks = new Map(drawing.tiles.map((tile) => [placeOf(tile), drawing.look(tile)]))
        const isKept = (tile: InkedTile) => known?.get(placeOf(tile)) === looks.get(placeOf(tile))
        const changed = drawing.tiles.filter((tile) => !isKept(tile))
        const result = () => ({
          dots,
          areaCm2,
          picture: sentPictures.remember(looks, level > 0),
          kept: drawing.tiles.filter(isKept).map(placeOf),
          hairLoss: hasReversal(design) ? null : mine.losing.lossOf(design),
        })
        if (level > 0) {
          const tiles = await mine.coarseTiles(drawing, changed, level, turn)
          return tiles && transfer({ ...result(), tiles }, bitmapsOf(tiles))
        }
        for (const coarser of coarseFirst) {
          const tiles = await mine.coarseTiles(drawing, changed, coarser, turn)
          if (!tiles) return null
          send(tiles)
        }
        const total = drawing.counted
        const told = (done: number, share: number) =>
          sent.push(
            progress({ dotsDone: Math.round((total * done) / Math.max(1, drawing.dots)), dotsTotal: total, share }),
          )
        let done = drawing.dots - changed.reduce((sum, { centred }) => sum + centred, 0)
        let reported = -Infinity
        for (const tile of changed) {
          if (!(await turn())) return null
          const now = performance.now()
          if (now - reported >= REPORT_MS) {
            reported = now
            const share = PLACING_SHARE + (1 - PLACING_SHARE) * (done / Math.max(1, drawing.dots))
            told(done, share)
          }
          done += tile.centred
          const isNear = finerAt?.places.includes(placeOf(tile)) ?? false
          send([await tileWithMips(tile, drawing.draw(tile, 0), isNear ? Math.min(finest, finerAt!.level) : finest)])
        }
        told(drawing.dots, 1)
        return { ...result(), tiles: [] }
      } finally {
        await Promise.allSettled(sent)
        progress[releaseProxy]?.()
        onTiles[releaseProxy]?.()
      }
    },

    cancelFill(): void {
      newestFill++
    },

    cancelReversal(): void {
      photo?.reversing.cancel()
    },

    measure: (design: Design): AreaMeasures => measureAreas(design),

    async reversal(asked: Design, progress: Callback<number>): Promise<ReversalFigures | null> {
      const mine = photoOf(asked.photo.hash)
      const design = mine.known(asOneArea(asked))
      if (!hasReversal(design)) throw new Error('The design has no reversal.')
      const sent: unknown[] = []
      let reported = performance.now()
      const report = (share: number) => {
        if (performance.now() - reported < REPORT_MS) return
        reported = performance.now()
        sent.push(progress(share))
      }
      try {
        return await mine.reversing.figures(design, await points(design), report)
      } finally {
        await Promise.allSettled(sent)
        progress[releaseProxy]?.()
      }
    },

    async helmet(design: Design): Promise<HelmetFigures | null> {
      const mine = photoOf(design.photo.hash)
      const found = await drawingFor(
        mine,
        design,
        points,
        turnEvery(SLICE_MS, () => photo === mine),
      )
      return found?.drawing.helmet() ?? null
    },

    skinTone: (design: Design): SkinTone | null => skinToneOf(design, photoOf(design.photo.hash).level(0)),

    async matchNative(design: Design, patches: MatchPatches): Promise<MatchResult> {
      const mine = photoOf(design.photo.hash)
      return mine.matching.match(mine.known(design), patches, await points(design))
    },

    proposePatches(design: Design): ProposedPatches {
      return photoOf(design.photo.hash).matching.propose(design)
    },

    shapeArea: (design: Design, shaping: AreaShaping): AreaChange =>
      photoOf(design.photo.hash).area.shape(design, shaping),

    leaveOut: (design: Design, what: LookedFor): LeaveOut => photoOf(design.photo.hash).area.leaveOut(design, what),

    async hairInAreas(design: Design): Promise<HairSeen | null> {
      const mine = photoOf(design.photo.hash)
      return inSlices(
        mine.area.hairInAreas(design),
        turnEvery(SLICE_MS, () => photo === mine),
      )
    },

    nativeTrace: (design: Design): NativeTrace => nativeTrace(photoOf(design.photo.hash), design),

    findOutline: (marks: Marks, photoHash: string): HeadOutline | null => findOutline(marks, photoOf(photoHash)),

    photoQuality: (marks: Marks, photoHash: string): PhotoQuality => measureQuality(marks, photoOf(photoHash)),

    async picture(designs: readonly (Design | null)[], options: PictureOptions): Promise<ArrayBuffer> {
      const mine = photoOf(options.photoHash)
      const turn = turnEvery(SLICE_MS, () => true)
      const drawerOf =
        (design: Design | null): DrawPanel =>
        async (context, level, rect) => {
          context.putImageData(imageOf(mine, level, rect), 0, 0)
          if (!design || !hasPicture(endReversal(design))) return
          // A picture that is kept shows the design; the stages on the way there are for the screen.
          const found = await drawingFor(mine, endReversal(design), points, turn)
          for (const tile of found?.drawing.tiles ?? []) {
            const place = tileRect(tile.tx, tile.ty, mine, level)
            if (!overlap(place, rect)) continue
            const { rgba, width, height } = found!.drawing.draw(tile, level)
            context.putImageData(new ImageData(rgba, width, height), place.x - rect.x, place.y - rect.y)
            await turn()
          }
        }
      const panels = designs.map((design) => ({
        draw: drawerOf(design),
        adjustments: design ? adjustmentsOf(design) : (options.photoAdjustments ?? asTaken),
      }))
      const [first] = panels
      const alone = (panel: Panel): Panel => ({ ...panel, draw: drawerOf(null) })
      const compose = (): Promise<ArrayBuffer> => {
        const { original } = options
        if (first && panels.length === 1 && original)
          return composeOriginal(mine, alone(first), designs[0] ? first : null, { ...options, original })
        if (options.layer && first) return composeLayer(mine, alone(first), first, options)
        return composePicture(mine, panels, options)
      }
      const bytes = await compose()
      return transfer(bytes, [bytes])
    },

    holdsPicture: (width: number, height: number): boolean => canvasHolds(width, height),
  }
}

const overlap = (a: LevelRect, b: LevelRect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

async function fetched(file: string): Promise<ArrayBuffer> {
  const response = await fetch(new URL(`${import.meta.env.BASE_URL}${file}`, self.location.origin))
  if (!response.ok) throw new Error(`${file} could not be loaded: ${response.status}.`)
  return response.arrayBuffer()
}
