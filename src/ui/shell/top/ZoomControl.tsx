import { Focus, Minus, PanelsLeftBottom, Plus, RotateCcw } from 'lucide-react'
import { Focusable } from 'react-aria-components'
import { useStore } from 'zustand'
import { routeStore } from '../../../store/routeStore.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { CommandButton } from '../commands/CommandButton.tsx'
import { command, run } from '../commands/commands.ts'
import { percent } from '../figures/format.ts'
import { Hint } from '../Hint.tsx'
import { strings } from '../../strings/strings.ts'
import { SurroundMenu } from './SurroundMenu.tsx'

/** 100 % is one pixel of the photo on one pixel of the screen, in CSS px. */
export function ZoomControl() {
  const zoom = useStore(viewStore, (s) => s.camera.zoom)
  const turnedRad = useStore(viewStore, (s) => s.camera.turnedRad)
  const panelsHidden = useStore(viewStore, (s) => s.chromeHidden)
  const inStudio = useStore(routeStore, (s) => s.screen === 'studio')
  return (
    <div className="zoom floating" role="group" aria-label={strings.canvas.zoomGroup}>
      <CommandButton command={command('zoomOut')} placement="top">
        <Minus aria-hidden="true" />
      </CommandButton>
      <Hint text={strings.commands.fullSize} keys="Shift 0" placement="top">
        <Focusable>
          <button type="button" className="zoom-value" onClick={() => run('fullSize')}>
            {percent(zoom)}
          </button>
        </Focusable>
      </Hint>
      <CommandButton command={command('zoomIn')} placement="top">
        <Plus aria-hidden="true" />
      </CommandButton>
      <CommandButton command={command('fit')} name={strings.canvas.fit} placement="top">
        <Focus aria-hidden="true" />
      </CommandButton>
      {turnedRad !== undefined && (
        <CommandButton
          command={command('upright')}
          name={strings.commands.uprightFrom(Math.round((turnedRad * 180) / Math.PI))}
          placement="top"
        >
          <RotateCcw aria-hidden="true" style={{ rotate: `${turnedRad}rad` }} />
        </CommandButton>
      )}
      <SurroundMenu />
      {/* Whoever hides the panels has to find the way back. */}
      {inStudio && (
        <CommandButton
          command={command('panels')}
          className="icon-button panels-toggle"
          hint={panelsHidden ? strings.commands.showPanels : strings.commands.hidePanels}
          pressed={panelsHidden}
          placement="top"
        >
          <PanelsLeftBottom aria-hidden="true" />
        </CommandButton>
      )}
    </div>
  )
}
