import { useStore } from 'zustand'
import { lengthUnits } from '../../core/geometry/lengthUnits.ts'
import { lockStore, setHandOver } from '../../store/lockStore.ts'
import { setView, viewStore, type PinChange } from '../../store/viewStore.ts'
import { Segmented } from '../panels/Segmented.tsx'
import { SwitchRow } from '../panels/SwitchRow.tsx'
import { Modal } from './Modal.tsx'
import { lockStrings } from '../strings/lockStrings.ts'
import { strings } from '../strings/strings.ts'

const t = strings.settings

/** How one person works at this device. */
export function Settings() {
  const rotateView = useStore(viewStore, (s) => s.rotateView)
  const leftHanded = useStore(viewStore, (s) => s.leftHanded)
  const pressureSize = useStore(viewStore, (s) => s.pressureSize)
  const penMode = useStore(viewStore, (s) => s.penMode)
  const lengths = useStore(viewStore, (s) => s.lengths)
  const singleKeys = useStore(viewStore, (s) => s.singleKeys)
  const coached = useStore(viewStore, (s) => s.coached)
  return (
    <Modal title={t.title} className="settings" onClose={() => setView({ settingsOpen: false })}>
      <section>
        <h3 className="section-title">{t.hand}</h3>
        <SwitchRow label={t.leftHanded} on={leftHanded} onChange={(on) => setView({ leftHanded: on })} />
        <p className="note">{t.leftHandedNote}</p>
        <SwitchRow
          label={t.penMode}
          on={penMode}
          onChange={(on) => setView({ penMode: on, fingersDraw: false, penTurnedOff: !on })}
        />
        <SwitchRow label={t.pressure} on={pressureSize} onChange={(on) => setView({ pressureSize: on })} />
        <SwitchRow label={t.rotateView} on={rotateView} onChange={(on) => setView({ rotateView: on })} />
        <p className="note">{t.rotateViewNote}</p>
      </section>
      <section>
        <h3 className="section-title">{t.units}</h3>
        <div className="labelled">
          <span className="labelled-name">{t.lengths}</span>
          <Segmented
            label={t.lengths}
            value={lengths}
            options={lengthUnits.map((id) => ({ id, name: t.lengthNames[id] }))}
            onChange={(id) => setView({ lengths: id })}
          />
        </div>
        <p className="note">{t.lengthsNote}</p>
      </section>
      <section>
        <h3 className="section-title">{t.keyboard}</h3>
        <SwitchRow
          label={strings.shortcuts.singleKeys}
          on={singleKeys}
          onChange={(on) => setView({ singleKeys: on })}
        />
        <p className="note">{t.singleKeysNote}</p>
      </section>
      <LockSection />
      <section>
        <h3 className="section-title">{t.help}</h3>
        <SwitchRow label={t.coach} on={!coached} onChange={(on) => setView({ coached: !on })} />
        <p className="note">{t.coachNote}</p>
      </section>
    </Modal>
  )
}

function LockSection() {
  const hasPin = useStore(lockStore, (s) => s.hasPin)
  const handOver = useStore(lockStore, (s) => s.handOver)
  const changes: readonly PinChange[] = hasPin ? ['change', 'remove'] : ['set']
  return (
    <section>
      <h3 className="section-title">{lockStrings.section}</h3>
      <p className="note">{lockStrings.note}</p>
      <div className="pin-changes">
        {changes.map((to) => (
          <button key={to} type="button" className="button" onClick={() => setView({ pinOpen: to })}>
            {lockStrings.actions[to]}
          </button>
        ))}
      </div>
      {hasPin && (
        <>
          <SwitchRow label={lockStrings.handOver} on={handOver} onChange={setHandOver} />
          <p className="note">{lockStrings.handOverNote}</p>
        </>
      )}
    </section>
  )
}
