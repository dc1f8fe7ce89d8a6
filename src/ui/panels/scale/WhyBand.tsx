import type { Design } from '../../../core/design/design.ts'
import type { Way } from '../../../core/design/scale/lengthBand.ts'
import type { Band } from '../../../core/geometry/points.ts'
import { areaParts } from '../../shell/figures/bandText.ts'
import { headStrings } from '../../strings/headStrings.ts'
import { areaBandReasons, lengthBandReasons } from './headText.ts'
import { Assumptions } from '../plan/figures.tsx'
import './whyBand.css'

const t = headStrings.why

/** What the band of an area on the head is made of, on a tap; its line is kept while nothing is measured yet. */
export function WhyArea({ design, cm2 }: { design: Design; cm2: Band | null }) {
  return (
    <div className="why-band">
      {cm2 && <Assumptions title={t.area(areaParts(cm2).half)} texts={areaBandReasons(design, cm2)} />}
    </div>
  )
}

/** The same of the lengths of a panel; `half` is that of one of them, with its unit, which lies along `way`. */
export function WhyLengths({ design, half, way }: { design: Design; half: string; way?: Way | undefined }) {
  return (
    <div className="why-band">
      <Assumptions title={t.lengths(half)} texts={lengthBandReasons(design, way)} />
    </div>
  )
}
