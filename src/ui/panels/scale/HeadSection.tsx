import { isScaled } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { withEdgeHair, withHeadMeasured } from '../../../core/design/edits.ts'
import { fitOf, noHeadOf, poseOf, type NoHead } from '../../../core/design/head/head.ts'
import { isOutlineGuessed } from '../../../core/design/scale/marks.ts'
import type { HeadFit } from '../../../core/geometry/headFit.ts'
import { edgeHairs } from '../../../core/geometry/headPriors.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { aboutUnit, figureIn, lengthText, lengthUnit } from '../../shell/figures/length.ts'
import { headStrings as t } from '../../strings/headStrings.ts'
import { ChoiceRow } from '../ChoiceRow.tsx'
import { edgeHairNames, unsaidHair } from './headText.ts'
import { Fact, Section } from '../PanelParts.tsx'
import { SwitchRow } from '../SwitchRow.tsx'

/** The head that figures stand on: how well it fits, or why there is none. */
export function HeadSection({ design }: { design: Design }) {
  const { head } = design
  const problem = noHeadOf(design)
  const found = head && 'fit' in head.found ? head.found : null
  const measured = fitOf(design) !== null
  const isGuess = isOutlineGuessed(design.marks)
  const asksForHair = head?.on && !isGuess && !hasNoEdge(problem)
  return (
    <Section title={t.title}>
      <SwitchRow
        label={t.measure}
        on={head?.on ?? false}
        onChange={(on) => edit(withHeadMeasured(design, on), on ? t.edits.on : t.edits.off)}
      />
      <div role="status">
        <p className="note">{!head ? t.before : problem && head.on ? t.problems[problem] : measured ? t.on : t.off}</p>
      </div>
      {asksForHair && <EdgeHairChoice design={design} />}
      {found && measured && (
        <HeadFacts fit={found.fit} rmsShare={isGuess ? null : found.rmsShare} scaled={isScaled(design)} />
      )}
      {isGuess && <p className="note warning">{t.outlineGuessed}</p>}
      <p className="note">{asksForHair ? `${t.points} ${t.hair.above}` : t.points}</p>
    </Section>
  )
}

/** Whether there is no outline for hair to stand on. */
const hasNoEdge = (problem: NoHead | null): boolean =>
  problem === 'part' || problem === 'unchecked' || problem === 'noOutline'

/** The one thing about the outline that no photo tells. */
function EdgeHairChoice({ design }: { design: Design }) {
  const hair = design.head?.hair ?? 'unsaid'
  return (
    <>
      <ChoiceRow
        label={t.hair.label}
        value={hair}
        options={['unsaid', ...edgeHairs]}
        names={edgeHairNames()}
        onChange={(said) => edit(withEdgeHair(design, said === 'unsaid' ? null : said), t.hair.edit)}
      />
      {hair === 'unsaid' && <p className="note">{unsaidHair()}</p>}
    </>
  )
}

/**
 * Without a scale in use nothing is said in millimetres.
 * @param rmsShare null where the outline was not seen: how well it fits then says nothing
 */
function HeadFacts({ fit, rmsShare, scaled }: { fit: HeadFit; rmsShare: number | null; scaled: boolean }) {
  const { a, b, c } = fit.axes
  const { turned, bowed } = poseOf(fit)
  return (
    <>
      {rmsShare !== null && (
        <Fact name={t.rim}>
          {scaled ? t.rimOf(lengthText(rmsShare * 2 * a, 1), percent(rmsShare, 1)) : percent(rmsShare, 1)}
        </Fact>
      )}
      {scaled && (
        <Fact name={t.size}>
          {[2 * a, 2 * b, c].map((mm) => figureIn(aboutUnit(), mm)).join(' × ')}{' '}
          <span className="unit">{lengthUnit()}</span>
        </Fact>
      )}
      <Fact name={t.pose}>{t.poseOf(number(Math.round(turned) + 0), number(Math.round(bowed) + 0))}</Fact>
      <Fact name={t.areaBand}>{t.plusMinus(percent(fit.areaError))}</Fact>
      <Fact name={t.lengthBand}>{t.plusMinus(percent(fit.lengthError))}</Fact>
    </>
  )
}
