import { useEffect, useRef } from 'react'
import { pictures } from '../../../store/dots/pictures.ts'
import { viewStore, type Camera } from '../../../store/viewStore.ts'
import { colourFilter } from '../adjustedView.ts'
import { drawLook, type ComparedLook } from './comparedLook.ts'
import type { Pane } from './comparePointer.ts'
import type { Box } from '../viewport.ts'
import './comparedPane.css'

interface PaneProps {
  readonly pane: Pane
  readonly look: ComparedLook
  readonly photo: Box
  /** A CSS clip path: the picture itself never moves. */
  readonly clip?: string
  /** 0..1. */
  readonly opacity?: number
  /** Its light is added to that of the picture below instead of covering it: two shares of 1 are a whole picture. */
  readonly adds?: boolean
  /** The studio's camera where absent. */
  readonly camera?: Camera
}

/** One picture of a comparison, drawn again whenever camera or picture change. */
export function ComparedPane({ pane, look, photo, clip = '', opacity = 1, adds = false, camera }: PaneProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { adjustments, raw } = look
  useEffect(() => {
    if (!canvas.current || !raw) return undefined
    const colours = colourFilter(canvas.current)
    colours.show(adjustments)
    return colours.stop
  }, [raw, adjustments])
  useEffect(() => {
    let frame = 0
    const draw = () => {
      frame = 0
      if (canvas.current) drawLook(canvas.current, look, camera ?? viewStore.getState().camera, pane, photo)
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
  }, [look, pane, photo, camera])
  return (
    <canvas
      ref={canvas}
      className={adds ? 'compare-picture compare-adding' : 'compare-picture'}
      style={{ left: pane.x, width: pane.width, height: pane.height, clipPath: clip, opacity }}
      aria-hidden="true"
    />
  )
}
