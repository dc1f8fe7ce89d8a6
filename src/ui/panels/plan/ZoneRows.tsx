import { Eye, EyeOff } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { fitOf } from '../../../core/design/head/head.ts'
import { withReversal, type ReversedDesign } from '../../../core/design/reversal.ts'
import { densityOnHead } from '../../../core/plan/headMeasures.ts'
import { PUBLISHED_PER_CM2 } from '../../../core/plan/zoneDots.ts'
import { hasZoneInk, paintedZones } from '../../../core/tools/zoneInk.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { chooseZone, leaveZones, reversalStore, toggleZone } from '../../../store/reversal/reversalActions.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { zonesShownAt } from '../../canvas/overlays/zonesOnScreen.ts'
import { CommandButton } from '../../shell/commands/CommandButton.tsx'
import { command } from '../../shell/commands/commands.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { toolIcons } from '../../shell/Rail.tsx'
import { planStrings } from '../../strings/planStrings.ts'
import { reversalStrings as t } from '../../strings/reversalStrings.ts'
import { designEdit } from '../editDesign.ts'
import { Section } from '../PanelParts.tsx'
import { ScrubSlider } from '../ScrubSlider.tsx'
import type { ReversalFigures } from '../shownTypes.ts'
import { bareCm2, cm2, count, Figure } from './figures.tsx'
import { zonesOnHead } from './reversalMeasures.ts'
import { zoneArea, zoneDots, zoneNote, type ZoneName as Zone } from './reversalText.ts'
import { ZoneTools } from './ZoneTools.tsx'
import './zoneRows.css'

/** Zones with their look, dots and area, what is lightened as the part of keep that it is, and what was found of the ink. */
export function ZoneRows({ design, figures }: { design: ReversedDesign; figures: ReversalFigures }) {
  const over = useStore(viewStore, (view) => zonesShownAt(design, view))
  const shown = useStore(reversalStore, (s) => s[over])
  const chosen = useStore(viewStore, (s) => s.zone)
  const picking = useStore(viewStore, (s) => s.tool === 'zones')
  const list = useRef<HTMLUListElement>(null)
  const leave = () => {
    // The button that was pressed is about to go.
    list.current?.querySelector<HTMLElement>('.zone-pick[aria-pressed="true"]')?.focus()
    leaveZones()
  }
  const { reversal } = design
  const measures = zonesOnHead(figures.measures, reversal.existing.kind, design)
  const row = (name: Zone) => ({
    note: zoneNote(name, measures, reversal),
    measure: measures[name],
    chosen: name === chosen,
    drawn: isDrawn(design, name),
    shown: shown[name],
    onShow: () => toggleZone(name, over),
  })
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
          {(['remove', 'keep', 'add'] as const).map((name) => (
            <ZoneRow key={name} name={name} {...row(name)}>
              {name === 'keep' && (
                <ul className="zone-parts">
                  <ZoneRow name="lighten" {...row('lighten')} />
                </ul>
              )}
            </ZoneRow>
          ))}
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

/** Per cm2: existing work is neither sparser nor denser (assumed). */
const DENSITY = { min: 10, max: 400 } as const
/** Densities nearer than this count the same dots. */
const SAME_DENSITY = 0.03

function ZoneRow(props: {
  name: Zone
  measure: ReversalFigures['measures'][Zone]
  /** What is done there. */
  note: string
  chosen: boolean
  drawn: boolean
  shown: boolean
  /** Zones that are a part of it. */
  children?: ReactNode
  onShow(): void
}) {
  const { name, measure, shown } = props
  const area = zoneArea(measure)
  const title = t.zoneNames[name]
  return (
    <li className="zone">
      <ZoneName name={name} chosen={props.chosen}>
        <span className={`zone-swatch zone-${name}`} aria-hidden="true" />
        <span className="zone-text">
          <span className="zone-name">
            {name === 'lighten' ? t.lightened : title}
            {props.drawn && <span className="zone-drawn">{t.zoneEdited}</span>}
          </span>
          <span className="note">{(name === 'lighten' ? t.partDots : t.zoneDots)(zoneDots(measure), props.note)}</span>
        </span>
      </ZoneName>
      <span className="zone-area">
        {area.about ? t.about(area.value) : area.value}
        {area.band && (
          <span className="plan-figure-band">{planStrings.span(bareCm2(area.band.low), cm2(area.band.high))}</span>
        )}
      </span>
      <button
        type="button"
        className="icon-button small"
        aria-label={t.zoneShown(title)}
        aria-pressed={shown}
        onClick={props.onShow}
      >
        {shown ? <Eye aria-hidden="true" /> : <EyeOff aria-hidden="true" />}
      </button>
      {props.children}
    </li>
  )
}

/** What is drawn by hand can be chosen; what is lightened follows from the new line. */
function ZoneName({ name, chosen, children }: { name: Zone; chosen: boolean; children: ReactNode }) {
  const painted = paintedZones.find((zone) => zone === name)
  if (!painted) return <span className="zone-pick">{children}</span>
  return (
    <button
      type="button"
      className="zone-pick"
      aria-pressed={chosen}
      onClick={() => (chosen ? leaveZones() : chooseZone(painted))}
    >
      {children}
    </button>
  )
}

const isDrawn = (design: ReversedDesign, name: Zone): boolean =>
  name !== 'lighten' && name !== 'add' && hasZoneInk(design, name)

function Found({ design, figures }: { design: ReversedDesign; figures: ReversalFigures }) {
  const { ink, problem, contrast } = figures
  if (!ink)
    return (
      <Section title={t.found}>
        <p className="note warning">
          {[
            (problem && t.problems[problem.code]) ?? t.problem,
            t.notRead(number(PUBLISHED_PER_CM2.low), number(PUBLISHED_PER_CM2.high)),
          ].join(' ')}
        </p>
      </Section>
    )
  const { existing } = design.reversal
  // What is set is the density behind thinner edges; what was read is the mean.
  const { densityPerCm2 } = existing.fill
  const wanted = Math.round(densityPerCm2 * (ink.densityPerCm2.value / Math.max(1, ink.placedPerCm2)))
  const set = Math.min(DENSITY.max, Math.max(DENSITY.min, wanted))
  const same = Math.abs(set / densityPerCm2 - 1) < SAME_DENSITY
  return (
    <Section title={t.found}>
      <dl className="figures">
        {!fitOf(design) && (
          <Figure name={t.densityInPhoto} band={ink.densityPerCm2} text={(v) => t.perCm2(number(v))} low={count} />
        )}
        <Figure
          name={t.densityOnHead}
          band={densityOnHead(ink.densityPerCm2, design)}
          text={(v) => t.perCm2(number(v))}
          low={count}
          why={[t.densityWhy]}
        />
        <Figure name={t.contrast} aside={t.contrastOf} band={contrast} text={(v) => percent(v)} why={[t.contrastWhy]} />
      </dl>
      {!same && (
        <button
          type="button"
          className="button button-wide"
          onClick={() => {
            const fill = { ...existing.fill, densityPerCm2: set }
            edit(withReversal(design, { existing: { ...existing, fill } }), t.edits.density)
          }}
        >
          {t.useDensity}
        </button>
      )}
    </Section>
  )
}
