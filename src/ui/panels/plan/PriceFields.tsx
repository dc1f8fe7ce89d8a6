import { useState } from 'react'
import { sameValue } from '../../../core/design/history.ts'
import { priceModes, type AskedPrice, type PriceMode } from '../../../core/design/plannedWork.ts'
import type { ClinicProfile } from '../../../core/plan/clinicProfile.ts'
import { chargedBy, pricedOr, touchUpRange, USUAL_AREA_CM2 } from '../../../core/plan/price.ts'
import { changeClinic } from '../../../store/plan/clinicStore.ts'
import { attempt } from '../../../store/jobsStore.ts'
import { currencyName, number } from '../../shell/figures/format.ts'
import { planStrings as t } from '../../strings/planStrings.ts'
import { strings } from '../../strings/strings.ts'
import { Section } from '../PanelParts.tsx'
import { Segmented } from '../Segmented.tsx'
import { PriceRow } from './PriceRow.tsx'

const p = t.profile

/** What the clinic asks for a sitting, a touch-up and a laser session, and in which currency. */
export function PriceFields({ profile }: { profile: ClinicProfile }) {
  const { price, touchUpPrice, laserSessionPrice } = profile
  const change = (part: Partial<ClinicProfile>) => attempt(changeClinic(part), strings.notStored)
  const touchUp = touchUpRange({ ...profile, touchUpPrice: null })
  /** What a change left to be looked at. */
  const [toCheck, setToCheck] = useState<string | null>(null)
  /** Before it was turned: going back finds it to the last digit. */
  const [former, setFormer] = useState<AskedPrice | null>(null)
  const chargeBy = (mode: PriceMode) => {
    const { leastSittings } = profile
    if (former?.mode === mode && sameValue(price, chargedBy(price.mode, former, leastSittings))) {
      change({ price: former })
      setToCheck(null)
      return
    }
    setFormer(price)
    change({ price: chargedBy(mode, price, leastSittings) })
    setToCheck(pricedOr(price) && p.turned(number(USUAL_AREA_CM2), number(profile.leastSittings)))
  }
  const chargeIn = (currency: string) => {
    change({ price: { ...price, currency } })
    setToCheck(pricedOr(price) && p.notConverted(currency))
  }
  return (
    <Section title={p.groups.price}>
      <Segmented
        label={p.priceMode}
        value={price.mode}
        options={priceModes.map((id) => ({ id, name: p.modes[id] }))}
        onChange={chargeBy}
      />
      <div className="fields">
        <div className="field-row">
          <label className="field-name" htmlFor="clinic-currency">
            {p.currency}
          </label>
          <select
            id="clinic-currency"
            className="field-select"
            value={price.currency}
            onChange={(e) => chargeIn(e.currentTarget.value)}
          >
            {currencies(price.currency).map((code) => (
              <option key={code} value={code}>
                {currencyName(code)}
              </option>
            ))}
          </select>
        </div>
        <PriceRow
          name={p.modes[price.mode]}
          labels={[p.priceFrom, p.priceTo]}
          range={pricedOr(price)}
          currency={price.currency}
          // A price that is emptied stays as it was.
          onChange={(range) => range && change({ price: { ...price, ...range } })}
        />
        <PriceRow
          name={t.touchUps}
          labels={[p.touchUpFrom, p.touchUpTo]}
          range={touchUpPrice}
          currency={price.currency}
          usual={touchUp}
          onChange={(range) => change({ touchUpPrice: range })}
        />
        <PriceRow
          name={p.laserRow}
          labels={[p.laserFrom, p.laserTo]}
          range={laserSessionPrice}
          currency={price.currency}
          onChange={(range) => change({ laserSessionPrice: range })}
        />
      </div>
      <p className="note" role="status">
        {toCheck}
      </p>
      {!touchUpPrice && <p className="note">{touchUp ? p.touchUpAsSitting : p.touchUpUnpriced}</p>}
      {!laserSessionPrice && <p className="note">{p.unpriced}</p>}
    </Section>
  )
}

/** What the browser can write, and what is stored. */
function currencies(stored: string): readonly string[] {
  const known = Intl.supportedValuesOf('currency')
  return known.includes(stored) ? known : [stored, ...known]
}
