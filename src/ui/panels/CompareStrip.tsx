import { ArrowLeftRight } from 'lucide-react'
import { Focusable } from 'react-aria-components'
import { useStore } from 'zustand'
import { compareStore, setCompare, swapCompared } from '../../store/compareStore.ts'
import { designStore } from '../../store/designStore.ts'
import { ViewsOfVisit } from '../shell/FilmStrip.tsx'
import { number } from '../shell/format.ts'
import { Hint } from '../shell/Hint.tsx'
import { strings } from '../shell/strings.ts'
import { Thumbnail } from '../shell/Thumbnail.tsx'
import { itemName, itemsOf } from './comparedItems.ts'

const t = strings.compare

/** Snapshots with their letters, the views, and what B adds. */
export function CompareStrip() {
  const snapshots = useStore(designStore, (s) => s.snapshots)
  const photo = useStore(designStore, (s) => s.photo)
  const a = useStore(compareStore, (s) => s.a)
  const b = useStore(compareStore, (s) => s.b)
  if (!photo) return null
  return (
    <div className="strip">
      <section className="strip-part strip-shrink" aria-label={strings.strip.snapshots}>
        <h2 className="strip-title">
          {strings.strip.snapshots}
          {snapshots.length > 0 && (
            <Hint text={t.swap} placement="top">
              <Focusable>
                <button type="button" className="icon-button small" aria-label={t.swap} onClick={swapCompared}>
                  <ArrowLeftRight aria-hidden="true" />
                </button>
              </Focusable>
            </Hint>
          )}
        </h2>
        <div className="strip-row">
          {itemsOf(snapshots).map((item, i) => {
            const letter = item === a ? 'A' : item === b ? 'B' : null
            return (
              <div key={item} className="shot">
                <button
                  type="button"
                  className="shot-open"
                  aria-label={itemName(item, snapshots)}
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
                </button>
                <span className="shot-name">{itemName(item, snapshots)}</span>
              </div>
            )
          })}
        </div>
      </section>
      <ViewsOfVisit />
      <Added />
    </div>
  )
}

/** Figures of B, less those of A where both have them. Absent where B was not scaled. */
function Added() {
  const b = useStore(compareStore, (s) => s.b)
  const a = useStore(compareStore, (s) => s.a)
  const snapshots = useStore(designStore, (s) => s.snapshots)
  const figures = snapshots.find((s) => s.id === b)?.figures
  if (a === b || !figures || figures.dots === 0) return null
  const from = snapshots.find((s) => s.id === a)
  if (from && !from.figures) return null
  const less = from?.figures ?? { areaCm2: 0, dots: 0 }
  const area = figures.areaCm2 - less.areaCm2
  const dots = figures.dots - less.dots
  return (
    <section className="strip-part adds" aria-label={t.adds}>
      <h2 className="strip-title">{t.adds}</h2>
      <dl className="adds-row">
        <div>
          <dd>≈ {number(figures.heightMm)} mm</dd>
          <dt>{t.height}</dt>
        </div>
        <div title={t.areaTitle(number(figures.areaCm2))}>
          <dd>≈ {number(area)} cm²</dd>
          <dt>{t.area}</dt>
        </div>
        <div>
          <dd>{number(dots)}</dd>
          <dt>{t.dots}</dt>
        </div>
      </dl>
    </section>
  )
}
