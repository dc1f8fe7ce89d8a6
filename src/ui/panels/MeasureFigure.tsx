import { isScaled, surfaceOf } from '../../core/design/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { withMeasureAngle, withMeasureLength } from '../../core/design/measureFigures.ts'
import type { Measure } from '../../core/design/measures.ts'
import { lengthOnSkin } from '../../core/geometry/skinLength.ts'
import { angleDegOf } from '../../core/tools/measureTool.ts'
import { objectStrings } from '../strings/objectStrings.ts'
import { designEdit } from './editDesign.ts'
import { Section } from './PanelParts.tsx'
import { ScrubSlider } from './ScrubSlider.tsx'

const t = objectStrings.measures
const LENGTHS_MM = { min: 1, max: 300 } as const
/** Where its arms would lie on one another an angle has no side to turn to. */
const ANGLES_DEG = { min: 1, max: 179 } as const

/** The figure of the measure in hand, to be typed: its first end stays where it is. */
export function MeasureFigure({ design, measure }: { design: Design; measure: Measure }) {
  const [a, b, c] = measure.points
  if (!a || !b || (!c && !isScaled(design))) return null
  return (
    <Section>
      <div data-measure-figure="">
        {c ? (
          <ScrubSlider
            label={objectStrings.angle}
            value={angleDegOf([a, b, c])}
            {...ANGLES_DEG}
            step={1}
            unit="°"
            {...designEdit(t.changeAngle, (base, deg) => withMeasureAngle(base, measure.id, deg))}
          />
        ) : (
          <ScrubSlider
            label={t.length}
            value={lengthOnSkin(surfaceOf(design), a, b)}
            {...LENGTHS_MM}
            step={1}
            unit="mm"
            {...designEdit(t.changeLength, (base, mm) => withMeasureLength(base, measure.id, mm))}
          />
        )}
      </div>
    </Section>
  )
}
