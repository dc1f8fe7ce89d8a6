import { useEffect, useRef, useState } from 'react'
import { number } from '../shell/figures/format.ts'
import type { Drawn, Times } from './drawScene.ts'
import { soon } from './drawQueue.ts'
import { labText } from './labText.ts'

/** One picture of a sheet, drawn when its turn comes. */
export function LabCell(props: {
  name: string
  /** CSS px of one px of the drawing. */
  grow: number
  width: number
  height: number
  draw: () => Drawn
  onTimed?: (times: Times) => void
}) {
  const { name, grow, width, height, draw, onTimed } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const [times, setTimes] = useState<Times | null>(null)
  useEffect(
    () =>
      soon(() => {
        const context = canvas.current?.getContext('2d', { alpha: false })
        if (!context) return
        const drawn = draw()
        context.putImageData(new ImageData(drawn.rgba, drawn.width, drawn.height), 0, 0)
        setTimes(drawn.times)
        onTimed?.(drawn.times)
      }),
    [draw, onTimed],
  )
  return (
    <figure className="lab-cell">
      <canvas
        ref={canvas}
        className="lab-picture"
        role="img"
        aria-label={name}
        width={width}
        height={height}
        style={{ width: width * grow, height: height * grow }}
      />
      <figcaption className="lab-note">{times ? cellText(times) : labText.waiting}</figcaption>
    </figure>
  )
}

const cellText = ({ count, field, dots, render }: Times): string =>
  labText.cell({ count: number(count), field: number(field), dots: number(dots), render: number(render) })
