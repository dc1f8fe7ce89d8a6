import { useRef } from 'react'
import { useStore } from 'zustand'
import type { Design } from '../../../core/design/design.ts'
import { pricedOr } from '../../../core/plan/price.ts'
import { withPlan } from '../../../core/design/plannedWork.ts'
import { clinicStore } from '../../../store/plan/clinicStore.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import { PriceRow } from './PriceRow.tsx'

/** The price that was agreed with this patient; empty, it is what the clinic asks. */
export function AgreedPrice({ design }: { design: Design }) {
  const asked = useStore(clinicStore, (s) => s.profile.price)
  const fields = useRef<HTMLDivElement>(null)
  const { price } = design.plan
  const counts = price?.currency === asked.currency
  const { mode } = counts ? price : asked
  const remove = () => {
    // The button that was pressed is about to go.
    fields.current?.querySelector('input')?.focus()
    edit(withPlan(design, { price: null }), t.edits.removePrice)
  }
  return (
    <div ref={fields} className="fields">
      <PriceRow
        name={t.agreed.name}
        aside={t.agreed.by[mode]}
        labels={[t.agreed.from, t.agreed.to]}
        range={counts ? price : null}
        currency={asked.currency}
        usual={pricedOr(asked)}
        ofDesign
        onChange={(range) => edit(withPlan(design, { price: range && { ...asked, mode, ...range } }), t.edits.price)}
      />
      {price && !counts && (
        <div className="field-row">
          <p className="note">{t.agreed.otherCurrency(price.currency)}</p>
          <button type="button" className="button" onClick={remove}>
            {t.agreed.remove}
          </button>
        </div>
      )}
    </div>
  )
}
