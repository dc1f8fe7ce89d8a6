import { Eye, EyeOff } from 'lucide-react'
import { useStore } from 'zustand'
import { viewStore } from '../../../store/viewStore.ts'
import { command } from '../../shell/commands/commands.ts'
import { strings } from '../../strings/strings.ts'

/** Hides line and area until it is pressed again: a finger has no key to hold. */
export function OverlayEye() {
  const hidden = useStore(viewStore, (s) => s.overlaysHidden)
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={strings.hideOverlays}
      aria-pressed={hidden}
      onClick={command('overlays').run}
    >
      {hidden ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
    </button>
  )
}
