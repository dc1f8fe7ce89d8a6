import { useEffect, useRef } from 'react'
import { colourTables, recolour } from '../../core/pixels/adjust.ts'
import { differencePicture } from '../../core/pixels/difference.ts'
import { pictures } from '../../store/pictures.ts'
import { viewStore } from '../../store/viewStore.ts'
import { drawLook, type ComparedLook } from './comparedLook.ts'
import type { Pane } from './comparePointer.ts'
import type { Box } from './viewport.ts'

/** Px that are compared at a frame: more would lag behind a hand that zooms. */
const MOST_PIXELS = 2_000_000

interface DifferenceProps {
  readonly pane: Pane
  readonly a: ComparedLook
  readonly b: ComparedLook
  readonly photo: Box
  readonly threshold: number
}

/** The two pictures of a comparison as one: grey where they are the same, the accent where they differ. */
export function DifferencePane({ pane, a, b, photo, threshold }: DifferenceProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const scratch = useRef<readonly [HTMLCanvasElement, HTMLCanvasElement] | null>(null)
  useEffect(() => {
    let frame = 0
    const draw = () => {
      frame = 0
      if (!canvas.current || pane.width < 1 || pane.height < 1) return
      scratch.current ??= [document.createElement('canvas'), document.createElement('canvas')]
      const density = Math.min(devicePixelRatio, Math.sqrt(MOST_PIXELS / (pane.width * pane.height)))
      const [pixelsA, pixelsB] = [a, b].map((look, i) =>
        pixelsOf(scratch.current![i as 0 | 1], look, pane, photo, density),
      )
      if (!pixelsA || !pixelsB) return
      differencePicture(pixelsA.data, pixelsB.data, pixelsA, threshold, pixelsA.data)
      canvas.current.width = pixelsA.width
      canvas.current.height = pixelsA.height
      canvas.current.getContext('2d')?.putImageData(pixelsA, 0, 0)
    }
    const ask = () => {
      frame ||= requestAnimationFrame(draw)
    }
    ask()
    const stops = [viewStore.subscribe((now, before) => now.camera !== before.camera && ask()), pictures.subscribe(ask)]
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

function pixelsOf(
  canvas: HTMLCanvasElement,
  look: ComparedLook,
  pane: Pane,
  photo: Box,
  density: number,
): ImageData | null {
  drawLook(canvas, look, viewStore.getState().camera, pane, photo, density)
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? null
  const tables = look.raw ? colourTables(look.adjustments) : null
  if (pixels && tables) recolour(pixels.data, tables)
  return pixels
}
