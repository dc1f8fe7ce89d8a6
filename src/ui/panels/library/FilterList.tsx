import type { ReactNode } from 'react'
import { Calendar, CircleDashed, RefreshCw, Signature, Users } from 'lucide-react'
import { libraryFilters, type LibraryFilter } from '../../../store/visits/libraryFilters.ts'
import { libraryViewStore } from '../../../store/visits/libraryStore.ts'
import { number } from '../../shell/figures/format.ts'
import { HairlineGlyph } from '../../shell/glyphs.tsx'
import { strings } from '../../strings/strings.ts'

const icons = {
  all: Users,
  today: Calendar,
  inTreatment: CircleDashed,
  reversal: HairlineGlyph,
  touchUpDue: RefreshCw,
  consentMissing: Signature,
}

/** The sidebar: which patients are shown, and at its foot what is stored. */
export function FilterList(props: {
  counts: Readonly<Record<LibraryFilter, number>>
  filter: LibraryFilter
  children: ReactNode
}) {
  return (
    <nav className="sidebar" aria-label={strings.library.filters}>
      {libraryFilters.map((filter) => {
        const Icon = icons[filter]
        return (
          <button
            key={filter}
            type="button"
            className="sidebar-row"
            aria-current={filter === props.filter ? 'true' : undefined}
            onClick={() => libraryViewStore.setState({ filter })}
          >
            <span className="sidebar-icon" aria-hidden="true">
              <Icon />
            </span>
            <span className="sidebar-name">{strings.library.filterNames[filter]}</span>
            {props.counts[filter] > 0 && <span className="sidebar-count">{number(props.counts[filter])}</span>}
          </button>
        )
      })}
      {props.children}
    </nav>
  )
}
