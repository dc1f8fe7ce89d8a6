import { useEffect, useState } from 'react'
import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { eachArea } from '../../core/design/areas.ts'
import { isGuessedScale, isScaled } from '../../core/design/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { fitOf } from '../../core/design/head.ts'
import { roles } from '../../core/fill/roles.ts'
import type { Band } from '../../core/geometry/points.ts'
import { cancelFill, fillWithDots } from '../../store/fillActions.ts'
import { jobsStore } from '../../store/jobsStore.ts'
import { aboutWhere, areaParts, countParts } from '../shell/bandText.ts'
import { whyNot } from '../shell/command.ts'
import { command, run } from '../shell/commands.ts'
import { number, percent } from '../shell/format.ts'
import { headStrings } from '../strings/headStrings.ts'
import { strings } from '../strings/strings.ts'
import { betterView, flatBecause } from './headText.ts'
import { Section } from './PanelParts.tsx'
import { WhyArea } from './WhyBand.tsx'
import { workName } from './workName.ts'
import { Assumptions } from './plan/figures.tsx'
import { askedPerCm2 } from './plan/reasons.ts'

const t = strings.dots
type FillResult = NonNullable<ReturnType<typeof jobsStore.getState>['fillResult']>

/** Progress while it lasts, the figures after, and the way to start before. */
export function FillState({ design }: { design: Design }) {
  const fill = useStore(jobsStore, (s) => s.fill)
  const failed = useStore(jobsStore, (s) => s.fillFailed)
  const result = useStore(jobsStore, (s) => s.fillResult)
  const slow = useLasting(fill?.startedAt ?? null)
  const doing = fill ? workName(fill.work) : t.placing
  const scaled = isScaled(design)
  const grouped = eachArea(design).every((one) => roles[one.design.area.role].marks === 'units')
  const onHead = fitOf(design) !== null
  const guessed = isGuessedScale(design)

  if (failed) {
    return (
      <Section>
        <p className="note warning" role="alert">
          {t.failed}
        </p>
        <button type="button" className="button button-wide" onClick={fillWithDots}>
          {t.again}
        </button>
      </Section>
    )
  }
  // A stored design whose drawing was stopped is asked for again the same way.
  if (!design.fill.filled || (!fill && !result)) {
    const why = whyNot(command('fill'))
    return (
      <Section>
        <button
          type="button"
          className="button button-solid button-wide"
          disabled={why !== null}
          data-coach="fill"
          onClick={() => run('fill')}
        >
          {t.fill}
        </button>
        {why && <p className="note">{why}</p>}
      </Section>
    )
  }
  const running = slow && fill !== null
  const share = fill?.share ?? 1
  return (
    <Section>
      <div className="progress-head" aria-busy={fill !== null}>
        <span className="progress-name">{running ? doing : result ? t.placed : t.placing}</span>
        {!running && scaled && <span className="section-aside">{onHead ? t.onTheHead : t.inPhoto}</span>}
        {running && (
          <>
            <span className="progress-share">{percent(share)}</span>
            <button type="button" className="icon-button small" aria-label={t.cancel} onClick={cancelFill}>
              <X aria-hidden="true" />
            </button>
          </>
        )}
      </div>
      {running && (
        <div
          className="progress"
          role="progressbar"
          aria-label={doing}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(share * 100)}
        >
          <div className="progress-bar" style={{ transform: `scaleX(${share})` }} />
        </div>
      )}
      {scaled && (result ?? running) && (
        <div className="tiles">
          <div className="tile">
            <span className="tile-value">
              {running && fill.total > 0
                ? number(fill.done)
                : aboutWhere(onHead && guessed && result !== null, countOf(result?.dots, onHead))}
            </span>
            <span className="tile-name">
              {running && fill.total > 0 ? t.of(number(fill.total)) : grouped ? t.hairs : t.count}
            </span>
            {onHead && !running && result && <TileBand half={countParts(result.dots).half} />}
          </div>
          <div className="tile">
            <span className="tile-value">
              {result ? aboutWhere(onHead && guessed, areaOf(result.areaCm2, onHead)) : '–'}
            </span>
            <span className="tile-name">{t.cm2}</span>
            {onHead && result && <TileBand half={areaParts(result.areaCm2).half} />}
          </div>
          <div className="tile">
            <span className="tile-value">
              {result && result.areaCm2.value > 0
                ? aboutWhere(true, number(result.dots.value / result.areaCm2.value))
                : '–'}
            </span>
            <span className="tile-name">{t.perCm2}</span>
          </div>
        </div>
      )}
      {/* Its lines are kept while dots are placed: nothing below may jump. */}
      {scaled &&
        (result ? (
          <>
            <p className="note">
              {onHead
                ? [headStrings.onHead, betterView(design)].join(' ')
                : t.areaAtLeast(number(result.areaCm2.value), flatBecause(design))}
            </p>
            <Assumptions title={onHead ? t.meanTitle : t.onHead} texts={countedAs(design, result)} />
          </>
        ) : (
          <>
            <p className="note">{t.areaComing}</p>
            <p className="assumptions" aria-hidden="true" />
          </>
        ))}
      {scaled && onHead && <WhyArea design={design} cm2={result?.areaCm2 ?? null} />}
    </Section>
  )
}

/** Where the figures come from, why the plan counts more, and why the dots are not the area times the density that is set. */
function countedAs(design: Design, { dots, areaCm2 }: FillResult): readonly string[] {
  const mean = Math.round(areaCm2.value > 0 ? dots.value / areaCm2.value : 0)
  const asked = Math.round(askedPerCm2(design))
  const whence = fitOf(design) ? [t.outOfSight] : [t.areaNote]
  const thinner = mean < asked && design.fill.sitting === 3 && !design.areas
  return thinner ? [...whence, t.meanOf(number(mean), number(asked))] : whence
}

/** On a flat photo dots are as many as they are; on the head they are counted to what is known of it. */
function countOf(dots: Band | undefined, onHead: boolean): string {
  if (!dots) return number(0)
  return onHead ? countParts(dots).value : number(Math.round(dots.value))
}

const areaOf = (cm2: Band, onHead: boolean): string => (onHead ? areaParts(cm2).value : `≈ ${number(cm2.value)}`)

function TileBand({ half }: { half: string }) {
  return <span className="tile-name">{t.band(half)}</span>
}

/** True once something that began at a time has lasted 150 ms: quick work shows no progress. */
function useLasting(startedAt: number | null): boolean {
  const [seen, setSeen] = useState<number | null>(null)
  useEffect(() => {
    if (startedAt === null) return
    const timer = setTimeout(() => setSeen(startedAt), Math.max(0, startedAt + 150 - performance.now()))
    return () => clearTimeout(timer)
  }, [startedAt])
  return startedAt !== null && seen === startedAt
}
