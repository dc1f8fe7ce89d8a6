import { memo } from 'react'
import { isScaled } from '../../../core/design/scale/calibration.ts'
import type { Side } from '../../../core/design/design.ts'
import { figureRange, type HairlineFigure } from '../../../core/design/lines/hairline.ts'
import { withFigureOf } from '../../../core/design/lines/measuredLine.ts'
import { strings } from '../../strings/strings.ts'
import { designEdit } from '../editDesign.ts'
import { ScrubSlider } from '../ScrubSlider.tsx'

const t = strings.hairline

/** simulation-model 2: w1 is 8 mm; 5 to 10 is usual, more at the temples. */
const TRANSITION_MM = { min: 2, max: 16 } as const

interface FigureProps {
  readonly figure: HairlineFigure
  readonly label: string
  /** mm or degrees, and where the style lays it. */
  readonly value: number
  readonly usual: number
  /** mm or degrees of one unit of the slider. */
  readonly per: number
  readonly unit: string
  readonly approximate: boolean
  /** Half of its band, as it is written; absent where only `approximate` is known. */
  readonly plusMinus?: string | undefined
  readonly which: Side | 'both'
}

/** One figure of the hairline. Drawn anew for its own sake alone, for they all stand in the way of the hand that moves one. */
export const FigureSlider = memo(function FigureSlider(props: FigureProps) {
  const { figure, label, per, which } = props
  const [low, high] = figureRange[figure]
  return (
    <ScrubSlider
      label={label}
      value={props.value / per}
      min={Math.round(low / per)}
      max={Math.round(high / per)}
      step={1}
      unit={props.unit}
      plusMinus={props.plusMinus}
      approximate={props.approximate}
      initial={props.usual / per}
      reason={t.limits[figure]}
      {...designEdit(strings.edits.change(label), (base, v) => ({
        ...base,
        hairline: withFigureOf(base, figure, v * per, which, !isScaled(base)),
      }))}
    />
  )
})

interface EdgeProps {
  readonly transitionMm: number
  readonly irregularity: number
  readonly usualTransitionMm: number
  readonly usualIrregularity: number
  /** mm of one unit of the slider. */
  readonly perUnit: number
  readonly unit: string
}

/** How the dots begin behind the line. */
export const EdgeSliders = memo(function EdgeSliders(props: EdgeProps) {
  const { perUnit } = props
  return (
    <>
      <ScrubSlider
        label={t.transition}
        value={props.transitionMm / perUnit}
        min={Math.round((TRANSITION_MM.min / perUnit) * 2) / 2}
        max={Math.round((TRANSITION_MM.max / perUnit) * 2) / 2}
        step={0.5}
        digits={1}
        unit={props.unit}
        initial={props.usualTransitionMm / perUnit}
        {...designEdit(strings.edits.change(t.transition), (base, v) => ({
          ...base,
          hairline: { ...base.hairline, transitionMm: v * perUnit },
        }))}
      />
      <ScrubSlider
        label={t.irregularity}
        value={props.irregularity * 100}
        min={0}
        max={100}
        step={1}
        unit="%"
        initial={props.usualIrregularity * 100}
        {...designEdit(strings.edits.change(t.irregularity), (base, v) => ({
          ...base,
          hairline: { ...base.hairline, irregularity: v / 100 },
        }))}
      />
    </>
  )
})
