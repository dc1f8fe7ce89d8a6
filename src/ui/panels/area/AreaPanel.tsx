import { memo } from 'react'
import { useStore } from 'zustand'
import { behindHairline, hasArea } from '../../../core/design/areas/area.ts'
import { areaSlots } from '../../../core/design/areas/areas.ts'
import { isCovered } from '../../../core/design/layers.ts'
import { isScaled, isGuessedScale } from '../../../core/design/scale/calibration.ts'
import { areaRoles, takesDots, type AreaDesign, type AreaRole, type Design } from '../../../core/design/design.ts'
import { fitOf } from '../../../core/design/head/head.ts'
import { defaultFill } from '../../../core/design/newDesign.ts'
import { presentPerCm2, roles, targetPerCm2 } from '../../../core/fill/roles.ts'
import type { Band } from '../../../core/geometry/points.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { committedDesign, designStore } from '../../../store/designStore.ts'
import { countedDots } from '../../../store/dots/finishedPictures.ts'
import { jobsStore } from '../../../store/jobsStore.ts'
import { setTool, setView, viewStore } from '../../../store/viewStore.ts'
import { areaText, countText, aboutWhere } from '../../shell/figures/bandText.ts'
import { run } from '../../shell/commands/commands.ts'
import { about, number } from '../../shell/figures/format.ts'
import { areaStrings } from '../../strings/areaStrings.ts'
import { headStrings } from '../../strings/headStrings.ts'
import { strings } from '../../strings/strings.ts'
import { AreaList, NewArea } from './AreaList.tsx'
import { AreaRows } from './AreaRows.tsx'
import { BesideHead } from './BesideHead.tsx'
import { ChoiceRow } from '../ChoiceRow.tsx'
import { designEdit } from '../editDesign.ts'
import { BrushSize } from './BrushSize.tsx'
import { DrawTool } from './DrawTool.tsx'
import { betterView, flatBecause } from '../scale/headText.ts'
import { FigureDoubts } from '../dots/FigureDoubts.tsx'
import { LeaveOut } from './LeaveOut.tsx'
import { OverlayEye } from '../layers/OverlayEye.tsx'
import { PanelHead, Section } from '../PanelParts.tsx'
import { ScrubSlider } from '../ScrubSlider.tsx'
import { Segmented } from '../Segmented.tsx'
import { ShapeArea } from './ShapeArea.tsx'
import { SpokenArea, StrokeReadout } from './StrokeReadout.tsx'
import { SwitchRow } from '../SwitchRow.tsx'
import { WhyArea } from '../scale/WhyBand.tsx'
import './areaPanel.css'

const t = strings.area
const areaTools = ['brush', 'lasso', 'eraser', 'exclude', 'density'] as const
const densityInks = ['more', 'less'] as const
/** Hairs per cm2 where dots still go between them; a whole scalp has about 120 (simulation-model 1). */
const MOST_PRESENT = 200
/** As wide as most counts are; never seen. */
const LIKELY: Band = { value: 20_000, low: 15_000, high: 25_000 }

export function AreaPanel() {
  const design = useStore(designStore, committedDesign)
  const measured = useStore(jobsStore, (s) => s.measure)
  const drawn = useStore(jobsStore, (s) => s.fillResult)
  if (!design) return null
  const measure = measured && { ...measured, ...(drawn && drawnOf(design)) }
  const scaled = isScaled(design)
  const nothing = !hasArea(design)
  const onHead = fitOf(design) !== null
  return (
    <>
      <PanelHead title={t.title}>
        <OverlayEye />
      </PanelHead>
      <Tools inside={behindHairline(design) !== null} />
      <Section title={t.areas} aside={<NewArea design={design} />}>
        <AreaList design={design} measure={scaled ? measure : null} />
        <Role design={design} scaled={scaled} />
        <AreaRows design={design} measure={measure} />
        {/* Its lines are kept until it is measured: what lies below must not go from under a hand. */}
        {scaled && !nothing && (
          <>
            <div className="fact fact-total">
              <span className="fact-name">{totalName(design)}</span>
              <span className="fact-value">
                <StrokeReadout />
                <span>{measure ? totalOf(design, measure.areaCm2) : '–'}</span>
              </span>
            </div>
            <p className={measure ? 'note' : 'note unmeasured'}>
              {onHead
                ? [headStrings.onHead, betterView(design)].join(' ')
                : t.totalNote(measure ? number(measure.areaCm2.value) : '–', flatBecause(design))}
            </p>
            <FigureDoubts design={design} />
            <BesideHead design={design} />
            {onHead && <WhyArea design={design} cm2={measure?.areaCm2 ?? null} />}
          </>
        )}
        <SpokenArea scaled={scaled} area={scaled && measure && !nothing ? totalSpoken(design, measure.areaCm2) : ''} />
        {nothing && <p className="note">{t.empty}</p>}
        <LeaveOut scaled={scaled} nothing={nothing} />
      </Section>
      <ShapeArea design={design} scaled={scaled} nothing={nothing && !isCovered(design.area)} />
      <OverlayStrength />
      <Section>
        <button
          type="button"
          className="button button-solid button-wide"
          disabled={nothing}
          data-coach="fill"
          onClick={() => run('fill')}
        >
          {t.fill}
        </button>
        {/* Its lines are kept until it is measured: they would push the button from under the finger. */}
        {scaled && !nothing && (
          <p className={measure ? 'note' : 'note unmeasured'}>{aboutFill(design, measure?.dots ?? LIKELY)}</p>
        )}
      </Section>
    </>
  )
}

