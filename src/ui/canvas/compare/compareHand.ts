import type { PointPx } from '../../../core/geometry/points.ts'
import {
  compareStore,
  nudge,
  resize,
  setFade,
  setSplit,
  setThreshold,
  type CompareItem,
} from '../../../store/compare/compareStore.ts'
import { setCamera, viewStore } from '../../../store/viewStore.ts'
import type { Moved, Pane } from './comparePointer.ts'
import { panBy, toPhoto, zoomAt } from '../viewport.ts'

/** One press of an arrow key, CSS px. */
const PAN_STEP = 40
/** Of a picture that is moved alone, CSS px; ten times as much with Shift. */
const NUDGE_STEP = 1

/**
 * What a hand on the pictures does: all of them move together, or, where they are not linked, the one that is loose.
 * @param paneAt the pane at a place, with what it shows
 */
export function comparedHand(paneAt: (p: PointPx) => { readonly pane: Pane; readonly item: CompareItem }): Moved {
  return {
    pan(at, dx, dy) {
      const { camera } = viewStore.getState()
      if (compareStore.getState().linked) setCamera(panBy(camera, dx, dy))
      else nudge(paneAt(at).item, dx / camera.zoom, dy / camera.zoom)
    },
    zoom(at, factor) {
      const { camera } = viewStore.getState()
      const { pane, item } = paneAt(at)
      const inPane = { x: at.x - pane.x, y: at.y - pane.y }
      if (compareStore.getState().linked) setCamera(zoomAt(camera, pane, inPane, factor))
      else resize(item, toPhoto(camera, pane, inPane), factor)
    },
  }
}

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/**
 * What the arrows do in a comparison: move the line or the fade by 1 %, with Shift by 10 %, up and right raise the fade and the
 * threshold as on their own sliders, and the line goes where they point; choose what stands there while
 * nothing flickers; pan where pictures stand side by side; and nudge the loose picture where they are not linked.
 * @param o.loose what is nudged
 * @param o.onLine whether the line has the focus: then it moves, linked or not
 * @returns whether the key was one of these
 */
export function compareByKey(e: KeyboardEvent, o: { loose: CompareItem; onLine: boolean }): boolean {
  if (e.ctrlKey || e.metaKey || e.altKey) return false
  const way = ways[e.key]
  const { mode, linked, split, fade, threshold } = compareStore.getState()
  if (!linked && !o.onLine) {
    if (!way) return false
    const { camera } = viewStore.getState()
    const by = ((e.shiftKey ? 10 : 1) * NUDGE_STEP) / camera.zoom
    nudge(o.loose, way[0] * by, way[1] * by)
    return true
  }
  const forth = way ? way[0] + way[1] : 0
  const more = way ? way[0] - way[1] : 0
  const step = e.shiftKey ? 0.1 : 0.01
  const end = e.key === 'Home' ? 0 : e.key === 'End' ? 1 : null
  switch (mode) {
    case 'slider':
      if (!way && end === null) return false
      setSplit(end ?? split + forth * step)
      return true
    case 'fade':
      if (!way && end === null) return false
      setFade(end ?? fade + more * step)
      return true
    case 'difference':
      if (!way) return false
      setThreshold(threshold + more * (e.shiftKey ? 10 : 1))
      return true
    case 'flicker':
      if (!way) return false
      compareStore.setState({ playing: false, standing: forth < 0 ? 'a' : 'b' })
      return true
    case 'sideBySide':
      if (!way) return false
      setCamera(panBy(viewStore.getState().camera, -way[0] * PAN_STEP, -way[1] * PAN_STEP))
      return true
  }
}
