import { X } from 'lucide-react'
import { isProposedElsewhere } from '../../../core/design/areas/areas.ts'
import { takesDots, type AreaDesign, type AreaMaskName, type Design } from '../../../core/design/design.ts'
import { emptyMask } from '../../../core/pixels/tiledMask.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { designStore } from '../../../store/designStore.ts'
import { areaStrings } from '../../strings/areaStrings.ts'
import { strings } from '../../strings/strings.ts'
import { partSize, type AreaPart } from './areaSizes.ts'
import type { AreaMeasures } from '../shownTypes.ts'
import './areaPanel.css'

const t = strings.area

const parts = [
  [['add'], t.added, 'swatch-area', 'added'],
  [['subtract'], t.erased, 'swatch-erased', 'erased'],
  [['exclude'], t.excluded, 'swatch-exclude', 'excluded'],
  [['more', 'less'], t.densityPainted, 'swatch-density', null],
] as const

/** What the area is made of. Hand work is kept over the proposal and can be taken back by kind. */
export function AreaRows({ design, measure }: { design: Design; measure: AreaMeasures | null }) {
  const { area } = design
  const shown = parts
    .filter(([masks]) => masks.some((mask) => area[mask].tiles.size > 0))
    .map(([masks, name, mark, part]) => ({ masks, mark, part, ...saidOf(area, masks[0], name) }))
  // The proposal alone is all of it, which stands below.
  const isAll = area.proposed && shown.every(({ part }) => part === null)
  const size = (part: AreaPart | null) => {
    const text = !isAll && part && partSize(design, measure, part)
    return text && <span className="area-size">{text}</span>
  }
  return (
    <>
      <div className="area-rows">
        {area.proposed && (
          <div className="area-row">
            <span className="swatch-mark swatch-area" aria-hidden="true" />
            <span className="area-name">
              {t.proposed}
              {isEdited(area) && <span className="area-edited">{areaStrings.edited}</span>}
            </span>
            {size('proposed')}
            <button
              type="button"
              className="icon-button small"
              aria-label={t.clear(t.proposed)}
              onClick={() => propose(false)}
            >
              <X aria-hidden="true" />
            </button>
          </div>
        )}
        {shown.map(({ masks, mark, part, name, edited }) => (
          <div key={masks[0]} className="area-row">
            <span className={`swatch-mark ${mark}`} aria-hidden="true" />
            <span className="area-name">
              {name}
              {edited && <span className="area-edited">{areaStrings.edited}</span>}
            </span>
            {size(part)}
            <button
              type="button"
              className="icon-button small"
              aria-label={t.clear(name)}
              onClick={() => clear(masks, name)}
            >
              <X aria-hidden="true" />
            </button>
          </div>
        ))}
      </div>
      {!area.proposed && takesDots(area.role) && !isProposedElsewhere(design) && (
        <button type="button" className="button button-wide" onClick={() => propose(true)}>
          {isEdited(area) ? areaStrings.repropose : t.propose}
        </button>
      )}
    </>
  )
}

/** What a part of an area is called: what was carried was drawn by nobody, until a hand is at it. */
function saidOf({ carried }: AreaDesign, mask: AreaMaskName, byHand: string) {
  if (mask !== 'add' && mask !== 'subtract') return { name: byHand, edited: false }
  const state = carried?.[mask]
  return { name: state ? t.carried[mask] : byHand, edited: state === 'edited' }
}

/** Whether hand work lies over the proposal, or stands alone. */
const isEdited = ({ add, subtract }: AreaDesign): boolean => add.tiles.size + subtract.tiles.size > 0

/** Hand work stays as it is, whether the proposal comes or goes. */
function propose(proposed: boolean): void {
  const { design } = designStore.getState()
  if (!design) return
  const again = isEdited(design.area) ? areaStrings.edits.repropose : t.edits.propose
  edit({ ...design, area: { ...design.area, proposed } }, proposed ? again : t.edits.unpropose)
}

function clear(masks: readonly AreaMaskName[], name: string): void {
  const { design } = designStore.getState()
  if (!design) return
  const { width, height } = design.photo
  const emptied = Object.fromEntries(masks.map((mask) => [mask, emptyMask(width, height)]))
  edit({ ...design, area: { ...design.area, ...emptied } }, t.edits.clear(name))
}
