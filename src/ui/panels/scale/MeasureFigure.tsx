import { isScaled, surfaceOf } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { fitOf } from '../../../core/design/head/head.ts'
import type { Way } from '../../../core/design/scale/lengthBand.ts'
import {
  lengthReach,
  withMeasureAngle,
  withMeasureLength,
  type LengthReach,
} from '../../../core/design/scale/measureFigures.ts'
import type { Measure } from '../../../core/design/scale/measures.ts'
import { lengthOnSkin } from '../../../core/geometry/skinLength.ts'
import { angleDegOf } from '../../../core/tools/measureTool.ts'
import { lengthHalf } from '../../shell/figures/lengthSaid.ts'
import { objectStrings } from '../../strings/objectStrings.ts'
import { designEdit } from '../editDesign.ts'
import { isAboutRight } from './measureText.ts'
import { Section } from '../PanelParts.tsx'
import { ScrubSlider } from '../ScrubSlider.tsx'

const t = objectStrings.measures
const LENGTHS_MM = { min: 1, max: 300 } as const
/** Where its arms would lie on one another an angle has no side to turn to. */
const ANGLES_DEG = { min: 1, max: 179 } as const

/** The figure of the measure in hand, to be typed: its first end stays where it is. */
export function MeasureFigure({ design, measure }: { design: Design; measure: Measure }) {
  const [a, b, c] = measure.points
  const reach = isScaled(design) ? lengthReach(design, measure) : null
  if (!a || !b || (!c && !reach)) return null
  return (
    <Section>
      <div data-measure-figure="">
        {c && (
          <ScrubSlider
            label={objectStrings.angle}
            value={angleDegOf([a, b, c])}
            {...ANGLES_DEG}
            step={1}
            unit="°"
            {...designEdit(t.changeAngle, (base, deg) => withMeasureAngle(base, measure.id, deg))}
          />
        )}
        {reach && <LengthFigure design={design} id={measure.id} ends={[a, b]} reach={reach} />}
      </div>
    </Section>
  )
}

interface LengthFigureProps {
  readonly design: Design
  readonly id: number
  readonly ends: Way
  readonly reach: LengthReach
}

/** A length with its band, no longer than its line has skin. */
function LengthFigure({ design, id, ends, reach }: LengthFigureProps) {
  const mm = lengthOnSkin(surfaceOf(design), ...ends)
  const isBound = reach.mm < LENGTHS_MM.max
  return (
    <ScrubSlider
      label={t.length}
      value={mm}
      min={LENGTHS_MM.min}
      max={isBound ? Math.max(LENGTHS_MM.min, Math.floor(reach.mm)) : LENGTHS_MM.max}
      reason={isBound ? t.longest[reach.end] : undefined}
      step={1}
      unit="mm"
      approximate={isAboutRight(design)}
      plusMinus={fitOf(design) ? lengthHalf(design, mm, ends) : undefined}
      {...designEdit(t.changeLength, (base, value) => withMeasureLength(base, id, value))}
    />
  )
}
