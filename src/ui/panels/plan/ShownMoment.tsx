import type { Design } from '../../../core/design/design.ts'
import { HEALED } from '../../../core/pigment/ageing.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import { strings } from '../../strings/strings.ts'
import { withFill } from '../editDesign.ts'
import { momentName } from '../dots/timeText.ts'

/** Which day the photo beside the plan shows, where it is not the one that is paid for; and the way there. */
export function ShownMoment({ design, inert }: { design: Design; inert: boolean }) {
  const { filled, moment } = design.fill
  if (!filled || moment === HEALED) return null
  return (
    <div className="stepbar modebar floating shown-moment" inert={inert}>
      <span>{t.shownAt(momentName(moment))}</span>
      <button
        type="button"
        className="step"
        onClick={() => edit(withFill(design, { moment: HEALED }), strings.edits.moment)}
      >
        {t.showHealed}
      </button>
    </div>
  )
}
