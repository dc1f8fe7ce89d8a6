import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { areaIdOf, layerGroup, layersOf, lineIdOf, type LayerId } from '../../../core/design/layers.ts'
import { canAddLine, MOST_LINES } from '../../../core/design/lines/lines.ts'
import { committedDesign, designStore } from '../../../store/designStore.ts'
import { jobsStore } from '../../../store/jobsStore.ts'
import { layerInHand, layerStore } from '../../../store/layerStore.ts'
import { deleteLine, newFreeLine, newHairline } from '../../../store/edits/lineActions.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { number } from '../../shell/figures/format.ts'
import { layerStrings as t } from '../../strings/layerStrings.ts'
import { deleteSaying } from '../deleteObject.ts'
import { areaSizes, partSize } from '../area/areaSizes.ts'
import { LayerDetails } from './LayerDetails.tsx'
import { LayerRow } from './LayerRow.tsx'
import { PanelHead, Section } from '../PanelParts.tsx'
import { useLayerDrag } from './useLayerDrag.ts'
import { useRovingGrid } from '../useRovingGrid.ts'

const freeKinds = ['beardCheek', 'moustache', 'free'] as const

/** All layers of the photo, the topmost first; what can be done with the one that is chosen; and new lines. */
export function LayersPanel() {
  const design = useStore(designStore, committedDesign)
  const layers = useStore(layerStore)
  // What is drawn by itself depends on these.
  useStore(viewStore, (s) => `${s.step} ${s.tool} ${s.guidesPinned}`)
  const measure = useStore(jobsStore, (s) => s.measure)
  const [renaming, setRenaming] = useState<LayerId | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const rows = design ? layersOf(design) : []
  const own = design ? layerInHand(design) : 'photo'
  const row = layers.row !== null && rows.includes(layers.row) ? layers.row : own
  const roving = useRovingGrid(`${row} name`)
  const { mark, grip } = useLayerDrag(list, design)
  const inList = rows.some((layer) => roving.at.startsWith(`${layer} `))
  const { setAt } = roving
  useEffect(() => {
    // The row that Tab led to is gone.
    if (!inList) setAt(`${row} name`)
  }, [inList, row, setAt])
  if (!design) return null
  const room = canAddLine(design)
  const sizes = areaSizes(design, measure)
  const sizeOf = (layer: LayerId): string | null => {
    const area = areaIdOf(layer)
    return layer === 'exclusions' ? partSize(design, measure, 'excluded') : area === null ? null : sizes(area)
  }

  const focusName = (layer: LayerId) =>
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-cell="${layer} name"]`)?.focus())
  const renamed = (layer: LayerId, on: boolean) => {
    setRenaming(on ? layer : null)
    if (!on) focusName(layer)
  }
  /** The row that comes to lie in its place has the keyboard then. */
  const deleted = (layer: LayerId) => {
    const [line, area] = [lineIdOf(layer), areaIdOf(layer)]
    if (line !== null) deleteLine(line)
    else if (area !== null) deleteSaying({ kind: 'area', id: area })
    const left = layersOf(committedDesign(designStore.getState()) ?? design)
    if (!left.includes(layer)) focusName(left[Math.min(rows.indexOf(layer), left.length - 1)] ?? 'photo')
  }
  return (
    <>
      <PanelHead title={t.title} />
      <div
        ref={list}
        role="grid"
        className="layers"
        aria-label={t.list}
        onKeyDown={roving.onKeyDown}
        onFocus={roving.onFocus}
      >
        {rows.map((layer) => (
          <LayerRow
            key={layer}
            design={design}
            layer={layer}
            selected={layer === row}
            renaming={layer === renaming}
            movable={layerGroup(design, layer).length > 1}
            size={sizeOf(layer)}
            mark={mark(layer)}
            cell={roving.cell}
            onRename={(on) => renamed(layer, on)}
            onDelete={() => deleted(layer)}
            onGrip={(e) => grip(e, layer)}
          />
        ))}
      </div>
      <LayerDetails design={design} layer={row} onRename={() => setRenaming(row)} />
      <Section title={t.add}>
        <div className="layer-add">
          <button type="button" className="button" disabled={!room} onClick={() => newHairline()}>
            {t.newHairline}
          </button>
          {freeKinds.map((kind) => (
            <button
              key={kind}
              type="button"
              className="button"
              disabled={!room}
              onClick={() => newFreeLine(kind, t.lay(t.kinds[kind]))}
            >
              {t.kinds[kind]}
            </button>
          ))}
        </div>
        {!room && <p className="note">{t.most(number(MOST_LINES))}</p>}
        <p className="note">{t.notes.view}</p>
      </Section>
    </>
  )
}
