import { memo } from 'react'
import { PAD_UNITS } from '../../../core/plan/consent.ts'
import { inkRuns, svgPath, type InkStroke } from '../../../core/plan/signatureInk.ts'

/** Strokes as they are stored, smoothed. A finished stroke is drawn once. */
export function InkDrawing(props: { strokes: readonly InkStroke[]; height: number; label?: string }) {
  return (
    <svg
      className="ink"
      viewBox={`0 0 ${PAD_UNITS} ${props.height}`}
      role={props.label ? 'img' : undefined}
      aria-label={props.label}
      aria-hidden={props.label ? undefined : true}
    >
      {props.strokes.map((stroke, i) => (
        <Stroke key={i} stroke={stroke} />
      ))}
    </svg>
  )
}

const Stroke = memo(function Stroke({ stroke }: { stroke: InkStroke }) {
  return inkRuns(stroke).map((run, i) => <path key={i} d={svgPath(run)} strokeWidth={run.width} />)
})
