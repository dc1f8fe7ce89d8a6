import { Eye, EyeOff } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { withReversal, type ReversedDesign } from '../../../core/design/reversal.ts'
import { rounded } from '../../../core/plan/bands.ts'
import { hasZoneInk, paintedZones } from '../../../core/tools/zoneInk.ts'
import { edit } from '../../../store/designActions.ts'
import { chooseZone, leaveZones, reversalStore, toggleZone } from '../../../store/reversalActions.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { CommandButton } from '../../shell/CommandButton.tsx'
import { command } from '../../shell/commands.ts'
import { number, percent } from '../../shell/format.ts'
import { toolIcons } from '../../shell/Rail.tsx'
import { reversalStrings as t } from '../../shell/reversalStrings.ts'
import { designEdit } from '../editDesign.ts'
import { Section } from '../PanelParts.tsx'
import { ScrubSlider } from '../ScrubSlider.tsx'
import type { ReversalFigures } from '../shownTypes.ts'
import { bareCm2, cm2, count, Figure } from './figures.tsx'
import { onHead } from './reversalMeasures.ts'
import { ZoneTools } from './ZoneTools.tsx'

type ZoneName = keyof ReversalFigures['measures']
const names = ['remove', 'lighten', 'keep', 'add'] as const

/** Zones with their look, dots and area, and what was found of the ink. */
export function ZoneRows({ design, figures }: { design: ReversedDesign; figures: ReversalFigures }) {
  const shown = useStore(reversalStore, (s) => s.zonesShown)
  const chosen = useStore(viewStore, (s) => s.zone)
  const picking = useStore(viewStore, (s) => s.tool === 'zones')
  const list = useRef<HTMLUListElement>(null)
  const leave = () => {
    // The button that was pressed is about to go.
    list.current?.querySelector<HTMLElement>('.zone-pick[aria-pressed="true"]')?.focus()
    leaveZones()
  }
  const { reversal } = design
  const measures = onHead(figures.measures)
  return (
    <>
      <Section
        title={t.zones}
        aside={
          <CommandButton command={command('tool.zones')} className="icon-button small" pressed={picking}>
            {toolIcons.zones}
          </CommandButton>
        }
      >
        <ul ref={list} className="zones">
          {names.map((name) => {
            const areaCm2 = rounded(measures[name].areaCm2)
            const dots = rounded(measures[name].dots)
            const title = t.zoneNames[name]
            return (
              <li key={name} className="zone">
                <ZoneName name={name} chosen={name === chosen}>
                  <span className={`zone-swatch zone-${name}`} aria-hidden="true" />
                  <span className="zone-text">
                    <span className="zone-name">
                      {title}
                      {isDrawn(design, name) && <span className="zone-drawn">{t.zoneEdited}</span>}
                    </span>
                    <span className="note">{t.zoneDots(`≈ ${count(dots.value)}`, t.zoneNotes[name])}</span>
                  </span>
                </ZoneName>
                <span className="zone-area">
                  ≈ {cm2(areaCm2.value)}
                  <span className="plan-figure-band">
                    {bareCm2(areaCm2.low)}–{cm2(areaCm2.high)}
                  </span>
                </span>
                <button
                  type="button"
                  className="icon-button small"
                  aria-label={t.zoneShown(title)}
                  aria-pressed={shown[name]}
                  onClick={() => toggleZone(name)}
                >
                  {shown[name] ? <Eye aria-hidden="true" /> : <EyeOff aria-hidden="true" />}
                </button>
              </li>
            )
          })}
        </ul>
        {chosen && <ZoneTools design={design} zone={chosen} onLeave={leave} />}
        <ScrubSlider
          label={t.band}
          value={reversal.lightenBandMm}
          min={0}
          max={8}
          step={0.5}
          digits={1}
          unit="mm"
          initial={4}
          {...designEdit(t.edits.setting(t.band), (base, mm) => withReversal(base, { lightenBandMm: mm }))}
        />
      </Section>
      {reversal.existing.kind === 'photo' && <Found design={design} figures={figures} />}
    </>
  )
}

/** What is drawn by hand can be chosen; what is lightened follows from the new line. */
function ZoneName({ name, chosen, children }: { name: ZoneName; chosen: boolean; children: ReactNode }) {
  const painted = paintedZones.find((zone) => zone === name)
  if (!painted) return <span className="zone-pick">{children}</span>
  return (
    <button
      type="button"
      className="zone-pick"
      aria-pressed={chosen}
      onClick={() => (chosen ? leaveZones() : chooseZone(painted))}
      onKeyDown={(e) => {
        if (e.key === 'Escape' && chosen) leaveZones()
      }}
    >
      {children}
    </button>
  )
}

const isDrawn = (design: ReversedDesign, name: ZoneName): boolean =>
  name !== 'lighten' && name !== 'add' && hasZoneInk(design, name)

function Found({ design, figures }: { design: ReversedDesign; figures: ReversalFigures }) {
  const { ink, problem, contrast } = figures
  if (!ink)
    return (
      <Section title={t.found}>
        <p className="note warning">{(problem && t.problems[problem.code]) ?? t.problem}</p>
      </Section>
    )
  const { existing } = design.reversal
  const measured = Math.round(ink.densityPerCm2.value)
  const same = Math.abs(existing.fill.densityPerCm2 - measured) < 1
  return (
    <Section title={t.found}>
      <dl className="figures">
        <Figure name={t.density} band={ink.densityPerCm2} text={(v) => t.perCm2(number(v))} low={count} />
        <Figure name={t.contrast} band={contrast} text={(v) => percent(v)} />
      </dl>
      {!same && (
        <button
          type="button"
          className="button button-wide"
          onClick={() => {
            const fill = { ...existing.fill, densityPerCm2: measured }
            edit(withReversal(design, { existing: { ...existing, fill } }), t.edits.density)
          }}
        >
          {t.useDensity}
        </button>
      )}
    </Section>
  )
}
