import { useEffect, useRef } from 'react'
import { colourTables, recolour } from '../../../core/pixels/adjust.ts'
import { comparedFace, knowsHeads, leaveUntreated } from '../../../core/design/carry/comparedHead.ts'
import type { Design } from '../../../core/design/design.ts'
import { outlinePolygon } from '../../../core/design/head/headOutline.ts'
import { differencePicture } from '../../../core/pixels/difference.ts'
import { inLight, lightMatch, type MatchedLight, type Place } from '../../../core/pixels/lightMatch.ts'
import { followedBy, inverse, moved, sizeOf, type Similarity } from '../../../core/geometry/similarity.ts'
import { compareStore, setTwoPhotos } from '../../../store/compare/compareStore.ts'
import { pictures } from '../../../store/dots/pictures.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { asSeen, drawLook, type ComparedLook } from './comparedLook.ts'
import type { Pane } from './comparePointer.ts'
import { toScreen, type Box } from '../viewport.ts'

/** Px that are compared at a frame: more would lag behind a hand that zooms. */
const MOST_PIXELS = 2_000_000

interface DifferenceProps {
  readonly pane: Pane
  readonly a: ComparedLook
  readonly b: ComparedLook
  readonly photo: Box
}

/** Side of the drawing that the light of two photos is read from, px. */
const LIGHT_PX = 96

/** The two pictures of a comparison as one: grey where they are the same, the accent where they differ. */
export function DifferencePane({ pane, a, b, photo }: DifferenceProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const scratch = useRef<[HTMLCanvasElement, HTMLCanvasElement] | null>(null)
  useEffect(() => {
    let frame = 0
    // Of one photo nothing differs but what was designed; two were taken in a light of their own.
    const ofTwo = a.other?.photo !== b.other?.photo
    const [ofA, ofB] = [a.designs[0], b.designs[0]]
    const areKnown = ofTwo && ofA && ofB && knowsHeads(ofA, ofB)
    const on = asSeen(a, photo)
    const face = ofTwo && ofA && ofB ? comparedFace(ofA, ofB) : null
    const place = face && { ...moved(on, face), reach: face.reach * sizeOf(on) }
    // Of the pictures as far as they are there; undefined until it was looked for.
    let light: MatchedLight | null | undefined
    const draw = () => {
      frame = 0
      if (!canvas.current || pane.width < 1 || pane.height < 1) return
      scratch.current ??= [document.createElement('canvas'), document.createElement('canvas')]
      const density = Math.min(devicePixelRatio, Math.sqrt(MOST_PIXELS / (pane.width * pane.height)))
      const [pixelsA, pixelsB] = [a, b].map((look, i) =>
        pixelsOf(scratch.current![i as 0 | 1], look, pane, photo, density),
      )
      if (!pixelsA || !pixelsB) return
      if (place) {
        if (light === undefined) light = lightOf(a, b, photo, place)
        if (light) inLight(pixelsB.data, pixelsB, light, onDrawing(place, pane, pixelsB))
      }
      differencePicture(pixelsA.data, pixelsB.data, pixelsA, compareStore.getState().threshold, pixelsA.data)
      canvas.current.width = pixelsA.width
      canvas.current.height = pixelsA.height
      const context = canvas.current.getContext('2d')
      context?.putImageData(pixelsA, 0, 0)
      if (context && areKnown) {
        // Nothing is designed beside the head: other clothes and another wall are no change.
        context.globalCompositeOperation = 'destination-in'
        context.fill(headOf(ofA, on, pane, pixelsA))
      }
      setTwoPhotos(!ofTwo ? null : !areKnown ? 'asTaken' : light ? 'light' : 'head')
    }
    const ask = () => {
      frame ||= requestAnimationFrame(draw)
    }
    ask()
    const more = () => {
      // More of the photo is there: its light is known better.
      light = undefined
      ask()
    }
    const stops = [
      viewStore.subscribe((now, before) => now.camera !== before.camera && ask()),
      compareStore.subscribe((now, before) => now.threshold !== before.threshold && ask()),
      pictures.subscribe(more),
    ]
    return () => {
      cancelAnimationFrame(frame)
      for (const stop of stops) stop()
    }
  }, [a, b, pane, photo])
  useEffect(() => () => setTwoPhotos(null), [])
  return (
    <canvas
      ref={canvas}
      className="compare-picture"
      style={{ left: pane.x, width: pane.width, height: pane.height }}
      aria-hidden="true"
    />
  )
}

/** The head of A, from px of the open photo as it is seen. */
function headOf(head: Design, on: Similarity, pane: Box, drawing: Box): Path2D {
  const path = new Path2D()
  for (const p of outlinePolygon(head.marks)) {
    const { x, y } = onDrawing({ ...moved(on, p), reach: 0 }, pane, drawing)
    path.lineTo(x, y)
  }
  return path
}

/** How B comes into A's light, by skin of the face that neither side treats; null where there is too little of it on both. */
function lightOf(a: ComparedLook, b: ComparedLook, photo: Box, { x, y, reach }: Place): MatchedLight | null {
  const zoom = LIGHT_PX / (2 * reach)
  const camera = { x, y, zoom, fitted: false }
  const box = { width: LIGHT_PX, height: LIGHT_PX }
  const toSeen = { a: 1 / zoom, b: 0, dx: x - reach, dy: y - reach }
  const [ofA, ofB] = [a, b].map((look) => {
    const pixels = pixelsOf(document.createElement('canvas'), look, box, photo, 1, camera)
    const [head, ...saved] = look.designs
    if (!pixels || !head) return null
    leaveUntreated(pixels.data, box, [head, ...saved], followedBy(toSeen, inverse(asSeen(look, photo))))
    return pixels
  })
  return ofA && ofB ? lightMatch(ofA.data, ofB.data, box) : null
}

/** A place of the open photo as it is seen, as it lies on a drawing of the pane, px of the drawing. */
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
