import { useEffect, useState, type KeyboardEvent } from 'react'
import { Autocomplete, Header, Input, Menu, MenuItem, MenuSection, SearchField } from 'react-aria-components'
import { setView } from '../../../store/viewStore.ts'
import { keysText, type Command, whyNot } from './command.ts'
import { commands, run } from './commands.ts'
import { forgetTyped, typedAhead } from './TypedAhead.tsx'
import { Modal } from '../Modal.tsx'
import { strings } from '../../strings/strings.ts'

const t = strings.commandSearch
const groups: readonly Command['group'][] = ['tools', 'steps', 'edit', 'view']

/** What is held while a key is down has no use here, and whoever searches has the search. */
const rows = commands.filter((row) => !row.release && row.id !== 'search')

/** Whether a title has every word that was typed, each at the start of one of its own. */
export function found(title: string, typed: string): boolean {
  const words = title.toLowerCase().split(/\W+/)
  return typed
    .toLowerCase()
    .split(/\W+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}

/** Groups with their rows; what is called by what was typed comes before what only has to do with it. */
function ordered(typed: string): readonly (readonly [Command['group'], readonly Command[]])[] {
  const isNamed = ({ title }: Command) => typed !== '' && title.toLowerCase().startsWith(typed.toLowerCase())
  const named = (some: readonly Command[]) => some.some(isNamed)
  return groups
    .map((group) => [group, rows.filter((row) => row.group === group)] as const)
    .map(([group, some]) => [group, some.toSorted((a, b) => Number(isNamed(b)) - Number(isNamed(a)))] as const)
    .toSorted(([, a], [, b]) => Number(named(b)) - Number(named(a)))
}

/** All commands by name; Enter runs the one that is marked. What cannot run now says why. */
export function CommandSearch() {
  const [typed, type] = useState(typedAhead)
  useEffect(forgetTyped, [])
  const close = () => setView({ searchOpen: false })
  // The field would take the first Esc to empty itself.
  const closeOnEscape = (e: KeyboardEvent) => {
    if (e.key !== 'Escape' || e.nativeEvent.isComposing) return
    e.preventDefault()
    e.stopPropagation()
    close()
  }
  return (
    <Modal title={t.title} className="command-search" onClose={close}>
      <Autocomplete inputValue={typed} onInputChange={type} filter={found}>
        <SearchField aria-label={t.title} className="command-search-field">
          <Input className="field-input" data-first placeholder={t.placeholder} onKeyDownCapture={closeOnEscape} />
        </SearchField>
        <Menu
          aria-label={t.list}
          className="command-search-list"
          renderEmptyState={() => <p className="note">{t.none(typed)}</p>}
          disabledKeys={rows.filter(whyNot).map(({ id }) => id)}
          onAction={(id) => {
            close()
            // The dialog has gone by then, and the focus is back where the command works.
            setTimeout(() => run(String(id)))
          }}
        >
          {ordered(typed).map(([group, ofGroup]) => (
            <MenuSection key={group}>
              <Header className="section-title">{strings.shortcuts.groups[group]}</Header>
              {ofGroup.map(Row)}
            </MenuSection>
          ))}
        </Menu>
      </Autocomplete>
    </Modal>
  )
}

function Row(row: Command) {
  const why = whyNot(row)
  const keys = keysText(row)
  return (
    <MenuItem
      key={row.id}
      id={row.id}
      textValue={row.words ? `${row.title} ${row.words}` : row.title}
      className="command-search-row"
    >
      <span>{row.title}</span>
      {why ? <span className="note">{why}</span> : keys && <kbd className="key">{keys}</kbd>}
    </MenuItem>
  )
}
