import { useEffect } from 'react'
import { Check } from 'lucide-react'
import { useStore } from 'zustand'
import { isForeshortened, isGuessedScale, isScaled, scaleOnPhoto, scaleProblem } from '../../core/design/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { withScale } from '../../core/design/edits.ts'
import { isMeasured, scaleEvidence } from '../../core/design/scaleEvidence.ts'
import { edit } from '../../store/designActions.ts'
import { designStore } from '../../store/designStore.ts'
import { recallMeasures } from '../../store/knownMeasures.ts'
import { setStep } from '../../store/viewStore.ts'
import { number, percent } from '../shell/format.ts'
import { scaleStrings as t } from '../strings/scaleStrings.ts'
import { strings } from '../strings/strings.ts'
import { KnownLengths } from './KnownLengths.tsx'
import { Fact, PanelHead, Section } from './PanelParts.tsx'
import './scalePanel.css'

export function ScalePanel() {
  const design = useStore(designStore, (s) => s.design)
  const photoId = design?.photo.id
  useEffect(() => {
    if (photoId) void recallMeasures()
  }, [photoId])
  if (!design) return null
  if (design.scale.status === 'skipped') return <Skipped design={design} />
  return (
    <>
      <PanelHead title={t.title} />
      <KnownLengths design={design} />
      <Result design={design} />
      <Decision design={design} />
    </>
  )
}

function Result({ design }: { design: Design }) {
  const { scale, marks } = design
  const { mmPerPx, counted, disagreement, foreshortened } = scaleOnPhoto(design)
  const missing = !counted.some(isMeasured)
  const guessed = isGuessedScale(design)
  const problem = missing ? null : scaleProblem(scale, marks)
  return (
    <Section title={t.result}>
      <p className="result">{missing ? '–' : t.mmPerPx(number(mmPerPx.value, 3))}</p>
      <Fact name={t.error}>
        {missing
          ? '–'
          : guessed || foreshortened
            ? t.guessedError
            : t.plusMinus(percent(mmPerPx.high / mmPerPx.value - 1, 1))}
      </Fact>
      {counted.length > 1 && <Fact name={t.from}>{t.together(counted.map(({ source }) => t.chip[source]))}</Fact>}
      {problem ? (
        <p className="note warning" role="alert">
          {t.implausible(number(problem.faceCm))}
        </p>
      ) : disagreement !== null ? (
        <p className="note warning" role="alert">
          {t.disagree(percent(disagreement))}
        </p>
      ) : (
        <p className={guessed && !missing ? 'note warning' : 'note'}>{noteOf(design, guessed)}</p>
      )}
      {isForeshortened(design) && <p className="note warning">{t.turnedView}</p>}
    </Section>
  )
}

/** What is missing of the length in hand, else what its source is worth. */
function noteOf({ scale }: Design, guessed: boolean): string {
  if (scale.untold) return t.measureFirst
  if (scale.unplaced) return t.placeFirst
  return guessed ? t.guessed : t.notes[scale.source]
}

function Decision({ design }: { design: Design }) {
  const { scale } = design
  return (
    <Section>
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
          disabled={!scaleEvidence(scale).counted.some(isMeasured)}
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
