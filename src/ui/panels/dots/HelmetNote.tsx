import { isScaled } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { coverageLimitAt, helmetReason, SPACING_LIMIT, type HelmetFigures } from '../../../core/fill/helmet.ts'
import { groupingOf } from '../../../core/fill/roles.ts'
import { daysSinceWork, HEALED, type Ageing, type Moment } from '../../../core/pigment/ageing.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { strings } from '../../strings/strings.ts'
import { Section } from '../PanelParts.tsx'

const t = strings.dots.helmet

/** One line where the fill would read as a helmet: why, and what to change. */
export function HelmetNote({ design, figures }: { design: Design; figures: HelmetFigures }) {
  const { moment, ageing, preset } = design.fill
  const reason = helmetReason(figures, { moment, ageing, grouped: groupingOf(design) > 0 })
  if (!reason) return null
  const change = preset === 'mid' || preset === 'deep' ? t.lowerOrShallower : t.lower
  return (
    <Section>
      <p className="note warning">{`${t.reads} ${textOf(reason)} ${change}`}</p>
    </Section>
  )

  function textOf(passed: 'coverage' | 'spacing'): string {
    // Without a scale the figures would be as wrong as the scale that was guessed.
    if (!isScaled(design)) return passed === 'coverage' ? t.covers : t.near
    return passed === 'coverage'
      ? t.coversShare(percent(figures.coverage), percent(coverageLimitAt({ moment, ageing })), stateOf(moment, ageing))
      : t.nearBy(number(figures.spacingP5, 1), number(SPACING_LIMIT, 1))
  }
}

function stateOf(moment: Moment, ageing: Ageing): 'fresh' | 'healing' | 'healed' {
  const days = daysSinceWork(moment, ageing)
  if (days < 1) return 'fresh'
  return days < HEALED ? 'healing' : 'healed'
}
