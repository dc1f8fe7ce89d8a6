import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import { Eye, EyeOff, GripVertical, Image, Lock, LockOpen } from 'lucide-react'
import type { Design } from '../../../core/design/design.ts'
import { areaInHand } from '../../../core/design/areas/areas.ts'
import { areaIdOf, canLock, lineIdOf, type LayerId } from '../../../core/design/layers.ts'
import { currentId, MOST_NAME_LETTERS } from '../../../core/design/lines/lines.ts'
import { isSeen, layerStore, toggleLocked, toggleShown } from '../../../store/layerStore.ts'
import { renameArea } from '../../../store/edits/areaListActions.ts'
import { chooseRow, renameLine, shiftLayer } from '../../../store/edits/lineActions.ts'
import { layerName, layerStrings as t } from '../../strings/layerStrings.ts'

interface Props {
  readonly design: Design
  readonly layer: LayerId
  readonly selected: boolean
  readonly renaming: boolean
  /** Whether it can be dragged among others of its kind. */
  readonly movable: boolean
  /** What it covers, where that is known. */
  readonly size: string | null
  /** Where a dragged layer would come to lie. */
  readonly mark: 'above' | 'below' | 'dragged' | null
  cell(row: string, kind: string): { 'data-cell': string; tabIndex: number }
  onRename(on: boolean): void
  onDelete(): void
  onGrip(e: PointerEvent<HTMLElement>): void
}

/** One layer: its eye, its name and size, its lock. */
export function LayerRow(props: Props) {
  const { design, layer, selected, renaming, movable, size, mark, cell } = props
  const name = layerName(design, layer)
  const id = lineIdOf(layer)
  const area = areaIdOf(layer)
  const isNamed = id !== null || area !== null
  const shown = isSeen(layer)
  const locked = layerStore.getState().locked.has(layer)
  const isCurrent = id !== null && id === currentId(design)
  const { lineInHand } = layerStore.getState()
  const isInHand = id !== null ? id === lineInHand : area !== null && !!design.areas && area === areaInHand(design)
  // Beside a size there is room for a mark alone.
  const badge = isCurrent ? t.current : isInHand && id !== null ? t.inHand : null
  const rename = (text: string) => {
    if (id !== null) renameLine(id, text)
    else if (area !== null) renameArea(area, text)
  }

  const onKeyDown = (e: KeyboardEvent) => {
    if (!isNamed || renaming) return
    if (
      e.key === 'F2' ||
      (e.key === 'Enter' && selected && e.target instanceof Element && e.target.matches('.layer-name'))
    ) {
      e.preventDefault()
      props.onRename(true)
    } else if (e.altKey && (e.key === 'ArrowUp' || e.key === 'ArrowDown')) {
      e.preventDefault()
      e.stopPropagation()
      shiftLayer(layer, e.key === 'ArrowUp' ? 1 : -1)
    } else if (e.key === 'Delete') {
      e.preventDefault()
      e.stopPropagation()
      props.onDelete()
    }
  }
  return (
    <div
      role="row"
      className={`layer ${shown ? '' : 'layer-hidden'} ${mark ? `layer-${mark}` : ''}`}
      aria-selected={selected}
      data-row={layer}
      onKeyDown={onKeyDown}
    >
      {movable ? (
        <span role="gridcell" className="layer-grip" aria-hidden="true" onPointerDown={props.onGrip}>
          <GripVertical />
        </span>
      ) : (
        <span role="gridcell" aria-hidden="true" />
      )}
      <span role="gridcell" className="layer-cell">
        {layer === 'photo' ? (
          <span className="icon-button layer-photo" aria-hidden="true">
            <Image />
          </span>
        ) : (
          <button
            type="button"
            className="icon-button"
            aria-label={t.show(name)}
            aria-pressed={shown}
            onClick={() => toggleShown(layer)}
            {...cell(layer, 'eye')}
          >
            {shown ? <Eye aria-hidden="true" /> : <EyeOff aria-hidden="true" />}
          </button>
        )}
      </span>
      <span role="gridcell" className="layer-cell">
        {renaming && isNamed ? (
          <NameField
            label={t.nameField(id !== null)}
            name={name}
            onDone={(text) => {
              if (text !== null && text !== name) rename(text)
              props.onRename(false)
            }}
          />
        ) : (
          <button
            type="button"
            className="layer-name"
            onClick={() => chooseRow(layer)}
            onDoubleClick={() => isNamed && props.onRename(true)}
            {...cell(layer, 'name')}
          >
            {area !== null && isInHand && (
              <span className="layer-held">
                <span className="unseen">{t.inHand}</span>
              </span>
            )}
            <span className="layer-text">{name}</span>
            {badge && <span className="layer-badge">{badge}</span>}
            {size !== null && <span className="layer-size">{size}</span>}
          </button>
        )}
      </span>
      <span role="gridcell" className="layer-cell">
        {canLock(layer) && (
          <button
            type="button"
            className="icon-button layer-lock"
            aria-label={t.lock(name)}
            aria-pressed={locked}
            onClick={() => toggleLocked(layer)}
            {...cell(layer, 'lock')}
          >
            {locked ? <Lock aria-hidden="true" /> : <LockOpen aria-hidden="true" />}
          </button>
        )}
      </span>
    </div>
  )
}

/** Enter keeps the name, Esc the former one; to leave the field keeps it too. */
function NameField({ label, name, onDone }: { label: string; name: string; onDone: (text: string | null) => void }) {
  const [text, setText] = useState(name)
  return (
    <input
      className="layer-field"
      aria-label={label}
      value={text}
      maxLength={MOST_NAME_LETTERS}
      autoFocus
      onFocus={(e) => e.currentTarget.select()}
      onChange={(e) => setText(e.currentTarget.value)}
      onBlur={() => onDone(text)}
      onKeyDown={(e) => {
        e.stopPropagation()
        if (e.key === 'Enter') onDone(text)
        if (e.key === 'Escape') onDone(null)
      }}
    />
  )
}
