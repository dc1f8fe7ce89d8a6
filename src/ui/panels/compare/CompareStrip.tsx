import { ArrowLeftRight } from 'lucide-react'
import { Focusable } from 'react-aria-components'
import { useStore } from 'zustand'
import type { Band } from '../../../core/geometry/points.ts'
import type { CountedFigure } from '../../../core/design/whatChanged.ts'
import { comparedFigures, heightBeside, type ComparedFigures } from '../../../store/compare/comparedFigures.ts'
import { compareStore, setCompare, sidesShown, swapCompared } from '../../../store/compare/compareStore.ts'
import { designStore } from '../../../store/designStore.ts'
import { ViewsOfVisit } from '../../shell/strip/FilmStrip.tsx'
import { differenceText, lengthBandText } from '../../shell/figures/bandText.ts'
import { difference } from '../../shell/figures/format.ts'
import { figureIn, lengthFigure, shownUnit, withUnit } from '../../shell/figures/length.ts'
import { Hint } from '../../shell/Hint.tsx'
import { ShotName } from '../../shell/strip/ShotName.tsx'
import { strings } from '../../strings/strings.ts'
import { Thumbnail } from '../../shell/strip/Thumbnail.tsx'
import { itemName, itemsOf, useComparables, whenSaved } from './comparedItems.ts'
import { WhatChanged } from './WhatChanged.tsx'

const t = strings.compare

/** Snapshots with their letters, the views, and what B adds. */
export function CompareStrip() {
  const comparables = useComparables()
  const { own: snapshots } = comparables
  const photo = useStore(designStore, (s) => s.photo)
  const state = useStore(compareStore)
  const { a, b } = state
  const shown = sidesShown(state)
  if (!photo) return null
  return (
    <div className="strip compare-strip">
      <div className="strip-scroll">
        <section className="strip-part strip-shrink" aria-label={strings.strip.snapshots}>
          <h2 className="strip-title">{strings.strip.snapshots}</h2>
          <div className="strip-row">
            {snapshots.length > 0 && (
              <Hint text={t.swap} placement="top">
                <Focusable>
                  <button type="button" className="icon-button strip-swap" aria-label={t.swap} onClick={swapCompared}>
                    <ArrowLeftRight aria-hidden="true" />
                  </button>
                </Focusable>
              </Hint>
            )}
            {itemsOf(snapshots).map((item, i) => {
              const letter = shown.find((side) => item === state[side])?.toUpperCase()
              const when = whenSaved(item, snapshots)
              return (
                <div key={item} className="shot">
                  <button
                    type="button"
                    className="shot-open"
                    aria-label={itemName(item, comparables)}
                    aria-description={when}
                    aria-current={item === b ? 'true' : undefined}
                    onClick={() => item !== a && setCompare({ b: item })}
                  >
                    {item === 'before' ? (
                      <Thumbnail kind="photo" id={photo.id} className="thumb-scalp" />
                    ) : (
                      <Thumbnail kind="snapshot" id={item} />
                    )}
                    <span className={letter ? 'shot-badge letter' : 'shot-badge'} aria-hidden="true">
                      {letter ?? (i === 0 ? '–' : i)}
                    </span>
                    {when && <span className="shot-when">{when}</span>}
                  </button>
                  <ShotName name={itemName(item, comparables)} />
                </div>
              )
            })}
          </div>
        </section>
        <ViewsOfVisit compared />
      </div>
      <Added />
    </div>
  )
}

const differencesOf = { heightMm: 'length', areaCm2: 'area', dots: 'dots' } as const

/** By how much the figures of B differ from those of A, and what else does. Without figures where one was not scaled. */
function Added() {
  const b = useStore(compareStore, (s) => s.b)
  const a = useStore(compareStore, (s) => s.a)
  const { snapshots } = useComparables()
  const figures = comparedFigures(a, b, snapshots)
  const changes = a !== b && [a, b].every((item) => snapshots.some(({ id }) => id === item))
  if (!figures && !changes) return null
  return (
    <section className="strip-part adds" aria-label={t.adds}>
      <div className="strip-head">
        <h2 className="strip-title">{t.adds}</h2>
        {changes && <WhatChanged />}
      </div>
      {figures && <Figures figures={figures} height={heightBeside(a, b, snapshots)} />}
    </section>
  )
}

/** @param height of the line of B alone */
function Figures({ figures, height }: { figures: ComparedFigures; height: Band | number | null }) {
  const { heightMm, areaCm2, dots, plusMinus } = figures
  const told = (name: CountedFigure, value: number) => {
    if (!plusMinus) {
      if (name === 'heightMm') return t.about(`${value > 0 ? '+' : ''}${figureIn(shownUnit(), value)}`)
      return name === 'dots' ? difference(value) : t.about(difference(value))
    }
    const half = plusMinus[name]
    return differenceText({ value, low: value - half, high: value + half }, differencesOf[name])
  }
  return (
    <dl className="adds-row">
      {height !== null && (
        <div title={t.heightAlone}>
          <dd>{withUnit(typeof height === 'number' ? t.about(lengthFigure(height)) : lengthBandText(height))}</dd>
          <dt>{t.height}</dt>
        </div>
      )}
      {heightMm !== null && (
        <div title={t.heightTitle}>
          <dd>{heightMm === 0 ? t.same : withUnit(told('heightMm', heightMm))}</dd>
          <dt>{t.height}</dt>
        </div>
      )}
      <div title={t.areaTitle}>
        <dd>{areaCm2 === 0 ? t.same : t.cm2(told('areaCm2', areaCm2))}</dd>
        <dt>{t.area}</dt>
      </div>
      {dots !== null && (
        <div>
          <dd>{dots === 0 ? t.same : told('dots', dots)}</dd>
          <dt>{t.dots}</dt>
        </div>
      )}
    </dl>
  )
}
