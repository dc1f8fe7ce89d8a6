import { useId, useState } from 'react'
import { ChevronRight } from 'lucide-react'
import { Radio, RadioGroup } from 'react-aria-components'
import { inkPresets, undertones, type Design, type FillSettings } from '../../../core/design/design.ts'
import { fillTone } from '../../../core/pigment/meanTone.ts'
import { strings } from '../../strings/strings.ts'
import { Segmented } from '../Segmented.tsx'
import { useSkinTone } from './ShadeLadder.tsx'
import { SkinPatch } from './SkinPatch.tsx'

const t = strings.dots
/** CSS px; near enough to see how sharp a dot is. */
const PATCH = { width: 84, height: 44, pxPerMm: 17, bareMm: -1 } as const

/** What few artists change: closed until asked for, and then says what it is set to. */
export function AdvancedInk(props: { design: Design; onChange(part: Partial<FillSettings>, label: string): void }) {
  const { design, onChange } = props
  const { fill } = design
  const [open, setOpen] = useState(false)
  const panel = useId()
  const set = [
    fill.undertone !== 'neutral' && t.undertones[fill.undertone],
    fill.preset !== 'healed' && t.presets[fill.preset].name,
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
        <div id={panel} className="disclosed">
          <div className="labelled">
            <span className="labelled-name">{t.undertone}</span>
            <Segmented
              label={t.undertone}
              value={fill.undertone}
              options={undertones.map((id) => ({ id, name: t.undertones[id] }))}
              onChange={(undertone) => onChange({ undertone }, strings.edits.undertone)}
            />
          </div>
          <InkLies design={design} onChange={(preset) => onChange({ preset }, strings.edits.preset)} />
        </div>
      )}
    </section>
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
