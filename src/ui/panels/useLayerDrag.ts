import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react'
import type { Design } from '../../core/design/design.ts'
import { lineIdOf, type LayerId } from '../../core/design/layers.ts'
import { groupOf } from '../../core/design/lines.ts'
import { placeLine } from '../../store/lineActions.ts'

interface Dragged {
  readonly id: number
  /** The place among its kind where it would come to lie, 0 the lowest. */
  readonly place: number
}

/** Drags a line's row by its grip to another place among those of its kind. Esc and a lost pointer leave it where it was. */
export function useLayerDrag(list: RefObject<HTMLElement | null>, design: Design | null) {
  const [dragged, setDragged] = useState<Dragged | null>(null)
  const drop = useRef<(() => void) | null>(null)
  // A panel that closes takes the drag with it.
  useEffect(() => () => drop.current?.(), [])

  const placeAt = (id: number, y: number): number => {
    const group = design ? groupOf(design, id) : []
    const above = group.filter((other) => {
      const box = list.current?.querySelector(`[data-row="line${other}"]`)?.getBoundingClientRect()
      return other !== id && box !== undefined && box.top + box.height / 2 < y
    })
    return group.length - 1 - above.length
  }

  return {
    mark(layer: LayerId): 'above' | 'below' | 'dragged' | null {
      const id = lineIdOf(layer)
      if (!dragged || !design || id === null) return null
      if (id === dragged.id) return 'dragged'
      const group = groupOf(design, id)
      const from = group.indexOf(dragged.id)
      if (group.indexOf(id) !== dragged.place || dragged.place === from) return null
      return dragged.place > from ? 'above' : 'below'
    },
    grip(e: PointerEvent<HTMLElement>, id: number): void {
      const handle = e.currentTarget
      e.preventDefault()
      drop.current?.()
      handle.setPointerCapture(e.pointerId)
      let place = placeAt(id, e.clientY)
      setDragged({ id, place })
      const onMove = (at: globalThis.PointerEvent) => {
        place = placeAt(id, at.clientY)
        setDragged({ id, place })
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
          placeLine(id, place)
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
