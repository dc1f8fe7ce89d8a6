import { ChevronDown } from 'lucide-react'
import {
  libraryFilters,
  librarySorts,
  type LibraryFilter,
  type LibrarySort,
} from '../../../store/visits/libraryFilters.ts'
import { libraryViewStore } from '../../../store/visits/libraryStore.ts'
import { number } from '../../shell/figures/format.ts'
import { strings } from '../../strings/strings.ts'

const t = strings.library

/** The sidebar's filters where there is no room for a sidebar. */
export function FilterSelect(props: { counts: Readonly<Record<LibraryFilter, number>>; filter: LibraryFilter }) {
  const textOf = (id: LibraryFilter) =>
    props.counts[id] > 0 && id !== props.filter
      ? `${t.filterNames[id]} (${number(props.counts[id])})`
      : t.filterNames[id]
  return (
    <PlainSelect
      label={t.filters}
      options={libraryFilters}
      value={props.filter}
      textOf={textOf}
      onChange={(filter) => libraryViewStore.setState({ filter })}
    />
  )
}

export function SortSelect({ sort }: { sort: LibrarySort }) {
  return (
    <PlainSelect
      label={t.sort}
      className="plain-select-quiet"
      options={librarySorts}
      value={sort}
      textOf={(id) => t.sortNames[id]}
      onChange={(id) => libraryViewStore.setState({ sort: id })}
    />
  )
}

/** The system's own list under a text: the first screen loads no menu for it. */
function PlainSelect<K extends string>(props: {
  label: string
  className?: string
  options: readonly K[]
  value: K
  textOf(id: K): string
  onChange(id: K): void
}) {
  return (
    <span className={`plain-select ${props.className ?? ''}`}>
      <select
        aria-label={props.label}
        value={props.value}
        onChange={(e) => {
          const chosen = props.options.find((id) => id === e.currentTarget.value)
          if (chosen !== undefined) props.onChange(chosen)
        }}
      >
        {props.options.map((id) => (
          <option key={id} value={id}>
            {props.textOf(id)}
          </option>
        ))}
      </select>
      <ChevronDown size={16} aria-hidden="true" />
    </span>
  )
}
