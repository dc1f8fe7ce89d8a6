import { useEffect } from 'react'
import { Check } from 'lucide-react'
import { useStore } from 'zustand'
import {
  isGuessedScale,
  isScaled,
  scaleOfLengths,
  scaleOnPhoto,
  scaleProblem,
  type ScaleProblem,
} from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { withScale } from '../../../core/design/edits.ts'
import type { PhotoView } from '../../../core/design/photoView.ts'
import { isMeasured, scaleEvidence } from '../../../core/design/scale/scaleEvidence.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { designStore } from '../../../store/designStore.ts'
import { recallMeasures, startWithKnownHead } from '../../../store/edits/knownMeasures.ts'
import { setStep } from '../../../store/viewStore.ts'
import { errorPercent, percent } from '../../shell/figures/format.ts'
import { perPxText, roughLength } from '../../shell/figures/length.ts'
import { guessSaid, lengthsSaid, sourceSaid } from '../../shell/figures/scaleSaid.ts'
import { scaleStrings as t } from '../../strings/scaleStrings.ts'
import { strings } from '../../strings/strings.ts'
import { ImportNotes } from '../photo/ImportNotes.tsx'
import { KnownLengths } from './KnownLengths.tsx'
import { Fact, PanelHead, Section } from '../PanelParts.tsx'
import './scalePanel.css'

export function ScalePanel() {
  const design = useStore(designStore, (s) => s.design)
  const photoId = design?.photo.id
  useEffect(() => {
    if (photoId) void recallMeasures().then(() => startWithKnownHead(headFrom))
  }, [photoId])
  if (!design) return null
  if (design.scale.status === 'skipped') return <Skipped design={design} />
  return (
    <>
      <PanelHead title={t.title} />
      <ImportNotes design={design} />
      <KnownLengths design={design} />
      <Result design={design} />
      <Decision design={design} />
    </>
  )
}

const headFrom = (view: PhotoView) => strings.edits.headFrom(strings.views[view])

/** Says why a scale cannot be used. */
const SCALE_PROBLEM = 'scale-problem'

function Result({ design }: { design: Design }) {
  const onPhoto = scaleOnPhoto(design)
  const { mmPerPx, counted, disagreement, foreshortened, head } = onPhoto
  const missing = !counted.some(isMeasured)
  const guessed = isGuessedScale(design)
  const problem = missing ? null : scaleProblem(design)
  return (
    <Section title={t.result}>
      <p className="result">{missing ? '–' : perPxText(mmPerPx.value)}</p>
      <Fact name={t.error}>
        {missing
          ? '–'
          : guessed || foreshortened
            ? t.guessedError
            : t.plusMinus(errorPercent(mmPerPx.high / mmPerPx.value - 1))}
      </Fact>
      {(counted.length > 1 || (head && !missing)) && <Fact name={t.from}>{sourceSaid(onPhoto)}</Fact>}
      {problem ? (
        <p className="note warning" role="alert" id={SCALE_PROBLEM}>
          {problemText(problem, foreshortened)}
        </p>
      ) : disagreement !== null ? (
        <p className="note warning" role="alert">
          {t.disagree(percent(disagreement))}
        </p>
      ) : (
        <p className={(guessed || foreshortened || head) && !missing ? 'note warning' : 'note'}>
          {noteOf(design, guessed)}
        </p>
      )}
    </Section>
  )
}

/** What is missing of the length in hand, else what its source is worth. */
function noteOf(design: Design, guessed: boolean): string {
  const { scale } = design
  if (scale.untold) return t.measureFirst
  if (scale.unplaced) return t.placeFirst
  if (guessed) return guessSaid(design)
  const onPhoto = scaleOnPhoto(design)
  if (onPhoto.foreshortened) return t.turnedView
  if (onPhoto.head) return lengthsSaid(onPhoto)
  const note = t.notes[scale.source]
  return scaleOfLengths(design).foreshortened ? `${note} ${t.turnedOnHead}` : note
}

function problemText({ part, cm }: ScaleProblem, foreshortened: boolean): string {
  const said = roughLength(cm * 10)
  if (part === 'head') return t.implausibleHead(said)
  return foreshortened ? t.implausibleTurned(said) : t.implausible(said)
}

function Decision({ design }: { design: Design }) {
  const { scale, marks } = design
  // By marks that nobody has looked at no scale is refused.
  const refused = scaleProblem(design) !== null && (marks.checked || scaleOnPhoto(design).foreshortened)
  return (
    <Section decides>
      {isScaled(design) ? (
        <p className="in-use">
          <Check size={16} className="ok" aria-hidden="true" />
          {t.inUse}
        </p>
      ) : (
        <button
          type="button"
          className="button button-solid button-wide"
          data-coach="scale"
          disabled={!scaleEvidence(scale).counted.some(isMeasured) || refused}
          aria-describedby={SCALE_PROBLEM}
          onClick={() => {
            edit(withScale(design, { ...scale, status: 'used' }), strings.edits.useScale)
            setStep('hairline')
          }}
        >
          {t.use}
        </button>
      )}
      <button
        type="button"
        className="button button-quiet button-wide"
        onClick={() => {
          edit(withScale(design, { ...scale, status: 'skipped' }), strings.edits.withoutScale)
          setStep('hairline')
        }}
      >
        {t.without}
      </button>
    </Section>
  )
}

function Skipped({ design }: { design: Design }) {
  return (
    <>
      <PanelHead title={t.title} />
      <Section>
        <p className="note">{t.none}</p>
        <button
          type="button"
          className="button button-solid button-wide"
          onClick={() => edit(withScale(design, { ...design.scale, status: 'proposed' }), strings.edits.setScale)}
        >
          {t.set}
        </button>
      </Section>
    </>
  )
}
