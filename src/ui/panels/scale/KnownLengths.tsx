import { useMemo, useRef, useState } from 'react'
import { Check, ChevronDown, Plus } from 'lucide-react'
import { Radio, RadioGroup } from 'react-aria-components'
import { useStore } from 'zustand'
import { isGuessedScale, showsLength, suitsView } from '../../../core/design/scale/calibration.ts'
import { scaleSources, type Design, type Scale, type ScaleSource } from '../../../core/design/design.ts'
import { withScale } from '../../../core/design/edits.ts'
import { viewOf } from '../../../core/design/photoView.ts'
import { isMeasured } from '../../../core/design/scale/scaleEvidence.ts'
import {
  isKept,
  measuredBefore,
  usualMm,
  withKept,
  withoutKept,
  withSource,
} from '../../../core/design/scale/scaleSources.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { designStore } from '../../../store/designStore.ts'
import { knownMeasures, withToldSource, type KnownMeasure } from '../../../store/edits/knownMeasures.ts'
import { date } from '../../shell/figures/format.ts'
import { lengthText, lengthUnit, unitName } from '../../shell/figures/length.ts'
import { scaleStrings as t } from '../../strings/scaleStrings.ts'
import { strings } from '../../strings/strings.ts'
import { FindFaceButton, FoundFace } from '../photo/FindFace.tsx'
import { KnownField } from './KnownField.tsx'
import { Section } from '../PanelParts.tsx'

/** Seldom at hand: they show once they are asked for, or measured. */
const seldom: readonly ScaleSource[] = ['sticker', 'hairline', 'iris']

/** The sources of a scale, one of them in hand: its length is typed here, its points are dragged on the photo. */
export function KnownLengths({ design }: { design: Design }) {
  const { scale, photo } = design
  const told = useStore(knownMeasures, (s) => (s.photoId === photo.id ? s.measures : null))
  const put = (next: Scale, label: string) => edit(withScale(design, next), label)

  /** Looking at another source loses no points: what was measured by one is in the history. */
  const history = useStore(designStore, (s) => s.history)
  const before = useMemo(() => {
    const designs = history?.entries.slice(0, history.at + 1).map((entry) => entry.design) ?? []
    return (source: ScaleSource) => measuredBefore(designs, source)
  }, [history])
  /** What is known of the patient, where this photo can be measured by it. */
  const toldOf = (source: ScaleSource) => (showsLength(design, source) ? told?.get(source)?.mm : undefined)

  const choose = (source: ScaleSource) => {
    if (source === scale.source) return
    const toldMm = toldOf(source)
    const known = before(source)
    const usable = known && !(known.untold && toldMm) ? known : undefined
    const measure = told?.get(source)
    const next =
      usable || !measure || !toldMm
        ? withSource(design, source, usable, toldMm)
        : withToldSource(design, source, measure)
    put(next, strings.edits.knownDistance)
  }

  const group = useRef<HTMLDivElement>(null)
  /** For a button that goes with what it did. */
  const focusSource = () => group.current?.querySelector<HTMLElement>('input:checked')?.focus()
  const [all, setAll] = useState(false)
  const isAtHand = (source: ScaleSource) =>
    source === scale.source ||
    isKept(scale, source) ||
    (suitsView(photo, source) && (before(source) !== null || told?.has(source) === true))
  const shown = scaleSources.filter(
    (source) =>
      isAtHand(source) || (suitsView(photo, source) && source !== 'head' && (all || !seldom.includes(source))),
  )
  /** The patient's own measures that other views know and this one could be measured by. */
  const offered = [...(told ?? [])].filter(
    ([source]) =>
      suitsView(photo, source) &&
      showsLength(design, source) &&
      !isKept(scale, source) &&
      (source !== scale.source || scale.untold === true),
  )
  const take = (source: ScaleSource, mm: number) => {
    if (source !== scale.source) return choose(source)
    return put({ ...scale, knownMm: mm, untold: undefined }, strings.edits.knownDistance)
  }
  const keptInHand = isKept(scale, scale.source)
  const toldIn = told?.get(scale.source)
  return (
    <Section title={t.known} aside={viewOf(design) === 'frontal' && <FindFaceButton />}>
      <FoundFace photoId={photo.id} onMoved={focusSource} />
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
              <span className="known-value">{lengthOf(source, scale, before(source)?.knownMm ?? toldOf(source))}</span>
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
        <p className="note">{t.measuredIn(takenIn(toldIn))}</p>
      )}
      {keptInHand && <p className="note">{t.anotherNote}</p>}
      {offered.map(([source, measure]) => (
        <button
          key={source}
          type="button"
          className="button button-wide told"
          onClick={() => {
            take(source, measure.mm)
            focusSource()
          }}
        >
          {t.useTold(lengthText(measure.mm, 1), acrossOf(source), takenIn(measure))}
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
        {(all || seldom.some((source) => suitsView(photo, source) && !shown.includes(source))) && (
          <button type="button" className="button button-quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {t.more}
            <ChevronDown size={16} className="known-chevron" aria-hidden="true" />
          </button>
        )}
      </div>
    </Section>
  )
}

/** Where, and at an earlier visit when, a measure was taken. */
const takenIn = ({ view, date: of }: KnownMeasure): string =>
  of === undefined ? strings.views[view] : t.atVisit(strings.views[view], date(of))

const acrossOf = (source: ScaleSource): string => {
  const across: Partial<Record<ScaleSource, string>> = t.across
  return across[source] ?? t.chip[source]
}

/** What a source that is not in hand is, or would be. */
function lengthOf(source: ScaleSource, scale: Scale, toldMm?: number): string {
  const counted = (scale.also ?? []).find((length) => length.source === source && !length.untold)
  const mm = counted?.knownMm ?? toldMm ?? usualMm(source)
  return mm === null ? t.enter(unitName(lengthUnit())) : lengthText(mm, 1)
}
