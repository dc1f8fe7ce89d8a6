import { useStore } from 'zustand'
import { setView, viewStore } from '../../store/viewStore.ts'
import { SwitchRow } from '../panels/SwitchRow.tsx'
import { keysText, type Command } from './command.ts'
import { commands } from './commands.ts'
import { Modal } from './Modal.tsx'
import { strings } from '../strings/strings.ts'

const t = strings.shortcuts
const groups: readonly Command['group'][] = ['tools', 'steps', 'edit', 'view']

export function Shortcuts() {
  const singleKeys = useStore(viewStore, (s) => s.singleKeys)
  return (
    <Modal title={t.title} className="shortcuts" onClose={() => setView({ shortcutsOpen: false })}>
      <div className="shortcut-columns">
        {groups.map((group) => (
          <section key={group}>
            <h3 className="section-title">{t.groups[group]}</h3>
            {commands
              .filter((c) => c.group === group && c.keys.length > 0)
              .map((c) => (
                <Row key={c.id} name={c.title} keys={keysText(c) ?? ''} />
              ))}
          </section>
        ))}
        <section>
          <h3 className="section-title">{t.gestures}</h3>
          {t.gestureRows.map(([keys, name]) => (
            <Row key={keys} name={name} keys={keys} plain />
          ))}
        </section>
        <section>
          <h3 className="section-title">{t.mouse}</h3>
          {t.mouseRows.map(([keys, name]) => (
            <Row key={keys} name={name} keys={keys} plain />
          ))}
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
