import { Check, Plus, X } from 'lucide-react'
import { Radio, RadioGroup } from 'react-aria-components'
import { useStore } from 'zustand'
import { isGuessedScale } from '../../core/design/calibration.ts'
import { scaleSources, type Design, type KnownLength, type Scale, type ScaleSource } from '../../core/design/design.ts'
import { withScale } from '../../core/design/edits.ts'
import { isMeasured } from '../../core/design/scaleEvidence.ts'
import { isKept, lengthOf, usualMm, withKept, withoutKept, withSource } from '../../core/design/scaleSources.ts'
import { edit } from '../../store/designActions.ts'
import { knownMeasures } from '../../store/knownMeasures.ts'
import { number } from '../shell/format.ts'
import { scaleStrings as t } from '../strings/scaleStrings.ts'
import { strings } from '../strings/strings.ts'
import { KnownField } from './KnownField.tsx'
import { Section } from './PanelParts.tsx'

/** What was measured by each source of a photo: looking at another source loses no points. */
const placed = new Map<string, KnownLength>()

/** The sources of a scale, one of them in hand: its length is typed here, its points are dragged on the photo. */
export function KnownLengths({ design }: { design: Design }) {
  const { scale, photo } = design
  const told = useStore(knownMeasures, (s) => (s.photoId === photo.id ? s.measures : null))
  const put = (next: Scale, label: string) => edit(withScale(design, next), label)

  const choose = (source: ScaleSource) => {
    if (source === scale.source) return
    placed.set(`${photo.id} ${scale.source}`, lengthOf(scale))
    const next = withSource(design, source, placed.get(`${photo.id} ${source}`), told?.get(source)?.mm)
    put(next, strings.edits.knownDistance)
  }

  const kept = (scale.also ?? []).length > 0
  const toldIn = told?.get(scale.source)
  return (
    <Section title={t.known}>
      <RadioGroup
        className="known"
        aria-label={t.known}
        value={scale.source}
        onChange={(value) => {
          const source = scaleSources.find((s) => s === value)
          if (source) choose(source)
        }}
      >
        {scaleSources.map((source) => (
          <div key={source} className="known-row" data-selected={source === scale.source || undefined}>
            <Radio value={source} className="known-radio">
              {isKept(scale, source) && <Check size={14} className="ok known-kept" aria-label={t.kept} />}
              {t.sources[source]}
            </Radio>
            {source === scale.source ? (
              <KnownField
                key={`${source} ${scale.untold}`}
                mm={scale.untold ? null : scale.knownMm}
                autoFocus={scale.untold === true}
                onEnter={(knownMm) => put({ ...scale, knownMm, untold: undefined }, strings.edits.knownDistance)}
              />
            ) : (
              <span className="known-value">{lengthText(source, scale, told?.get(source)?.mm)}</span>
            )}
            {isKept(scale, source) && (
              <button
                type="button"
                className="icon-button known-drop"
                aria-label={t.drop(t.sources[source])}
                onClick={() => put(withoutKept(scale, source), strings.edits.dropMeasure)}
              >
                <X size={14} aria-hidden="true" />
              </button>
            )}
          </div>
        ))}
      </RadioGroup>
      {toldIn && !scale.untold && toldIn.mm === scale.knownMm && (
        <p className="note">{t.measuredIn(strings.views[toldIn.view])}</p>
      )}
      {kept && isKept(scale, scale.source) && <p className="note">{t.anotherNote}</p>}
      {!isKept(scale, scale.source) && isMeasured(scale) && !isGuessedScale(design) && (
        <button
          type="button"
          className="button button-quiet known-another"
          onClick={() => put(withKept(scale), strings.edits.keepMeasure)}
        >
          <Plus size={16} aria-hidden="true" />
          {t.another}
        </button>
      )}
    </Section>
  )
}

/** What a source that is not in hand is, or would be, in millimetres. */
function lengthText(source: ScaleSource, scale: Scale, toldMm?: number): string {
  const counted = (scale.also ?? []).find((length) => length.source === source && !length.untold)
  const mm = counted?.knownMm ?? toldMm ?? usualMm(source)
  return mm === null ? t.enterMm : t.millimetres(number(mm, 1))
}
