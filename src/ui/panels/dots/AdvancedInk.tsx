import { useId, useState } from 'react'
import { ChevronRight } from 'lucide-react'
import { Radio, RadioGroup } from 'react-aria-components'
import { inkPresets, undertones, type Design, type FillSettings } from '../../../core/design/design.ts'
import { groupingOf, roles, withGrouping, withHairTurn } from '../../../core/fill/roles.ts'
import { fillTone } from '../../../core/pigment/meanTone.ts'
import { strings } from '../../strings/strings.ts'
import { percent } from '../../shell/figures/format.ts'
import { designEdit, withFill } from '../editDesign.ts'
import { ScrubSlider } from '../ScrubSlider.tsx'
import { Segmented } from '../Segmented.tsx'
import { useSkinTone } from './ShadeLadder.tsx'
import { SkinPatch } from './SkinPatch.tsx'

const t = strings.dots
/** CSS px; near enough to see how sharp a dot is. */
const PATCH = { width: 84, height: 44, pxPerMm: 17, bareMm: -1 } as const

/**
 * What few artists change: closed until asked for, and then says what it is set to.
 * @param props.live the design as a hand on one of its sliders has it
 */
export function AdvancedInk(props: {
  design: Design
  live: Design
  onChange(part: Partial<FillSettings>, label: string): void
}) {
  const { design, live, onChange } = props
  const { fill } = design
  const [open, setOpen] = useState(false)
  const panel = useId()
  const set = [
    fill.undertone !== 'neutral' && t.undertones[fill.undertone],
    fill.preset !== 'healed' && t.presets[fill.preset].name,
    fill.grouping !== undefined && t.setTo(t.grouping, percent(fill.grouping)),
    fill.hairTurnDeg !== undefined && t.setTo(t.hairTurn, `${fill.hairTurnDeg}°`),
    driftOf(fill) !== 1 && t.setTo(t.drift, percent(driftOf(fill))),
  ]
    .filter(Boolean)
    .join(', ')
  return (
    <section className="section section-disclosed" aria-label={t.advanced}>
      <h2 className="section-title">
        <button
          type="button"
          className="disclosure"
          aria-expanded={open}
          aria-controls={open ? panel : undefined}
          onClick={() => setOpen(!open)}
        >
          <ChevronRight className="disclosure-mark" aria-hidden="true" />
          {t.advanced}
          {!open && set && <span className="disclosure-set">{set}</span>}
        </button>
      </h2>
      {open && (
        <div id={panel} className="disclosed" ref={bringIntoSight}>
          <div className="labelled">
            <span className="labelled-name">{t.undertone}</span>
            <Segmented
              label={t.undertone}
              value={fill.undertone}
              options={undertones.map((id) => ({ id, name: t.undertones[id] }))}
              onChange={(undertone) => onChange({ undertone }, strings.edits.undertone)}
            />
          </div>
          <Grouping design={live} />
          <ScrubSlider
            label={t.drift}
            value={driftOf(live.fill) * 100}
            min={0}
            max={200}
            step={5}
            unit="%"
            initial={100}
            disabled={fill.ageing.pigment === 'organic'}
            {...edits.drift}
          />
          <p className="note">{t.driftNote}</p>
          <InkLies design={design} onChange={(preset) => onChange({ preset }, strings.edits.preset)} />
        </div>
      )}
    </section>
  )
}

/** The list stands at the panel's foot: opened out of sight it would seem to do nothing. */
const bringIntoSight = (list: HTMLElement | null): void => list?.scrollIntoView({ block: 'nearest' })

const driftOf = ({ ageing }: FillSettings): number => ageing.drift ?? 1

/** All of the usual drift is no figure of its own. */
function withDrift(design: Design, drift: number): Design {
  const { drift: _former, ...ageing } = design.fill.ageing
  return withFill(design, { ageing: drift === 1 ? ageing : { ...ageing, drift } })
}

const edits = {
  grouping: designEdit(strings.edits.change(t.grouping), (base, v) => withGrouping(base, v / 100)),
  hairTurn: designEdit(strings.edits.change(t.hairTurn), (base, v) => withHairTurn(base, v)),
  drift: designEdit(strings.edits.change(t.drift), (base, v) => withDrift(base, v / 100)),
}

/** How dots and hairs stand together, and how hairs lie where an area copies them. */
function Grouping({ design }: { design: Design }) {
  const { area, fill } = design
  const copiesHair = roles[area.role].marks === 'units'
  return (
    <>
      <ScrubSlider
        label={t.grouping}
        value={groupingOf(design) * 100}
        min={0}
        max={100}
        step={5}
        unit="%"
        initial={copiesHair ? 100 : 0}
        {...edits.grouping}
      />
      <p className="note">{t.groupingNote}</p>
      {copiesHair && (
        <>
          <ScrubSlider
            label={t.hairTurn}
            value={fill.hairTurnDeg ?? 0}
            min={-90}
            max={90}
            step={1}
            unit="°"
            initial={0}
            {...edits.hairTurn}
          />
          <p className="note">{t.hairTurnNote}</p>
        </>
      )}
    </>
  )
}

function InkLies({ design, onChange }: { design: Design; onChange(preset: FillSettings['preset']): void }) {
  const { fill } = design
  const skin = useSkinTone(design)
  return (
    <>
      <h3 className="disclosed-title">{t.inkLies}</h3>
      <RadioGroup
        className="styles"
        aria-label={t.inkLies}
        orientation="horizontal"
        value={fill.preset}
        onChange={(value) => {
          const preset = inkPresets.find((name) => name === value)
          if (preset) onChange(preset)
        }}
      >
        {inkPresets.map((preset) => (
          <Radio key={preset} value={preset} className="style-card ink-card">
            {skin && <SkinPatch skin={skin} tone={fillTone({ ...fill, preset })} {...PATCH} />}
            <span className="style-name">{t.presets[preset].name}</span>
          </Radio>
        ))}
      </RadioGroup>
      <p className="note">{t.presets[fill.preset].note}</p>
    </>
  )
}
