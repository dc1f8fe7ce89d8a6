import { useStore } from 'zustand'
import { viewStore } from '../../../store/viewStore.ts'
import { reversalStrings as t } from '../../strings/reversalStrings.ts'

/** On the canvas: what the hand does on the zones. */
export function ZoneHint() {
  const zone = useStore(viewStore, (s) => s.zone)
  const tool = useStore(viewStore, (s) => s.tool)
  if (tool === 'zones')
    return (
      <p className="hint floating" role="status">
        {t.zonePick}
      </p>
    )
  if (!zone || tool === 'hand') return <span />
  return (
    <p className="hint floating" role="status">
      <strong>{t.zoneNames[zone]}.</strong> {t.zoneHints[zone]}{' '}
      <span className="keyboard-hint">{t.zoneTakes[zone]}</span>
    </p>
  )
}
