import { useRef, useState } from 'react'
import { Check, ChevronDown, Plus } from 'lucide-react'
import { Radio, RadioGroup } from 'react-aria-components'
import { useStore } from 'zustand'
import { isGuessedScale, showsLength } from '../../core/design/calibration.ts'
import { scaleSources, type Design, type KnownLength, type Scale, type ScaleSource } from '../../core/design/design.ts'
import { withScale } from '../../core/design/edits.ts'
import { viewOf } from '../../core/design/photoView.ts'
import { isMeasured } from '../../core/design/scaleEvidence.ts'
import { isKept, lengthOf, usualMm, withKept, withoutKept, withSource } from '../../core/design/scaleSources.ts'
import { edit } from '../../store/designActions.ts'
import { knownMeasures } from '../../store/knownMeasures.ts'
import { number } from '../shell/format.ts'
import { scaleStrings as t } from '../strings/scaleStrings.ts'
import { strings } from '../strings/strings.ts'
import { FindFaceButton, FoundFace } from './FindFace.tsx'
import { KnownField } from './KnownField.tsx'
import { Section } from './PanelParts.tsx'

/** What was measured by each source of a photo: looking at another source loses no points. */
const placed = new Map<string, KnownLength>()

/** Seldom at hand: they show once they are asked for, or measured. */
const seldom: readonly ScaleSource[] = ['sticker', 'hairline', 'iris']

/** The sources of a scale, one of them in hand: its length is typed here, its points are dragged on the photo. */
export function KnownLengths({ design }: { design: Design }) {
  const { scale, photo } = design
  const told = useStore(knownMeasures, (s) => (s.photoId === photo.id ? s.measures : null))
  const put = (next: Scale, label: string) => edit(withScale(design, next), label)

  const choose = (source: ScaleSource) => {
    if (source === scale.source) return
    placed.set(`${photo.id} ${scale.source}`, lengthOf(scale))
    const toldMm = told?.get(source)?.mm
    const before = placed.get(`${photo.id} ${source}`)
    const next = withSource(design, source, before?.untold && toldMm ? undefined : before, toldMm)
    put(next, strings.edits.knownDistance)
  }

  const group = useRef<HTMLDivElement>(null)
  /** For a button that goes with what it did. */
  const focusSource = () => group.current?.querySelector<HTMLElement>('input:checked')?.focus()
  const [all, setAll] = useState(false)
  const shown = scaleSources.filter(
    (source) => all || !seldom.includes(source) || source === scale.source || isKept(scale, source),
  )
  /** The patient's own measures that other views know and this one could be measured by. */
  const offered = [...(told ?? [])].filter(
    ([source]) =>
      showsLength(photo, source) && !isKept(scale, source) && (source !== scale.source || scale.untold === true),
  )
  const take = (source: ScaleSource, mm: number) => {
    if (source !== scale.source) return choose(source)
    return put({ ...scale, knownMm: mm, untold: undefined }, strings.edits.knownDistance)
  }
  const keptInHand = isKept(scale, scale.source)
  const toldIn = told?.get(scale.source)
  return (
    <Section title={t.known} aside={viewOf(design) === 'frontal' && <FindFaceButton />}>
      <FoundFace photoId={photo.id} />
      <RadioGroup
        ref={group}
        className="known"
        aria-label={t.known}
        value={scale.source}
        onChange={(value) => {
          const source = scaleSources.find((s) => s === value)
          if (source) choose(source)
        }}
      >
        {shown.map((source) => (
          <div key={source} className="known-row" data-selected={source === scale.source || undefined}>
            <Radio value={source} className="known-radio">
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
            {source !== scale.source && isKept(scale, source) && (
              <button
                type="button"
                className="icon-button known-kept"
                aria-pressed={true}
                aria-label={t.counts(t.sources[source])}
                onClick={() => {
                  put(withoutKept(scale, source), strings.edits.dropMeasure)
                  focusSource()
                }}
              >
                <Check size={16} aria-hidden="true" />
              </button>
            )}
          </div>
        ))}
      </RadioGroup>
      {toldIn && !scale.untold && toldIn.mm === scale.knownMm && (
        <p className="note">{t.measuredIn(strings.views[toldIn.view])}</p>
      )}
      {keptInHand && <p className="note">{t.anotherNote}</p>}
      {offered.map(([source, { mm, view }]) => (
        <button
          key={source}
          type="button"
          className="button button-wide told"
          onClick={() => {
            take(source, mm)
            focusSource()
          }}
        >
          {t.useTold(number(mm, 1), acrossOf(source), strings.views[view])}
        </button>
      ))}
      <div className="known-more">
        {!keptInHand && isMeasured(scale) && !isGuessedScale(design) && (
          <button
            type="button"
            className="button button-quiet"
            onClick={() => {
              put(withKept(scale), strings.edits.keepMeasure)
              focusSource()
            }}
          >
            <Plus size={16} aria-hidden="true" />
            {t.another}
          </button>
        )}
        {(all || shown.length < scaleSources.length) && (
          <button type="button" className="button button-quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {t.more}
            <ChevronDown size={16} className="known-chevron" aria-hidden="true" />
          </button>
        )}
      </div>
    </Section>
  )
}

const acrossOf = (source: ScaleSource): string => {
  const across: Partial<Record<ScaleSource, string>> = t.across
  return across[source] ?? t.chip[source]
}

/** What a source that is not in hand is, or would be, in millimetres. */
function lengthText(source: ScaleSource, scale: Scale, toldMm?: number): string {
  const counted = (scale.also ?? []).find((length) => length.source === source && !length.untold)
  const mm = counted?.knownMm ?? toldMm ?? usualMm(source)
  return mm === null ? t.enterMm : t.millimetres(number(mm, 1))
}
