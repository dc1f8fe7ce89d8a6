import { Dices } from 'lucide-react'
import { memo } from 'react'
import { useStore } from 'zustand'
import { isScaled } from '../../../core/design/scale/calibration.ts'
import type { Design, FillSettings, SittingNumber } from '../../../core/design/design.ts'
import { isTooSmallForDots } from '../../../core/design/scale/marks.ts'
import { defaultFill } from '../../../core/design/newDesign.ts'
import { roles } from '../../../core/fill/roles.ts'
import { shades, widthSeenMm } from '../../../core/pigment/pigment.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { committedDesign, designStore } from '../../../store/designStore.ts'
import { jobsStore } from '../../../store/jobsStore.ts'
import { CommandButton } from '../../shell/commands/CommandButton.tsx'
import { command } from '../../shell/commands/commands.ts'
import { number } from '../../shell/figures/format.ts'
import { strings } from '../../strings/strings.ts'
import { designEdit, withFill } from '../editDesign.ts'
import { AdvancedInk } from './AdvancedInk.tsx'
import { AgeingChoices } from './AgeingChoices.tsx'
import { FillState } from './FillState.tsx'
import { LaterHair } from '../hairline/LaterHair.tsx'
import { HelmetNote } from './HelmetNote.tsx'
import { MatchButton, MatchNative } from './MatchNative.tsx'
import { OverlayEye } from '../layers/OverlayEye.tsx'
import { PanelHead, Section } from '../PanelParts.tsx'
import { ScrubSlider, type ScrubSliderProps } from '../ScrubSlider.tsx'
import { Segmented } from '../Segmented.tsx'
import { ShadeLadder } from './ShadeLadder.tsx'
import { TimeControl, TimeNotes } from './TimeControl.tsx'
import { momentName } from './timeText.ts'

const t = strings.dots
/** simulation-model 1. */
const DENSITY = { min: 40, max: 320 } as const
const sittings: readonly SittingNumber[] = [1, 2, 3]

export function DotsPanel() {
  const design = useStore(designStore, (s) => s.design)
  const before = useStore(designStore, committedDesign)
  if (!design || !before) return null
  const { fill } = design
  return (
    <>
      <PanelHead title={t.title}>
        <OverlayEye />
        <CommandButton command={command('dice')}>
          <Dices aria-hidden="true" />
        </CommandButton>
      </PanelHead>
      <FillState design={design} />
      <div className="ink-and-shade">
        <Section title={t.follicles}>
          <div className="ink-sliders">
            <Follicles design={design} />
          </div>
          {isTooSmallForDots(design) && <p className="note">{strings.photo.lowDetailDots}</p>}
        </Section>
        <Shades design={before} />
      </div>
      <HelmetLine design={design} />
      {/* What a patient asks to see stays in sight, however much there is to set before it; what is said of it follows. */}
      <Section title={t.appearance} aside={<Sittings sitting={fill.sitting} />}>
        <Moments moment={fill.moment} ageing={fill.ageing} />
      </Section>
      <Section>
        <TimeNotes moment={fill.moment} ageing={fill.ageing} />
      </Section>
      <Years design={before} />
      <AdvancedInk design={before} live={design} onChange={change} />
    </>
  )
}

// What a hand does not move is not drawn with it, and what only follows from it once the hand lets go: drawn with each move,
// it would hold up the picture.

const Shades = memo(function Shades({ design }: { design: Design }) {
  return (
    <Section
      title={t.shade}
      aside={
        <>
          <span className="section-chosen">{shades[design.fill.shade]?.name}</span>
          <MatchButton />
        </>
      }
    >
      <ShadeLadder design={design} onChange={change} />
      <MatchNative design={design} />
    </Section>
  )
})

const Years = memo(function Years({ design }: { design: Design }) {
  return (
    <>
      <Section title={strings.time.ageing}>
        <AgeingChoices fill={design.fill} onChange={change} />
      </Section>
      <LaterHair design={design} />
    </>
  )
})

