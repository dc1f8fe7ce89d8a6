import type { ReactNode } from 'react'
import { ArrowDown, ArrowUp, Copy, Pencil, Trash2 } from 'lucide-react'
import { Focusable } from 'react-aria-components'
import { useStore } from 'zustand'
import type { Design } from '../../../core/design/design.ts'
import { areaOf, areaSlots, canAddArea } from '../../../core/design/areas/areas.ts'
import { areaIdOf, areaLayer, layerGroup, lineIdOf, lineLayer, type LayerId } from '../../../core/design/layers.ts'
import { canAddLine, canDeleteLine, currentId, isFree, lineOf, MOST_LINES } from '../../../core/design/lines/lines.ts'
import { layerStore, opacityOf, setOpacity } from '../../../store/layerStore.ts'
import { deleteLine, duplicateLine, makeCurrent, shiftLayer } from '../../../store/edits/lineActions.ts'
import { duplicateArea } from '../../../store/edits/objectActions.ts'
import { number } from '../../shell/figures/format.ts'
import { Hint } from '../../shell/Hint.tsx'
import { layerName, layerStrings as t } from '../../strings/layerStrings.ts'
import { objectStrings } from '../../strings/objectStrings.ts'
import { deleteSaying } from '../deleteObject.ts'
import { FreeLineDetails } from '../hairline/FreeLineDetails.tsx'
import { MeasureList } from '../scale/MeasurePanel.tsx'
import { Section } from '../PanelParts.tsx'
import { ScrubSlider } from '../ScrubSlider.tsx'

/** What can be done with the layer that is chosen. */
export function LayerDetails({ design, layer, onRename }: { design: Design; layer: LayerId; onRename: () => void }) {
  const id = lineIdOf(layer)
  const line = id === null ? null : lineOf(design, id)
  const area = areaIdOf(layer)
  return (
    <Section title={layerName(design, layer)}>
      <Strength layer={layer} />
      {layer === 'photo' && <p className="note">{t.notes.photo}</p>}
      {layer === 'existing' && <p className="note">{t.notes.existing}</p>}
      {layer === 'measures' && <MeasureList design={design} />}
      {layer === 'zones' && <p className="note">{t.notes.zones}</p>}
      {area !== null && design.areas && <p className="note">{t.notes.area}</p>}
      {line && !isFree(line) && line.id !== currentId(design) && (
        <button type="button" className="button button-wide" onClick={() => makeCurrent(line.id)}>
          {t.makeCurrent}
        </button>
      )}
      {line && isFree(line) && <FreeLineDetails design={design} line={line} />}
      {line && <LineButtons design={design} id={line.id} onRename={onRename} />}
      {area !== null && <AreaButtons design={design} id={area} onRename={onRename} />}
    </Section>
  )
}

/** How strongly a layer is drawn. An area is so on top of the strength that its own step sets for all of them. */
function Strength({ layer }: { layer: LayerId }) {
  useStore(layerStore, (s) => s.opacity)
  if (layer === 'photo') return null
  const set = (v: number) => setOpacity(layer, v / 100)
  return (
    <ScrubSlider
      label={t.opacity}
      value={opacityOf(layer) * 100}
      min={10}
      max={100}
      step={1}
      unit="%"
      initial={100}
      onShow={set}
      onCommit={set}
    />
  )
}

interface Button {
  readonly name: string
  readonly keys?: string
  readonly icon: ReactNode
  readonly off: boolean
  readonly why?: string | undefined
  run(): void
}

/** Up and down among those of its kind, and a name. */
function placeButtons(design: Design, layer: LayerId, onRename: () => void, why?: string): readonly Button[] {
  const group = layerGroup(design, layer)
  const at = group.indexOf(layer)
  const shift = (by: 1 | -1) => () => shiftLayer(layer, by)
  return [
    { name: t.up, keys: 'Alt ↑', icon: <ArrowUp key="i" />, off: at === group.length - 1, why, run: shift(1) },
    { name: t.down, keys: 'Alt ↓', icon: <ArrowDown key="i" />, off: at <= 0, why, run: shift(-1) },
    { name: t.rename, keys: 'F2', icon: <Pencil key="i" />, off: false, run: onRename },
  ]
}

/** Order, name, copy and end of a line. What cannot be done now says why. */
function LineButtons({ design, id, onRename }: { design: Design; id: number; onRename: () => void }) {
  const rows: readonly Button[] = [
    ...placeButtons(design, lineLayer(id), onRename),
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
  return <LayerButtons rows={rows} />
}

/** Order, name, copy and end of an area. */
function AreaButtons({ design, id, onRename }: { design: Design; id: number; onRename: () => void }) {
  const layer = areaLayer(id)
  const isLowest = areaOf(design, id)?.proposed === true && areaSlots(design).length > 1
  const rows: readonly Button[] = [
    ...placeButtons(design, layer, onRename, isLowest ? t.proposedLowest : undefined),
    {
      name: t.duplicate,
      icon: <Copy key="i" />,
      off: !canAddArea(design),
      why: objectStrings.refusals.enoughAreas,
      run: () => duplicateArea(id, t.duplicateArea),
    },
    {
      name: t.remove,
      keys: 'Delete',
      icon: <Trash2 key="i" />,
      off: areaSlots(design).length === 1,
      why: t.lastArea,
      run: () => deleteSaying({ kind: 'area', id }),
    },
  ]
  return <LayerButtons rows={rows} />
}

function LayerButtons({ rows }: { rows: readonly Button[] }) {
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
