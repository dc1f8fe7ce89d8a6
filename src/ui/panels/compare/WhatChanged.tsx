import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { whatChanged, type Change, type ChangedChoice, type ChangedFigure } from '../../../core/design/whatChanged.ts'
import { compareStore } from '../../../store/compare/compareStore.ts'
import { areaText, countText, lengthBandText } from '../../shell/figures/bandText.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { aboutUnit, figureIn, lengthFigure, lengthUnit } from '../../shell/figures/length.ts'
import { compareStrings as t } from '../../strings/compareStrings.ts'
import { hairLossStrings } from '../../strings/hairLossStrings.ts'
import { itemName, useComparables } from './comparedItems.ts'
import { momentName } from '../dots/timeText.ts'
import './whatChanged.css'

/** What B's design has that A's has not, as a list; only where both are snapshots. */
export function WhatChanged() {
  const a = useStore(compareStore, (s) => s.a)
  const b = useStore(compareStore, (s) => s.b)
  const comparables = useComparables()
  const [from, to] = [a, b].map((item) => comparables.snapshots.find((s) => s.id === item))
  if (!from || !to || a === b) return null
  return (
    <DialogTrigger>
      <Button className="strip-action">{t.whatChanged}</Button>
      <Popover className="popover what-changed-list" placement="top end" offset={6}>
        <Dialog aria-label={t.whatChanged}>
          <h2 className="section-title">{t.whatChanged}</h2>
          <ChangeTable changes={whatChanged(from, to)} names={[itemName(a, comparables), itemName(b, comparables)]} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function ChangeTable({ changes, names }: { changes: readonly Change[]; names: readonly [string, string] | string[] }) {
  if (changes.length === 0) return <p className="note">{t.nothingChanged}</p>
  return (
    <>
      <table className="changes">
        <thead>
          <tr>
            <th scope="col">{t.parameter}</th>
            {names.map((name, i) => (
              <th key={i} scope="col">
                <span className="compare-letter">{'AB'[i]}</span> {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.name}>
              <th scope="row">{nameOf(change)}</th>
              {change.kind === 'thing' ? (
                <td colSpan={2} className="changes-thing">
                  {t.changed}
                </td>
              ) : (
                <>
                  <td>{valueOf(change, 'from')}</td>
                  <td>{valueOf(change, 'to')}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {changes.some(hasNoBand) && <p className="note">{t.noBand}</p>}
    </>
  )
}

const hasNoBand = (change: Change): boolean =>
  change.kind === 'figure' && approximate.has(change.name) && !(change.bands?.from && change.bands.to)

function nameOf(change: Change): string {
  switch (change.kind) {
    case 'figure':
      return t.figures[change.name]
    case 'choice':
      return t.choices[change.name]
    case 'thing':
      return t.things[change.name]
  }
}

function valueOf(change: Exclude<Change, { kind: 'thing' }>, end: 'from' | 'to'): string {
  return change.kind === 'figure' ? figureText(change, end) : choiceText(change, end)
}

const shares: ReadonlySet<ChangedFigure> = new Set(['irregularity', 'softness', 'sizeVariation'])
const digits: Partial<Record<ChangedFigure, number>> = { dotSizeMm: 3, transitionMm: 1 }
const lengths: ReadonlySet<ChangedFigure> = new Set(['heightMm', 'recessionMm', 'transitionMm'])
/** Measured, so they have a band or are about so. */
const approximate: ReadonlySet<ChangedFigure> = new Set(['heightMm', 'areaCm2', 'dots', 'recessionMm'])

function figureText({ name, bands, ...values }: Extract<Change, { kind: 'figure' }>, end: 'from' | 'to'): string {
  const value = values[end]
  if (shares.has(name)) return percent(value)
  const units: Partial<Record<ChangedFigure, string>> = t.units
  const isLength = lengths.has(name)
  const named = isLength ? lengthUnit() : units[name]
  const unit = named ? ` ${named}` : ''
  const ends = bands?.[end]
  if (ends) return `${bandTextOf(name)({ value, ...ends })}${unit}`
  const figure = !isLength
    ? number(value, digits[name])
    : approximate.has(name)
      ? figureIn(aboutUnit(), value)
      : lengthFigure(value, digits[name])
  return `${approximate.has(name) ? '≈ ' : ''}${figure}${unit}`
}

const bandTextOf = (name: ChangedFigure) =>
  name === 'dots' ? countText : name === 'areaCm2' ? areaText : lengthBandText

type Choice<K extends ChangedChoice = ChangedChoice> = Extract<Change, { kind: 'choice'; name: K }>

function choiceText(change: Choice, end: 'from' | 'to'): string {
  switch (change.name) {
    case 'style':
      return t.styles[change[end]]
    case 'role':
      return t.roles[change[end]]
    case 'shade':
      return t.shadeOf(number(change[end] + 1))
    case 'undertone':
      return t.undertones[change[end]]
    case 'preset':
      return t.presets[change[end]].name
    case 'sitting':
      return number(change[end])
    case 'moment':
      return momentName(change[end])
    case 'stage': {
      const stage = change[end]
      return stage === null ? t.none : hairLossStrings.stageName(stage)
    }
    case 'filled':
      return change[end] ? t.yes : t.no
  }
}
