import { useEffect, useState } from 'react'
import { ImagePlus } from 'lucide-react'
import { useStore } from 'zustand'
import { attempt, jobsStore } from '../../store/jobsStore.ts'
import { trySample } from '../../store/sampleActions.ts'
import { strings } from '../strings/strings.ts'
import { PhotoInput } from './PhotoInput.tsx'
import { problemText } from './problemText.ts'
import { usePhotoDrop } from './usePhotoDrop.ts'

const t = strings.start

/** The file of each standard view's picture. */
const views = [
  ['frontal', 'sample/frontal.jpg'],
  ['right45', 'sample/right-45.jpg'],
  ['left45', 'sample/left-45.jpg'],
  ['vertex', 'sample/vertex.jpg'],
  ['crown', 'sample/crown.jpg'],
] as const

export function StartScreen() {
  const problem = useStore(jobsStore, (s) => s.problem)
  const over = usePhotoDrop()
  const reading = useReading()
  return (
    <main className="start">
      <div className="start-inner">
        <section className={`drop ${over ? 'drop-over' : ''}`} aria-label={t.title} aria-busy={reading}>
          {reading ? (
            <div className="reading">
              <div className="skeleton skeleton-photo" />
              <p className="drop-text">{t.reading}</p>
            </div>
          ) : (
            <>
              <ImagePlus className="drop-icon" strokeWidth={1.4} size={36} aria-hidden="true" />
              <h1 className="drop-title">{over ? t.drop : t.title}</h1>
              <p className="drop-text">{t.text}</p>
              <div className="drop-actions">
                <PhotoInput className="drop-inputs" />
                <button
                  type="button"
                  className="button button-large button-quiet"
                  onClick={() => attempt(trySample(), strings.start.sampleFailed)}
                >
                  {t.sample}
                </button>
              </div>
              <div className="drop-problem" role="alert">
                {problem && <p className="warning">{problemText(problem)}</p>}
              </div>
            </>
          )}
        </section>
        <section className="standard" aria-labelledby="standard-views">
          <p className="standard-head">
            <span id="standard-views" className="standard-title">
              {t.standardViews}
            </span>
            <span className="standard-text">{t.standardText}</span>
          </p>
          <ul className="standard-row">
            {views.map(([view, file], i) => (
              <li key={view} className={i === 0 ? 'standard-view standard-current' : 'standard-view'}>
                <img src={`/${file}`} alt="" draggable={false} />
                <span>{strings.views[view]}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </main>
  )
}

/** True once reading has lasted 300 ms: what is quick shows nothing. */
export function useReading(): boolean {
  const startedAt = useStore(jobsStore, (s) => s.opening?.startedAt ?? null)
  const [slow, setSlow] = useState<number | null>(null)
  useEffect(() => {
    if (startedAt === null) return
    const timer = setTimeout(() => setSlow(startedAt), Math.max(0, startedAt + 300 - performance.now()))
    return () => clearTimeout(timer)
  }, [startedAt])
  return startedAt !== null && slow === startedAt
}