const Sittings = memo(function Sittings({ sitting }: { sitting: SittingNumber }) {
  return (
    <Segmented
      label={t.sitting}
      value={`${sitting}`}
      options={sittings.map((n) => ({
        id: `${n}`,
        name: t.sittingOf(`${n}`),
        content: n === 1 ? t.sittingOf('1') : `${n}`,
      }))}
      onChange={(id) => {
        const sitting = sittings.find((n) => `${n}` === id)
        if (sitting) change({ sitting }, strings.edits.sitting)
      }}
    />
  )
})

const Moments = memo(function Moments({ moment, ageing }: Pick<FillSettings, 'moment' | 'ageing'>) {
  return (
    <TimeControl
      label={strings.time.shown}
      moment={moment}
      ageing={ageing}
      {...designEdit(strings.edits.moment, (base, moment) => withFill(base, { moment }))}
    />
  )
})

interface InkSliderProps extends Omit<ScrubSliderProps, 'onShow' | 'onCommit' | 'onCancel'> {
  readonly field: 'densityPerCm2' | 'dotSizeMm' | 'softness' | 'sizeVariation'
  /** Of the field, one step of the slider's unit. */
  readonly per?: number
}

/** A slider of one figure of the ink. */
const InkSlider = memo(function InkSlider({ field, per = 1, ...shown }: InkSliderProps) {
  const edits = designEdit(strings.edits.change(shown.label), (base, v) => withFill(base, { [field]: v * per }))
  return <ScrubSlider {...shown} {...edits} />
})

function Follicles({ design }: { design: Design }) {
  const { fill } = design
  const scaled = isScaled(design)
  /** Without a scale the slider runs in percent of the usual density, and no count is said aloud. */
  const perDensity = scaled ? 1 : defaultFill.densityPerCm2 / 100
  const role = roles[design.area.role]
  return (
    <>
      {role.target === 'native' && fill.match ? (
        <p className="note">{t.densityOfHair}</p>
      ) : (
        <InkSlider
          label={t.density}
          value={fill.densityPerCm2 / perDensity}
          min={Math.round(DENSITY.min / perDensity)}
          max={Math.round(DENSITY.max / perDensity)}
          step={1}
          unit={scaled ? '/cm²' : ''}
          words={scaled ? undefined : densityWord(fill.densityPerCm2)}
          initial={defaultFill.densityPerCm2 / perDensity}
          field="densityPerCm2"
          per={perDensity}
        />
      )}
      {scaled ? (
        <InkSlider
          label={t.dotSize}
          value={fill.dotSizeMm}
          min={0.08}
          max={0.2}
          step={0.01}
          digits={2}
          unit="mm"
          alwaysMm
          initial={defaultFill.dotSizeMm}
          aside={t.seen(
            momentName(fill.moment),
            number(widthSeenMm({ ...fill, dotSizeMm: fill.dotSizeMm * role.dotSizeFactor }), 2),
          )}
          field="dotSizeMm"
        />
      ) : (
        <InkSlider
          label={t.dotSize}
          value={(fill.dotSizeMm / defaultFill.dotSizeMm) * 100}
          min={67}
          max={167}
          step={1}
          unit="%"
          initial={100}
          field="dotSizeMm"
          per={defaultFill.dotSizeMm / 100}
        />
      )}
      <InkSlider
        label={t.softness}
        value={fill.softness * 100}
        min={0}
        max={100}
        step={1}
        unit="%"
        initial={defaultFill.softness * 100}
        field="softness"
        per={0.01}
      />
      <InkSlider
        label={t.variation}
        value={fill.sizeVariation * 100}
        min={0}
        max={50}
        step={1}
        unit="%"
        initial={defaultFill.sizeVariation * 100}
        field="sizeVariation"
        per={0.01}
      />
    </>
  )
}

/** Below all that sets the ink: no slider and no shade moves from under a hand when it comes. */
function HelmetLine({ design }: { design: Design }) {
  const helmet = useStore(jobsStore, (s) => (s.fill ? null : s.helmet))
  return helmet && <HelmetNote design={design} figures={helmet} />
}

const densityWord = (perCm2: number): string =>
  perCm2 < 110 ? t.densityWords.light : perCm2 < 190 ? t.densityWords.medium : t.densityWords.full

function change(part: Partial<FillSettings>, label: string): void {
  const { design } = designStore.getState()
  if (design) edit(withFill(design, part), label)
}
