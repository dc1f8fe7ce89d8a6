import { useStore } from 'zustand'
import { areaBounds } from '../../../core/design/areas/area.ts'
import { areaOf, areasInOrder } from '../../../core/design/areas/areas.ts'
import type { Design } from '../../../core/design/design.ts'
import { freeLinePaths } from '../../../core/design/lines/freeLines.ts'
import { hairlinePath } from '../../../core/design/lines/hairline.ts'
import { currentId, hairlineOf, isFree, lineOf, linesOf } from '../../../core/design/lines/lines.ts'
import { measureOf, measuresOf } from '../../../core/design/scale/measures.ts'
import { moveProblem } from '../../../core/design/movedObject.ts'
import { layerOfObject, sameObject, type DesignObject } from '../../../core/design/objects.ts'
import { boundsOf } from '../../../core/geometry/polygon.ts'
import type { PointPx, RectPx } from '../../../core/geometry/points.ts'
import { maskBounds } from '../../../core/pixels/maskFill.ts'
import { committedDesign, designStore } from '../../../store/designStore.ts'
import { layerStore, lineContext, objectContext } from '../../../store/layerStore.ts'
import { focusObject, keepObject, takesObjects } from '../../../store/edits/objectActions.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { measureText } from '../../panels/scale/measureText.ts'
import { objectName, objectStrings } from '../../strings/objectStrings.ts'
import { EndsOf } from './MeasureEnds.tsx'
import { placeSaid } from './placeSaid.ts'

/**
 * What Select can take as a whole, for the keyboard and for screen readers, the topmost first: arrows move it, Delete removes
 * it, and Enter keeps it in hand while others come to it (ux 18). The ends of the measure in hand stand behind it.
 */
export function ObjectList() {
  const selects = useStore(viewStore, (s) => s.tool === 'select')
  useStore(viewStore, (s) => `${s.step} ${s.reversal} ${s.onlyLooking}`)
  const layers = useStore(layerStore)
  const design = useStore(designStore, committedDesign)
  if (!design || !selects || !takesObjects()) return null
  return (
    <ul className="unseen" aria-label={objectStrings.objects}>
      {objectsOf(design).map((object) => {
        const { value, text } = spoken(design, object)
        const isKept = layers.others.some((one) => sameObject(one, object))
        const measure = object.kind === 'measure' && sameObject(layers.object, object) && measureOf(design, object.id)
        const stays = moveProblem(design, object) !== null || layers.locked.has(layerOfObject(object))
        return (
          <li key={`${object.kind}${object.id}`}>
            <span
              role="slider"
              tabIndex={0}
              aria-label={objectName(design, object)}
              aria-valuenow={value}
              aria-valuetext={isKept ? `${text}, ${objectStrings.kept}` : text}
              aria-disabled={stays || undefined}
              onFocus={() => focusObject(object)}
              onKeyDown={(e) => {
                if (e.key !== 'Enter') return
                e.preventDefault()
                e.stopPropagation()
                keepObject(object)
              }}
            />
            {measure && <EndsOf design={design} measure={measure} />}
          </li>
        )
      })}
    </ul>
  )
}

function objectsOf(design: Design): readonly DesignObject[] {
  const { hiddenLines } = lineContext(design)
  const { shownAreas, measuresShown } = objectContext(design)
  const own = currentId(design)
  const lines = linesOf(design).filter(({ id }) => id !== own && !hiddenLines.has(id))
  const areas = areasInOrder(design).filter((id) => shownAreas.has(id))
  return [
    ...(measuresShown ? measuresOf(design) : []).map(({ id }) => ({ kind: 'measure', id }) as const),
    ...lines.toReversed().map(({ id }) => ({ kind: 'line', id }) as const),
    ...areas.toReversed().map((id) => ({ kind: 'area', id }) as const),
  ]
}

/** Its name and where its middle lies; of a measure what it says. */
function spoken(design: Design, object: DesignObject): { readonly value: number; readonly text: string } {
  const name = objectName(design, object)
  const box = boundsOfObject(design, object)
  const place = box ? placeSaid(design, { x: box.x + box.width / 2, y: box.y + box.height / 2 }) : null
  const measure = object.kind === 'measure' ? measureOf(design, object.id) : null
  const said = measure ? measureText(design, measure.points) : place?.text
  return { value: place?.value ?? 0, text: said ? `${name}, ${said}` : name }
}

function boundsOfObject(design: Design, { kind, id }: DesignObject): RectPx | null {
  if (kind === 'area') {
    const area = areaOf(design, id)
    return area && (area.proposed ? areaBounds({ ...design, area }) : maskBounds(area.add))
  }
  return boundsOf(kind === 'measure' ? (measureOf(design, id)?.points ?? []) : pathOf(design, id))
}

function pathOf(design: Design, id: number): readonly PointPx[] {
  const line = lineOf(design, id)
  if (!line) return []
  return isFree(line) ? freeLinePaths(line, design.marks).flat() : hairlinePath(hairlineOf(design, line))
}
