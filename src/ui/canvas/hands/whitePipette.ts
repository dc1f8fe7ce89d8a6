import { createStore } from 'zustand/vanilla'
import { withAdjustments } from '../../../core/design/adjustments.ts'
import type { PointPx } from '../../../core/geometry/points.ts'
import { balanceFor } from '../../../core/pixels/adjust.ts'
import { decodeSrgb } from '../../../core/pixels/colour.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { committedDesign, designStore } from '../../../store/designStore.ts'
import { mipFor } from '../../../store/dots/finerTiles.ts'
import { pictures, pictureTilePx } from '../../../store/dots/pictures.ts'
import { adjustStrings } from '../../strings/adjustStrings.ts'

/** What came of the last tap: the balance, one that the sliders do not reach, or a place that says nothing. */
export type PickedWhite =
  | { readonly kind: 'balance' | 'outOfRange'; readonly temperature: number; readonly tint: number }
  | { readonly kind: 'unclear' }

interface Pipette {
  readonly picking: boolean
  /** What there is to say of the last tap. */
  readonly problem: 'unclear' | 'outOfRange' | null
}

/** The hand that takes white from something grey in the photo. */
export const pipetteStore = createStore<Pipette>(() => ({ picking: false, problem: null }))

export const isPicking = (): boolean => pipetteStore.getState().picking

export function startPicking(): void {
  pipetteStore.setState({ picking: true, problem: null })
}

export function stopPicking(): void {
  pipetteStore.setState({ picking: false, problem: null })
}

/** Makes the picture neutral where the photo was tapped. A place that tells nothing may be followed by another tap. */
export function pickWhite(at: PointPx, zoom: number): void {
  const design = committedDesign(designStore.getState())
  if (!design) return
  const picked = whiteAt(at, zoom)
  if (picked.kind === 'unclear') {
    pipetteStore.setState({ problem: 'unclear' })
    return
  }
  const { temperature, tint } = picked
  edit(withAdjustments(design, { temperature, tint }), adjustStrings.edits.white)
  pipetteStore.setState({ picking: false, problem: picked.kind === 'outOfRange' ? 'outOfRange' : null })
}

/** Half the side of the square that is read, CSS px: what a fingertip or an eye takes for one place. */
const REACH_CSS = 5
/** Bytes beyond which a channel is clipped, or drowned in noise: they tell no colour (assumed). */
const CLIPPED = 250
const DARK = 12

/**
 * What would make the photo neutral at a place; the untouched photo is read, ink and adjustments left out.
 * @param zoom CSS px per photo px
 */
export function whiteAt(at: PointPx, zoom: number): PickedWhite {
  const reach = Math.max(2, Math.min(40, Math.round(REACH_CSS / zoom)))
  const pixels = photoPixels(Math.round(at.x) - reach, Math.round(at.y) - reach, 2 * reach)
  const sum: [number, number, number] = [0, 0, 0]
  let count = 0
  for (let i = 0; pixels && i < pixels.length; i += 4) {
    // Beside the photo there is nothing.
    if (pixels[i + 3] !== 255) continue
    const rgb = [pixels[i]!, pixels[i + 1]!, pixels[i + 2]!] as const
    if (Math.max(...rgb) > CLIPPED || Math.min(...rgb) < DARK) continue
    for (const k of [0, 1, 2] as const) sum[k] += decodeSrgb[rgb[k]]!
    count++
  }
  if (!pixels || count < pixels.length / 8) return { kind: 'unclear' }
  const { inRange, temperature, tint } = balanceFor(sum)
  return { kind: inRange ? 'balance' : 'outOfRange', temperature, tint }
}

function photoPixels(left: number, top: number, side: number): Uint8ClampedArray | null {
  const context = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true })
  if (!context) return null
  const first = (from: number) => Math.floor(from / pictureTilePx)
  for (let ty = first(top); ty <= first(top + side); ty++) {
    for (let tx = first(left); tx <= first(left + side); tx++) {
      const tile = pictures.photoTile(tx, ty)
      const bitmap = tile && mipFor(tile, 0)
      if (!bitmap) continue
      // Where the photo is seen from afar its own px are not at hand: those of the screen tell the same tone.
      const size = pictures.size()!
      const [x, y] = [tx * pictureTilePx, ty * pictureTilePx]
      const [width, height] = [size.width - x, size.height - y].map((rest) => Math.min(rest, pictureTilePx))
      context.drawImage(bitmap, x - left, y - top, width!, height!)
    }
  }
  return context.getImageData(0, 0, side, side).data
}
