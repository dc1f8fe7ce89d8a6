import { useEffect, useState } from 'react'
import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { dottedRoles } from '../../../core/design/areas/areas.ts'
import { isGuessedScale, isScaled } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { areaLayer } from '../../../core/design/layers.ts'
import { fitOf } from '../../../core/design/head/head.ts'
import { roles } from '../../../core/fill/roles.ts'
import type { Band } from '../../../core/geometry/points.ts'
import { cancelFill, fillWithDots } from '../../../store/dots/fillActions.ts'
import { jobsStore } from '../../../store/jobsStore.ts'
import { hiddenAreas, layerStore } from '../../../store/layerStore.ts'
import { aboutWhere, areaParts, countParts } from '../../shell/figures/bandText.ts'
import { whyNot } from '../../shell/commands/command.ts'
import { command, run } from '../../shell/commands/commands.ts'
import { number, percent } from '../../shell/figures/format.ts'
import { layerName, layerStrings } from '../../strings/layerStrings.ts'
import { headStrings } from '../../strings/headStrings.ts'
import { strings } from '../../strings/strings.ts'
import { betterView, flatBecause } from '../scale/headText.ts'
import { Section } from '../PanelParts.tsx'
import { BesideHead } from '../area/BesideHead.tsx'
import { WhyArea } from '../scale/WhyBand.tsx'
import { workName } from '../workName.ts'
import { Assumptions } from '../plan/figures.tsx'
import { askedPerCm2 } from '../plan/reasons.ts'

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
  const dotted = [...dottedRoles(design)]
  const areHairs = dotted.length > 0 && dotted.every((role) => roles[role].marks === 'units')
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
        {/* What will be counted has its room from the start: nothing below jumps once it comes. */}
        {!why && scaled && (
          <>
            <div className="tiles">
              <Tile value="–" name={areHairs ? t.hairs : t.count} />
              <Tile value="–" name={t.cm2} />
              <Tile value="–" name={t.perCm2} />
            </div>
            <Whence design={design} result={null} />
          </>
        )}
      </Section>
    )
  }
  const running = slow && fill !== null
  const share = fill?.share ?? 1
  const counting = running && fill.total > 0
  return (
    <Section>
      {/* As high as the button was, where the tiles have no line more than they had under it. */}
      <div
        className={scaled && onHead ? 'progress-head' : 'progress-head progress-head-high'}
        aria-busy={fill !== null}
      >
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
          className="progress progress-counted"
          role="progressbar"
          aria-label={doing}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(share * 100)}
        >
          <div className="progress-bar" style={{ transform: `scaleX(${share})` }} />
        </div>
      )}
      {scaled && (
        <>
          <div className="tiles">
            <Tile
              value={
                counting
                  ? number(fill.done)
                  : result
                    ? aboutWhere(!onHead || guessed, countOf(result.dots, onHead))
                    : '–'
              }
              name={counting ? t.of(number(fill.total)) : areHairs ? t.hairs : t.count}
              half={onHead ? (!running && result ? countParts(result.dots).half : null) : undefined}
            />
            <Tile
              value={result ? aboutWhere(onHead && guessed, areaOf(result.areaCm2, onHead)) : '–'}
              name={t.cm2}
              half={onHead ? (result ? areaParts(result.areaCm2).half : null) : undefined}
            />
            <Tile
              value={
                result && result.areaCm2.value > 0
                  ? aboutWhere(true, number(result.dots.value / result.areaCm2.value))
                  : '–'
              }
              name={t.perCm2}
            />
          </div>
          <Whence design={design} result={result} />
          <BesideHead design={design} />
          <HiddenCounted design={design} />
        </>
      )}
    </Section>
  )
}

/** An eye changes what is looked at and nothing of the work: what it hides is said where it is counted. */
function HiddenCounted({ design }: { design: Design }) {
  useStore(layerStore, (s) => s.shown)
  const names = hiddenAreas(design).map((id) => layerName(design, areaLayer(id)))
  return names.length > 0 && <p className="note">{layerStrings.hiddenCounted(names)}</p>
}

/** A figure with its name and its band; the line of a band that is still to come is kept where it is null. */
function Tile({ value, name, half }: { value: string; name: string; half?: string | null }) {
  return (
    <div className="tile">
      <span className="tile-value">{value}</span>
      <span className="tile-name">{name}</span>
      {half === null && (
        <span className="tile-name" aria-hidden="true">
          &nbsp;
        </span>
      )}
      {half != null && <span className="tile-name">{t.band(half)}</span>}
    </div>
  )
}

/** What the figures are worth. Its lines are kept while there are none: nothing below may jump. */
function Whence({ design, result }: { design: Design; result: FillResult | null }) {
  const onHead = fitOf(design) !== null
  return (
    <>
      <p className={result ? 'note' : 'note unmeasured'}>
        {onHead
          ? [headStrings.onHead, betterView(design)].join(' ')
          : t.areaAtLeast(result ? number(result.areaCm2.value) : '–', flatBecause(design))}
      </p>
      <div className="reasons-row">
        {result ? (
          <Assumptions title={onHead ? t.meanTitle : t.onHead} texts={countedAs(design, result)} />
        ) : (
          <p className="assumptions" aria-hidden="true" />
        )}
        {onHead && <WhyArea design={design} cm2={result?.areaCm2 ?? null} />}
      </div>
    </>
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

/** On a flat photo about as many as are drawn; on the head they are counted to what is known of it. */
function countOf(dots: Band, onHead: boolean): string {
  return onHead ? countParts(dots).value : number(Math.round(dots.value))
}

const areaOf = (cm2: Band, onHead: boolean): string => (onHead ? areaParts(cm2).value : `≈ ${number(cm2.value)}`)

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
