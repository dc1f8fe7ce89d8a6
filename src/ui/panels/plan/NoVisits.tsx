import { planStrings as t } from '../../strings/planStrings.ts'
import './visitTimeline.css'

/** Where the visits will stand, and what is missing for them. */
export function NoVisits({ why }: { why: string }) {
  return (
    <footer className="timeline" aria-label={t.timeline}>
      <div className="timeline-head">
        <h2 className="section-title">{t.timeline}</h2>
      </div>
      <p className="timeline-empty">{why}</p>
    </footer>
  )
}
