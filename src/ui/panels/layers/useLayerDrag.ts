import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react'
import type { Design } from '../../../core/design/design.ts'
import { layerGroup, type LayerId } from '../../../core/design/layers.ts'
import { placeLayer } from '../../../store/edits/lineActions.ts'

interface Dragged {
  readonly layer: LayerId
  /** The place among its kind where it would come to lie, 0 the lowest. */
  readonly place: number
}

/** Drags the row of a line or an area by its grip to another place among those of its kind. Esc and a lost pointer leave it where it was. */
export function useLayerDrag(list: RefObject<HTMLElement | null>, design: Design | null) {
  const [dragged, setDragged] = useState<Dragged | null>(null)
  const drop = useRef<(() => void) | null>(null)
  // A panel that closes takes the drag with it.
  useEffect(() => () => drop.current?.(), [])

  const placeAt = (layer: LayerId, y: number): number => {
    const group = design ? layerGroup(design, layer) : []
    const above = group.filter((other) => {
      const box = list.current?.querySelector(`[data-row="${other}"]`)?.getBoundingClientRect()
      return other !== layer && box !== undefined && box.top + box.height / 2 < y
    })
    return group.length - 1 - above.length
  }

  return {
    mark(layer: LayerId): 'above' | 'below' | 'dragged' | null {
      if (!dragged || !design) return null
      if (layer === dragged.layer) return 'dragged'
      const group = layerGroup(design, dragged.layer)
      const from = group.indexOf(dragged.layer)
      if (group.indexOf(layer) !== dragged.place || dragged.place === from) return null
      return dragged.place > from ? 'above' : 'below'
    },
    grip(e: PointerEvent<HTMLElement>, layer: LayerId): void {
      const handle = e.currentTarget
      e.preventDefault()
      drop.current?.()
      handle.setPointerCapture(e.pointerId)
      let place = placeAt(layer, e.clientY)
      setDragged({ layer, place })
      const onMove = (at: globalThis.PointerEvent) => {
        place = placeAt(layer, at.clientY)
        setDragged({ layer, place })
      }
      const listening = new AbortController()
      const { signal } = listening
      const end = () => {
        drop.current = null
        listening.abort()
        setDragged(null)
      }
      drop.current = end
      handle.addEventListener('pointermove', onMove, { signal })
      handle.addEventListener(
        'pointerup',
        () => {
          end()
          placeLayer(layer, place)
        },
        { signal },
      )
      // A capture is also lost by a pointer that is taken away.
      handle.addEventListener('lostpointercapture', end, { signal })
      const onKey = (key: KeyboardEvent) => {
        if (key.key !== 'Escape') return
        key.stopPropagation()
        end()
      }
      addEventListener('keydown', onKey, { capture: true, signal })
    },
  }
}