/** What is in hand: none of it is drawn anew when a stroke ends. */
const Tools = memo(function Tools({ inside }: { inside: boolean }) {
  const tool = useStore(viewStore, (s) => s.tool)
  const feather = useStore(viewStore, (s) => s.feather)
  const pressureSize = useStore(viewStore, (s) => s.pressureSize)
  const insideHairline = useStore(viewStore, (s) => s.insideHairline)
  const lessDensity = useStore(viewStore, (s) => s.lessDensity)
  return (
    <Section>
      <DrawTool label={t.tool} tools={areaTools} onChange={setTool} />
      {tool === 'density' && (
        <Segmented
          label={t.densityPaint}
          value={lessDensity ? 'less' : 'more'}
          options={densityInks.map((id) => ({ id, name: t[id] }))}
          onChange={(id) => setView({ lessDensity: id === 'less' })}
        />
      )}
      <BrushSize />
      <ScrubSlider
        label={t.feather}
        value={feather * 100}
        min={0}
        max={100}
        step={1}
        unit="%"
        initial={35}
        onShow={(v) => setView({ feather: v / 100 })}
        onCommit={(v) => setView({ feather: v / 100 })}
      />
      <SwitchRow label={t.pressure} on={pressureSize} onChange={(on) => setView({ pressureSize: on })} />
      {inside && <SwitchRow label={t.inside} on={insideHairline} onChange={(on) => setView({ insideHairline: on })} />}
    </Section>
  )
})

const OverlayStrength = memo(function OverlayStrength() {
  const overlay = useStore(viewStore, (s) => s.overlayStrength)
  return (
    <Section
      title={t.overlay}
      aside={
        <span className="section-aside keyboard-hint">
          {t.hold} <kbd className="key">O</kbd>
        </span>
      }
    >
      <ScrubSlider
        label={t.strength}
        value={overlay * 100}
        min={0}
        max={60}
        step={1}
        unit="%"
        initial={26}
        onShow={(v) => setView({ overlayStrength: v / 100 })}
        onCommit={(v) => setView({ overlayStrength: v / 100 })}
      />
    </Section>
  )
})

/** What was counted where the dots are drawn: one figure here and in the step that shows them. Null where there is none. */
function drawnOf(design: Design): { readonly dots: Band } | null {
  const dots = design.fill.filled ? countedDots(design) : null
  return dots && { dots }
}

/** What the area is to the artist, and the hair that the dots go between. */
function Role({ design, scaled }: { design: Design; scaled: boolean }) {
  const { area } = design
  /** Without a scale the slider runs in percent of the usual density, and no count is said aloud. */
  const perUnit = scaled ? 1 : defaultFill.densityPerCm2 / 100
  const covered = takesDots(area.role) && presentPerCm2(design) >= targetPerCm2(design)
  return (
    <>
      <ChoiceRow label={t.role} value={area.role} options={rolesFor(area)} names={t.roles} onChange={treatAs} />
      <p className="note">{t.roleNotes[area.role]}</p>
      {roles[area.role].betweenHairs && (
        <ScrubSlider
          label={t.present}
          value={area.presentPerCm2 / perUnit}
          min={0}
          max={Math.round(MOST_PRESENT / perUnit)}
          step={1}
          unit={scaled ? '/cm²' : ''}
          words={scaled ? undefined : presentWord(area.presentPerCm2)}
          initial={0}
          {...designEdit(strings.edits.change(t.present), (base, v) => ({
            ...base,
            area: { ...base.area, presentPerCm2: v * perUnit },
          }))}
        />
      )}
      {covered && <p className="note">{t.presentCovers}</p>}
    </>
  )
}

/** What is proposed is where dots go: where none are to go is painted. */
const rolesFor = ({ proposed, role }: AreaDesign): readonly AreaRole[] =>
  proposed ? areaRoles.filter((each) => takesDots(each) || each === role) : areaRoles

const presentWord = (perCm2: number): string => {
  const { none, sparse, medium, dense } = t.presentWords
  return perCm2 === 0 ? none : perCm2 < 60 ? sparse : perCm2 < 110 ? medium : dense
}

/** What the total is of. */
const totalName = (design: Design): string => {
  if (!design.areas) return t.total
  return areaSlots(design).every(({ area }) => takesDots((area ?? design.area).role))
    ? areaStrings.allAreas
    : areaStrings.dottedAreas
}

/** The same for ears: only a flat photo shows less than there is. */
function totalSpoken(design: Design, areaCm2: Band): string {
  const { area, areaAtLeast } = areaStrings.stroke
  return fitOf(design)
    ? area(aboutWhere(isGuessedScale(design), areaText(areaCm2)))
    : areaAtLeast(number(areaCm2.value))
}

function totalOf(design: Design, areaCm2: Band): string {
  return fitOf(design)
    ? t.totalBand(aboutWhere(isGuessedScale(design), areaText(areaCm2)))
    : t.totalCm2(number(areaCm2.value))
}

/** How many dots or hairs the area asks for. */
function aboutFill(design: Design, asked: Band): string {
  const marks = fitOf(design)
    ? aboutWhere(isGuessedScale(design), countText(asked))
    : t.aboutFlat(number(about(asked.value)))
  if (design.areas) return t.aboutAll(marks)
  const density = number(Math.max(0, targetPerCm2(design) - presentPerCm2(design)))
  return roles[design.area.role].marks === 'units' ? t.aboutHairs(marks, density) : t.about(marks, density)
}

function treatAs(role: AreaRole): void {
  const { design } = designStore.getState()
  if (design) edit({ ...design, area: { ...design.area, role } }, t.edits.role(t.roles[role]))
}
