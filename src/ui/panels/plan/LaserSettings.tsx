import { Fragment } from 'react'
import { useStore } from 'zustand'
import type { Design } from '../../../core/design/design.ts'
import {
  plannedSessions,
  reversalMethods,
  reversalRange,
  USUAL_FEATHER_MM,
  USUAL_PASSES,
  withReversal,
  type Reversal,
  type ReversedDesign,
} from '../../../core/design/reversal.ts'
import { contrastAfter, isDarkSkin, MOST_PASSES, shiftedResidual, type SkinType } from '../../../core/pigment/laser.ts'
import { exactly } from '../../../core/plan/bands.ts'
import { laserWeeks, leastLaserWeeks } from '../../../core/plan/timeline.ts'
import { clinicStore } from '../../../store/plan/clinicStore.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { chooseMethod, reversalStore } from '../../../store/reversal/reversalActions.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { removalWords, reversalStrings as t } from '../../strings/reversalStrings.ts'
import { designEdit } from '../editDesign.ts'
import { Section } from '../PanelParts.tsx'
import { ScrubSlider } from '../ScrubSlider.tsx'
import { Segmented } from '../Segmented.tsx'
import { SwitchRow } from '../SwitchRow.tsx'
import { Figure } from './figures.tsx'
import { planOf, withNeededSessions } from './reversalMeasures.ts'
import { plannedText } from './reversalText.ts'
import { StageSlider } from './StageBar.tsx'
import { useLaserVisits } from './stages.ts'

const skinTypes = [1, 2, 3, 4, 5, 6] as const satisfies readonly SkinType[]

/** How the ink is treated: the artist's estimates, never advice. */
export function LaserSettings({ design }: { design: ReversedDesign }) {
  const profile = useStore(clinicStore, (s) => s.profile)
  const visits = useLaserVisits(design)
  const { reversal } = design
  const { method, residual, sessions, intervalWeeks, featherMm, skinType, ink, soften } = reversal
  const figures = useStore(reversalStore, (s) => s.figures)
  const plan = figures && planOf(design, figures, profile)
  const needed = plan?.needed.value
  /** No ink is to go: the number that is set waits for some. */
  const nothing = figures?.measures.remove.areaCm2.value === 0
  const follow = (next: Design) => withNeededSessions(next, figures, profile)
  const set = (settings: Parameters<typeof withReversal>[1], name: string) =>
    edit(follow(withReversal(design, settings)), t.edits.setting(name))
  const slider = (name: string, of: (value: number) => Partial<Reversal>) =>
    designEdit(t.edits.setting(name), (base, value) => follow(withReversal(base, of(value))))
  return (
    <Section
      title={removalWords(method).sessions}
      aside={figures && <span className="section-aside">{plannedText(visits, nothing && visits > 0)}</span>}
    >
      <StageSlider design={design} />
      <Remaining design={design} />
      <Segmented
        label={t.method}
        className="segmented-small"
        value={method}
        options={reversalMethods.map((id) => ({ id, name: t.methods[id] }))}
        onChange={(id) => chooseMethod(id, t.edits.method, follow)}
      />
      <ScrubSlider
        label={t.left}
        value={residual.value * 100}
        min={5}
        max={95}
        step={1}
        unit="%"
        aside={`${number(residual.low * 100)}–${number(residual.high * 100)}`}
        {...slider(t.left, (percent) => ({ residual: shiftedResidual(residual, percent / 100) }))}
      />
      <ScrubSlider
        label={t.sessions}
        value={nothing ? 0 : soften ? plannedSessions(reversal) : sessions}
        min={reversalRange.sessions[0]}
        max={reversalRange.sessions[1]}
        step={1}
        disabled={soften || nothing}
        {...(needed && { initial: Math.min(needed, reversalRange.sessions[1]) })}
        {...slider(t.sessions, (n) => ({ sessions: n, sessionsByHand: n !== needed }))}
      />
      {nothing && <p className="note setting-note">{t.nothingToRemove}</p>}
      <SwitchRow label={t.soften} on={soften} onChange={(on) => set({ soften: on }, t.soften)} />
      <p className="note setting-note">{t.softenNote}</p>
      <ScrubSlider
        label={t.interval}
        // The dates keep the clinic's least as well.
        value={laserWeeks(intervalWeeks, profile)}
        min={Math.max(reversalRange.intervalWeeks[0], leastLaserWeeks(profile))}
        max={Math.max(16, leastLaserWeeks(profile))}
        step={1}
        {...slider(t.interval, (weeks) => ({ intervalWeeks: weeks }))}
      />
      <ScrubSlider
        label={t.feather}
        value={featherMm}
        min={reversalRange.featherMm[0]}
        max={reversalRange.featherMm[1]}
        step={0.5}
        digits={1}
        unit="mm"
        initial={USUAL_FEATHER_MM}
        {...slider(t.feather, (mm) => ({ featherMm: mm }))}
      />
      <span className="field-name">{t.skin}</span>
      <Segmented
        label={t.skin}
        className="segmented-small skin-types"
        value={skinType === null ? null : `${skinType}`}
        options={skinTypes.map((type) => ({ id: `${type}`, name: t.skinTypes[type - 1]! }))}
        onChange={(id) => set({ skinType: skinTypes[Number(id) - 1] ?? skinType }, t.skin)}
      />
      {skinType === null && <p className="note setting-note">{t.skinNotAsked}</p>}
      {isDarkSkin(skinType) && <p className="note warning setting-note">{t.warnings.darkSkin}</p>}
      {(['oxide', 'deep', 'colourShifted'] as const).map((sign) => (
        <Fragment key={sign}>
          <SwitchRow
            label={t.ink[sign]}
            on={ink[sign]}
            onChange={(on) => set({ ink: { ...ink, [sign]: on } }, t.ink[sign])}
          />
          {ink[sign] && <InkNote sign={sign} />}
        </Fragment>
      ))}
      <ScrubSlider
        label={t.passes}
        value={ink.passes}
        min={1}
        max={reversalRange.passes[1]}
        step={1}
        aside={ink.passes > MOST_PASSES ? t.oneMore : undefined}
        initial={USUAL_PASSES}
        {...designEdit(t.edits.setting(t.passes), (base, passes) =>
          base.reversal ? follow(withReversal(base, { ink: { ...base.reversal.ink, passes } })) : base,
        )}
      />
    </Section>
  )
}

/** What such ink means under a laser, and what of it is in the estimate. */
function InkNote({ sign }: { sign: keyof typeof t.inkNotes }) {
  const warning = warned[sign]
  return (
    <div className="setting-note">
      {warning && <p className="note warning">{t.warnings[warning]}</p>}
      <p className="note">{t.inkNotes[sign]}</p>
    </div>
  )
}

const warned = { oxide: 'metalOxide', deep: null, colourShifted: 'colourShifted' } as const

/** What is left of the pigment at the stage that is shown. */
function Remaining({ design }: { design: ReversedDesign }) {
  const figures = useStore(reversalStore, (s) => s.figures)
  const profile = useStore(clinicStore, (s) => s.profile)
  if (!figures) return null
  const sessions = Math.min(design.reversal.shownAfter, plannedSessions(design.reversal))
  const left = contrastAfter(exactly(1), planOf(design, figures, profile).residual, sessions)
  return (
    <dl className="figures remaining">
      <Figure name={t.remaining} band={left} text={(share) => percent(share)} why={[t.assumptions.residual]} />
    </dl>
  )
}
