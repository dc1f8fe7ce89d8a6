import { useEffect, useRef } from 'react'
import type { FillTone } from '../../../core/pigment/meanTone.ts'
import { paintPatch, type Rgb } from '../../../core/render/shadePatch.ts'

/** Canvas px per CSS px: fine enough for every screen, and dots of a few px. */
const FINE = 2

/** A magnified look at ink on this patient's skin; sizes in CSS px, stretched to its place. */
export function SkinPatch(props: {
  skin: Rgb
  tone: FillTone
  width: number
  height: number
  pxPerMm: number
  /** Bare skin above the ink, mm; negative for none. */
  bareMm: number
}) {
  const { skin, tone, width, height, pxPerMm, bareMm } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const look = JSON.stringify([skin, tone])
  useEffect(() => {
    const context = canvas.current?.getContext('2d', { alpha: false })
    if (!context) return
    const [skinSeen, toneSeen] = JSON.parse(look) as [Rgb, FillTone]
    const o = { width: width * FINE, height: height * FINE, pxPerMm: pxPerMm * FINE, bareMm }
    context.putImageData(new ImageData(paintPatch(skinSeen, toneSeen, o), o.width, o.height), 0, 0)
  }, [look, width, height, pxPerMm, bareMm])
  return <canvas ref={canvas} className="skin-patch" width={width * FINE} height={height * FINE} aria-hidden="true" />
}
