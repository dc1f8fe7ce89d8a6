import { useStore } from 'zustand'
import type { Design } from '../../../core/design/design.ts'
import { withHeadMeasured } from '../../../core/design/edits.ts'
import { fitOf } from '../../../core/design/head/head.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { jobsStore } from '../../../store/jobsStore.ts'
import { percent } from '../../shell/figures/format.ts'
import { headStrings as t } from '../../strings/headStrings.ts'

/** Less is the soft edge of a brush that goes over the head's rim. */
const LEAST_SAID = 0.04

/** Where part of the area was painted where the fitted head is not: why no dots stand there, and the way to have them. */
export function BesideHead({ design }: { design: Design }) {
  const share = useStore(jobsStore, (s) => s.measure?.besideHead ?? 0)
  if (fitOf(design) === null || share < LEAST_SAID) return null
  return (
    <>
      <p className="note warning">{t.beside(percent(share))}</p>
      <button type="button" className="button" onClick={() => edit(withHeadMeasured(design, false), t.edits.off)}>
        {t.besideFlat}
      </button>
    </>
  )
}
