import { useEffect, useRef } from 'react'
import { colourTables, recolour } from '../../../core/pixels/adjust.ts'
import { showsNoEyes } from '../../../core/design/scale/calibration.ts'
import { outlinePolygon } from '../../../core/design/head/headOutline.ts'
import { differencePicture } from '../../../core/pixels/difference.ts'
import { inLight, lightMatch, type MatchedLight, type Place } from '../../../core/pixels/lightMatch.ts'
import { designStore } from '../../../store/designStore.ts'
import { pictures } from '../../../store/dots/pictures.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { drawLook, type ComparedLook } from './comparedLook.ts'
import type { Pane } from './comparePointer.ts'
import { cameraOn, toScreen, type Box } from '../viewport.ts'

/** Px that are compared at a frame: more would lag behind a hand that zooms. */
const MOST_PIXELS = 2_000_000

interface DifferenceProps {
  readonly pane: Pane
  readonly a: ComparedLook
  readonly b: ComparedLook
  readonly photo: Box
  readonly threshold: number
}

/** Side of the drawing that the light of two photos is read from, px. */
const LIGHT_PX = 96
/** How far the face's own skin reaches round the middle between the eyes, in the distance of their outer corners: to below the hairline. */
const FACE_REACH = 0.6
/** On a view without a face, the middle of the head, share of its half width. */
const HEAD_REACH = 0.5

/** The two pictures of a comparison as one: grey where they are the same, the accent where they differ. */
export function DifferencePane({ pane, a, b, photo, threshold }: DifferenceProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const scratch = useRef<[HTMLCanvasElement, HTMLCanvasElement, HTMLCanvasElement?] | null>(null)
  useEffect(() => {
    let frame = 0
    // Of one photo nothing differs but what was designed; two were taken in a light of their own.
    const ofTwo = a.other?.photo !== b.other?.photo
    let light: MatchedLight | null = null
    const draw = () => {
      frame = 0
      if (!canvas.current || pane.width < 1 || pane.height < 1) return
      scratch.current ??= [document.createElement('canvas'), document.createElement('canvas')]
      const density = Math.min(devicePixelRatio, Math.sqrt(MOST_PIXELS / (pane.width * pane.height)))
      const [pixelsA, pixelsB] = [a, b].map((look, i) =>
        pixelsOf(scratch.current![i as 0 | 1], look, pane, photo, density),
      )
      if (!pixelsA || !pixelsB) return
      if (ofTwo) {
        const place = untreated()
        light ??= place && lightOf(a, b, photo, place)
        if (place && light) inLight(pixelsB.data, pixelsB, light, onDrawing(place, pane, pixelsB))
        // Nothing is designed beside the head: other clothes and another wall are no change.
        scratch.current[2] ??= document.createElement('canvas')
        const head = headOn(scratch.current[2], pane, pixelsA)
        if (head) sameBeside(head, pixelsA.data, pixelsB.data)
      }
      differencePicture(pixelsA.data, pixelsB.data, pixelsA, threshold, pixelsA.data)
      canvas.current.width = pixelsA.width
      canvas.current.height = pixelsA.height
      canvas.current.getContext('2d')?.putImageData(pixelsA, 0, 0)
    }
    const ask = () => {
      frame ||= requestAnimationFrame(draw)
    }
    ask()
    const more = () => {
      // More of the photo is there: its light is known better.
      light = null
      ask()
    }
    const stops = [
      viewStore.subscribe((now, before) => now.camera !== before.camera && ask()),
      pictures.subscribe(more),
    ]
    return () => {
      cancelAnimationFrame(frame)
      for (const stop of stops) stop()
    }
  }, [a, b, pane, photo, threshold])
  return (
    <canvas
      ref={canvas}
      className="compare-picture"
      style={{ left: pane.x, width: pane.width, height: pane.height }}
      aria-hidden="true"
    />
  )
}

/** Where the head of the open photo lies on the pane, as opaque px; null where nothing is known of it. */
function headOn(canvas: HTMLCanvasElement, pane: Box, { width, height }: Box): Uint8ClampedArray | null {
  const { design } = designStore.getState()
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!design || !context) return null
  Object.assign(canvas, { width, height })
  const camera = cameraOn(viewStore.getState().camera, design)
  context.beginPath()
  for (const p of outlinePolygon(design.marks)) {
    const { x, y } = toScreen(camera, pane, p)
    context.lineTo((x * width) / pane.width, (y * height) / pane.height)
  }
  context.fill()
  return context.getImageData(0, 0, width, height).data
}

/** Makes B's px those of A wherever the head is not. */
function sameBeside(head: Uint8ClampedArray, a: Uint8ClampedArray, b: Uint8ClampedArray): void {
  for (let i = 0; i < a.length; i += 4) {
    if (head[i + 3]! > 0) continue
    for (let k = 0; k < 3; k++) b[i + k] = a[i + k]!
  }
}

/** The place of the open photo, px, that no design treats: the face's own skin, or the middle of a head without a face. */
function untreated(): Place | null {
  const { design } = designStore.getState()
  if (!design) return null
  const { eyeRight, eyeLeft, outline } = design.marks
  if (showsNoEyes(design.photo)) return { ...outline.centre, reach: HEAD_REACH * outline.rx }
  const reach = FACE_REACH * Math.hypot(eyeLeft.x - eyeRight.x, eyeLeft.y - eyeRight.y)
  return { x: (eyeRight.x + eyeLeft.x) / 2, y: (eyeRight.y + eyeLeft.y) / 2, reach }
}

/** How B comes into A's light, by that place; null where it is not on both. */
function lightOf(a: ComparedLook, b: ComparedLook, photo: Box, { x, y, reach }: Place): MatchedLight | null {
  const camera = { x, y, zoom: LIGHT_PX / (2 * reach), fitted: false }
  const box = { width: LIGHT_PX, height: LIGHT_PX }
  const [ofA, ofB] = [a, b].map((look) => pixelsOf(document.createElement('canvas'), look, box, photo, 1, camera))
  return ofA && ofB ? lightMatch(ofA.data, ofB.data, box) : null
}

/** A place of the photo as it lies on a drawing of the pane, px of the drawing. */
function onDrawing({ x, y, reach }: Place, pane: Box, drawing: Box): Place {
  const { camera } = viewStore.getState()
  const density = drawing.width / pane.width
  const at = toScreen(camera, pane, { x, y })
  return { x: at.x * density, y: at.y * density, reach: reach * camera.zoom * density }
}

function pixelsOf(
  canvas: HTMLCanvasElement,
  look: ComparedLook,
  box: Box,
  photo: Box,
  density: number,
  camera = viewStore.getState().camera,
): ImageData | null {
  drawLook(canvas, look, camera, box, photo, density)
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? null
  const tables = look.raw ? colourTables(look.adjustments) : null
  if (pixels && tables) recolour(pixels.data, tables)
  return pixels
}
