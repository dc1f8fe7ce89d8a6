import type { ReactNode } from 'react'
import { ArrowDown, ArrowUp, Copy, Pencil, Trash2 } from 'lucide-react'
import { Focusable } from 'react-aria-components'
import { useStore } from 'zustand'
import type { Design } from '../../core/design/design.ts'
import { lineIdOf, type LayerId } from '../../core/design/layers.ts'
import { canAddLine, canDeleteLine, currentId, groupOf, isFree, lineOf, MOST_LINES } from '../../core/design/lines.ts'
import { layerStore, opacityOf, setOpacity } from '../../store/layerStore.ts'
import { deleteLine, duplicateLine, makeCurrent, shiftLine } from '../../store/lineActions.ts'
import { setView, viewStore } from '../../store/viewStore.ts'
import { number } from '../shell/format.ts'
import { Hint } from '../shell/Hint.tsx'
import { layerName, layerStrings as t } from '../strings/layerStrings.ts'
import { FreeLineDetails } from './FreeLineDetails.tsx'
import { Section } from './PanelParts.tsx'
import { ScrubSlider } from './ScrubSlider.tsx'

/** What can be done with the layer that is chosen. */
export function LayerDetails({ design, layer, onRename }: { design: Design; layer: LayerId; onRename: () => void }) {
  const id = lineIdOf(layer)
  const line = id === null ? null : lineOf(design, id)
  return (
    <Section title={layerName(design, layer)}>
      <Strength layer={layer} />
      {layer === 'photo' && <p className="note">{t.notes.photo}</p>}
      {layer === 'existing' && <p className="note">{t.notes.existing}</p>}
      {line && !isFree(line) && line.id !== currentId(design) && (
        <button type="button" className="button button-wide" onClick={() => makeCurrent(line.id)}>
          {t.makeCurrent}
        </button>
      )}
      {line && isFree(line) && <FreeLineDetails design={design} line={line} />}
      {line && <LineButtons design={design} id={line.id} onRename={onRename} />}
    </Section>
  )
}

/** How strongly a layer is drawn; an area by the strength that its own step has too. */
function Strength({ layer }: { layer: LayerId }) {
  const overlay = useStore(viewStore, (s) => s.overlayStrength)
  useStore(layerStore, (s) => s.opacity)
  if (layer === 'photo' || layer === 'exclusions') return null
  const isArea = layer === 'area'
  const set = (v: number) => (isArea ? setView({ overlayStrength: v / 100 }) : setOpacity(layer, v / 100))
  return (
    <ScrubSlider
      label={isArea ? t.strength : t.opacity}
      value={(isArea ? overlay : opacityOf(layer)) * 100}
      min={isArea ? 0 : 10}
      max={isArea ? 60 : 100}
      step={1}
      unit="%"
      initial={isArea ? 26 : 100}
      onShow={set}
      onCommit={set}
    />
  )
}

/** Order, name, copy and end of a line. What cannot be done now says why. */
function LineButtons({ design, id, onRename }: { design: Design; id: number; onRename: () => void }) {
  const group = groupOf(design, id)
  const at = group.indexOf(id)
  const rows: readonly { name: string; keys?: string; icon: ReactNode; off: boolean; why?: string; run(): void }[] = [
    { name: t.up, keys: 'Alt ↑', icon: <ArrowUp key="i" />, off: at === group.length - 1, run: () => shiftLine(id, 1) },
    { name: t.down, keys: 'Alt ↓', icon: <ArrowDown key="i" />, off: at === 0, run: () => shiftLine(id, -1) },
    { name: t.rename, keys: 'F2', icon: <Pencil key="i" />, off: false, run: onRename },
    {
      name: t.duplicate,
      icon: <Copy key="i" />,
      off: !canAddLine(design),
      why: t.most(number(MOST_LINES)),
      run: () => duplicateLine(id),
    },
    {
      name: t.remove,
      keys: 'Delete',
      icon: <Trash2 key="i" />,
      off: !canDeleteLine(design, id),
      why: t.lastHairline,
      run: () => deleteLine(id),
    },
  ]
  return (
    <div className="layer-buttons">
      {rows.map(({ name, keys, icon, off, why, run }) => (
        <Hint key={name} text={off && why ? why : name} keys={off ? undefined : keys} placement="top">
          <Focusable>
            <button
              type="button"
              className="icon-button"
              aria-label={name}
              aria-disabled={off || undefined}
              onClick={() => !off && run()}
            >
              {icon}
            </button>
          </Focusable>
        </Hint>
      ))}
    </div>
  )
}
