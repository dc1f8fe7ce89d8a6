import { useStore } from 'zustand'
import { setView, viewStore } from '../../../store/viewStore.ts'
import { SwitchRow } from '../../panels/SwitchRow.tsx'
import { keysText, type Command } from './command.ts'
import { command, commands } from './commands.ts'
import { Modal } from '../Modal.tsx'
import { shortcutsHere, toolGestures, type GestureRow } from './shortcutsHere.ts'
import { strings } from '../../strings/strings.ts'

const t = strings.shortcuts
const groups: readonly Command['group'][] = ['tools', 'steps', 'edit', 'view']

const commandRow = (row: Command) => <Row key={row.id} name={row.title} keys={keysText(row) ?? ''} />
const gestureRow = ([how, what]: GestureRow) => <Row key={how} name={what} keys={how} plain />

/** First what the keys do with the tool in the hand or on this screen, then all the rest (ux 17). */
export function Shortcuts() {
  const here = shortcutsHere()
  const singleKeys = useStore(viewStore, (s) => s.singleKeys)
  return (
    <Modal title={t.title} className="shortcuts" onClose={() => setView({ shortcutsOpen: false })}>
      <div className="shortcut-columns">
        {here && (
          <section>
            <h3 className="section-title">{here.title}</h3>
            {here.commands.map((id) => command(id)).map(commandRow)}
            {here.gestures.map(gestureRow)}
          </section>
        )}
        {groups.map((group) => (
          <section key={group}>
            <h3 className="section-title">{t.groups[group]}</h3>
            {commands
              .filter((c) => c.group === group && c.keys.length > 0 && !here?.commands.includes(c.id))
              .map(commandRow)}
          </section>
        ))}
        <section>
          <h3 className="section-title">{t.gestures}</h3>
          {t.gestureRows.map(gestureRow)}
        </section>
        <section>
          <h3 className="section-title">{t.mouse}</h3>
          {[...t.mouseRows, ...toolGestures.filter((row) => !here?.gestures.includes(row))].map(gestureRow)}
        </section>
      </div>
      <footer className="modal-foot">
        <SwitchRow label={t.singleKeys} on={singleKeys} onChange={(on) => setView({ singleKeys: on })} />
        <button
          type="button"
          className="button button-quiet"
          onClick={() => setView({ shortcutsOpen: false, settingsOpen: true })}
        >
          {strings.settings.title}
        </button>
        <button
          type="button"
          className="button button-quiet"
          onClick={() => setView({ shortcutsOpen: false, aboutOpen: true })}
        >
          {t.about}
        </button>
      </footer>
    </Modal>
  )
}

function Row({ name, keys, plain = false }: { name: string; keys: string; plain?: boolean }) {
  return (
    <div className="shortcut">
      <span>{name}</span>
      {plain ? <span className="shortcut-plain">{keys}</span> : <kbd className="key">{keys}</kbd>}
    </div>
  )
}
