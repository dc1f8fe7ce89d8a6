import { Eye, EyeOff, Plus, X } from 'lucide-react'
import { Radio, RadioGroup } from 'react-aria-components'
import { useStore } from 'zustand'
import { areaInHand, areaSlots, canAddArea, MOST_AREAS } from '../../../core/design/areas/areas.ts'
import type { Design } from '../../../core/design/design.ts'
import { areaLayer } from '../../../core/design/layers.ts'
import { isSeen, layerStore, toggleShown } from '../../../store/layerStore.ts'
import { addArea, takeArea } from '../../../store/edits/areaListActions.ts'
import { number } from '../../shell/figures/format.ts'
import { areaName } from '../../strings/areaNames.ts'
import { layerStrings } from '../../strings/layerStrings.ts'
import { areaStrings } from '../../strings/areaStrings.ts'
import { deleteSaying } from '../deleteObject.ts'
import { areaSizes } from './areaSizes.ts'
import type { AreaMeasures } from '../shownTypes.ts'

const t = areaStrings.list

/** All areas of the design, where there are several: which is in hand, how large each is, and how one goes. */
export function AreaList({ design, measure }: { design: Design; measure: AreaMeasures | null }) {
  if (!design.areas) return null
  const names = new Map(areaSlots(design).map(({ id }) => [id, areaName(design, id)]))
  const sizeOf = areaSizes(design, measure)
  return (
    <div className="area-list">
      <RadioGroup
        aria-label={t.label}
        className="area-choices"
        value={String(areaInHand(design))}
        onChange={(id) => takeArea(Number(id))}
      >
        {areaSlots(design).map(({ id }) => (
          <Radio key={id} value={String(id)} className="area-choice">
            <span className="area-name">{names.get(id)}</span>
            {measure && <span className="area-size">{sizeOf(id)}</span>}
          </Radio>
        ))}
      </RadioGroup>
      <div className="area-eyes">
        {areaSlots(design).map(({ id }) => (
          <AreaEye key={id} id={id} name={names.get(id) ?? ''} />
        ))}
      </div>
      <div className="area-removals">
        {areaSlots(design).map(({ id }) => (
          <button
            key={id}
            type="button"
            className="icon-button small"
            aria-label={t.remove(names.get(id) ?? '')}
            onClick={() => deleteSaying({ kind: 'area', id })}
          >
            <X aria-hidden="true" />
          </button>
        ))}
      </div>
    </div>
  )
}

function AreaEye({ id, name }: { id: number; name: string }) {
  const shown = useStore(layerStore, () => isSeen(areaLayer(id)))
  return (
    <button
      type="button"
      className="icon-button small"
      aria-label={layerStrings.show(name)}
      aria-pressed={shown}
      onClick={() => toggleShown(areaLayer(id))}
    >
      {shown ? <Eye aria-hidden="true" /> : <EyeOff aria-hidden="true" />}
    </button>
  )
}

/** Begins another area, which is then in hand. */
export function NewArea({ design }: { design: Design }) {
  const room = canAddArea(design)
  return (
    <button
      type="button"
      className="aside-button"
      disabled={!room}
      title={room ? undefined : t.enough(number(MOST_AREAS))}
      onClick={() => addArea(t.edits.add)}
    >
      <Plus size={14} aria-hidden="true" />
      {t.add}
    </button>
  )
}
