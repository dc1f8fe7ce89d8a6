import { memo, useEffect, useRef, useState } from 'react'
import { isConsentMissing } from '../../../core/plan/consent.ts'
import { coverPhoto } from '../../../store/visits/libraryFilters.ts'
import { navigate } from '../../../store/routeStore.ts'
import { openWhereLeft } from '../../../store/visits/whereLeft.ts'
import { number } from '../../shell/figures/format.ts'
import { strings } from '../../strings/strings.ts'
import { Cover } from '../photo/Cover.tsx'
import type { PatientSummary } from '../shownTypes.ts'
import { useRovingCards } from './useRovingCards.ts'
import { whenSeen } from './useSeen.ts'
import { visitLine } from './visitText.ts'

const t = strings.library

/** Cards that are made at once, and with each look further down. */
const MORE = 60

export function PatientGrid(props: {
  patients: readonly PatientSummary[]
  showFaces: boolean
  chosenId: string | null
  overId: string | null
}) {
  const { patients, showFaces, chosenId, overId } = props
  const [wanted, setWanted] = useState(MORE)
  const chosenAt = patients.findIndex((p) => p.patient.id === chosenId)
  const shown = patients.slice(0, Math.max(wanted, chosenAt + 1))
  const grid = useRovingCards(shown.map((p) => p.patient.id))
  return (
    <>
      <ul className="cards" aria-label={t.patients} onKeyDown={grid.onKeyDown}>
        {shown.map((summary) => {
          const { id } = summary.patient
          const { tabIndex, onFocus } = grid.card(id)
          return (
            <Card
              key={id}
              summary={summary}
              showFace={showFaces}
              chosen={id === chosenId}
              over={id === overId}
              tabIndex={tabIndex}
              onFocused={onFocus}
            />
          )
        })}
      </ul>
      {shown.length < patients.length && <More key={shown.length} onSeen={() => setWanted(shown.length + MORE)} />}
    </>
  )
}

/** The end of what is made so far: near the screen it asks for more. */
function More({ onSeen }: { onSeen: () => void }) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => (ref.current ? whenSeen(ref.current, onSeen) : undefined), [onSeen])
  return <div ref={ref} className="cards-more" />
}

interface CardProps {
  readonly summary: PatientSummary
  readonly showFace: boolean
  readonly chosen: boolean
  readonly over: boolean
  readonly tabIndex: number
  readonly onFocused: () => void
}

/** `onFocused` differs at every drawing and does the same. */
const Card = memo(PatientCard, (a, b) =>
  (['summary', 'showFace', 'chosen', 'over', 'tabIndex'] as const).every((part) => a[part] === b[part]),
)

function PatientCard({ summary, showFace, chosen, over, tabIndex, onFocused }: CardProps) {
  const { patient, visits } = summary
  const last = visits.at(-1)
  const missing = isConsentMissing(patient)
  return (
    <li className={over ? 'card card-over' : 'card'} data-patient={patient.id}>
      <button
        type="button"
        className="card-button"
        aria-label={patient.name}
        aria-description={missing ? t.consentMissing : undefined}
        aria-current={chosen ? 'true' : undefined}
        data-card={patient.id}
        tabIndex={tabIndex}
        onFocus={onFocused}
        onClick={() => navigate(`/patients/${patient.id}`)}
        onDoubleClick={() => openWhereLeft(summary)}
      >
        <span className="card-picture">
          <Cover photoId={coverPhoto(summary)?.id ?? null} showFace={showFace} />
          {patient.sample && <span className="badge">{t.sampleBadge}</span>}
          {missing && <span className="badge badge-missing">{t.consentMissing}</span>}
          {over && <span className="card-drop">{t.dropOn(patient.name)}</span>}
        </span>
        <span className="card-line">
          <span className="card-name" title={patient.name}>
            {patient.name}
          </span>
          <span className="card-count">{t.visitCount(visits.length, number(visits.length))}</span>
        </span>
        <span className="card-note">{last ? visitLine(last, visits) : t.noVisit}</span>
      </button>
    </li>
  )
}
