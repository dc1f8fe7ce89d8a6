import { memo } from 'react'
import type { Design } from '../../../core/design/design.ts'
import { facialThirds } from '../../../core/design/lines/facialThirds.ts'
import { thirdInUnit, thirdSaid, thirdsCompared, thirdsUnit, type Third } from '../../shell/figures/thirdsSaid.ts'
import { thirdsStrings as t } from '../../strings/thirdsStrings.ts'
import { Section } from '../PanelParts.tsx'
import './facialThirds.css'

const names: readonly Third[] = ['upper', 'middle', 'lower']

/** The face's thirds as a bar, and one neutral sentence; nothing where the photo does not show them. */
export const FacialThirds = memo(function FacialThirds({ design }: { design: Design }) {
  const thirds = facialThirds(design)
  if (!thirds) return null
  const [upper = '', middle = '', lower = ''] = names.map((third) => thirdInUnit(design, thirds, third))
  return (
    <Section title={t.title} aside={<span className="thirds-unit">{thirdsUnit(thirds)}</span>}>
      <div className="thirds" role="img" aria-label={t.spoken(upper, middle, lower)}>
        {names.map((third) => (
          <span key={third} className="third" style={{ flexGrow: thirds[third].value }}>
            {thirdSaid(design, thirds, third)}
          </span>
        ))}
      </div>
      <p className="note">{thirdsCompared(thirds)}</p>
    </Section>
  )
})
