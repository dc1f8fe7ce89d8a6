import { useStore } from 'zustand'
import { isScaled } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { endReversal, hasReversal, isTraced, type ReversedDesign } from '../../../core/design/reversal.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { designStore } from '../../../store/designStore.ts'
import {
  beginReversal,
  cancelTracing,
  endTracing,
  measureAgain,
  reversalStore,
  traceExisting,
} from '../../../store/reversal/reversalActions.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { reversalStrings as t } from '../../strings/reversalStrings.ts'
import { planStrings } from '../../strings/planStrings.ts'
import { Thumbnail } from '../../shell/strip/Thumbnail.tsx'
import { Section } from '../PanelParts.tsx'
import { LaserSettings } from './LaserSettings.tsx'
import { MeasureProgress } from './MeasureProgress.tsx'
import { Doubts, MissingScale } from './NewWorkPanel.tsx'
import { ReversalSummary } from './ReversalSummary.tsx'
import { ZoneRows } from './ZoneRows.tsx'

/** From the hairline that is there to the one that is designed. */
export function ReversalPanel({ design }: { design: Design }) {
  const tracing = useStore(viewStore, (s) => s.reversal === 'tracing')
  if (!isScaled(design)) return <MissingScale />
  if (!hasReversal(design)) return <Begin />
  if (tracing || isTraced(design)) return <Tracing />
  return <Stages design={design} />
}

function Begin() {
  const snapshots = useStore(designStore, (s) => s.snapshots)
  return (
    <>
      <Section>
        <p className="note">{t.begin}</p>
        <button
          type="button"
          className="button button-solid button-wide"
          onClick={() => beginReversal(t.edits.begin, null)}
        >
          {t.trace}
        </button>
        <p className="note">{t.traceNote}</p>
      </Section>
      <Section title={t.earlier}>
        {snapshots.length === 0 ? (
          <p className="note">{t.noEarlier}</p>
        ) : (
          <>
            <ul className="earlier">
              {snapshots.map((snapshot) => (
                <li key={snapshot.id}>
                  <button
                    type="button"
                    className="earlier-button"
                    onClick={() => beginReversal(t.edits.begin, snapshot.design)}
                  >
                    <span className="earlier-picture">
                      <Thumbnail kind="snapshot" id={snapshot.id} />
                    </span>
                    {snapshot.name}
                  </button>
                </li>
              ))}
            </ul>
            <p className="note">{t.earlierNote}</p>
          </>
        )}
      </Section>
    </>
  )
}

function Tracing() {
  const cancel = () => cancelTracing(t.edits.cancelTracing)
  return (
    <Section title={t.found}>
      <p className="note">{t.tracing}</p>
      <div className="button-row">
        <button type="button" className="button button-grow" onClick={cancel}>
          {t.cancelTracing}
        </button>
        <button type="button" className="button button-solid button-grow" onClick={() => endTracing(t.edits.traced)}>
          {t.traced}
        </button>
      </div>
    </Section>
  )
}

function Stages({ design }: { design: ReversedDesign }) {
  const figures = useStore(reversalStore, (s) => s.figures)
  const failed = useStore(reversalStore, (s) => s.failed)
  const givenUp = useStore(reversalStore, (s) => s.givenUp)
  const fromPhoto = design.reversal.existing.kind === 'photo'
  return (
    <>
      <MeasureProgress />
      <Doubts design={design} />
      {figures ? (
        <ZoneRows design={design} figures={figures} />
      ) : (
        <Section title={t.zones}>
          <p className="note">{failed ? t.failed : givenUp ? t.givenUp : t.measuring}</p>
          {givenUp && (
            <button type="button" className="button button-wide" onClick={measureAgain}>
              {t.measureInk}
            </button>
          )}
        </Section>
      )}
      <LaserSettings design={design} />
      {figures && <ReversalSummary design={design} figures={figures} />}
      <Section>
        <p className="note">{planStrings.honest}</p>
        <div className="button-row">
          {fromPhoto && (
            <button type="button" className="button button-grow" onClick={traceExisting}>
              {t.traceAgain}
            </button>
          )}
          <button type="button" className="button button-grow" onClick={() => edit(endReversal(design), t.edits.end)}>
            {t.end}
          </button>
        </div>
      </Section>
    </>
  )
}
