import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { pictureRect } from '../../../core/design/adjustments.ts'
import { compareStore, looseItem, sidesShown, type CompareSide } from '../../../store/compare/compareStore.ts'
import { lookWithOwnCamera } from '../../../store/compare/compareCamera.ts'
import { designStore } from '../../../store/designStore.ts'
import { setCamera, viewStore } from '../../../store/viewStore.ts'
import { itemName, useComparables } from '../../panels/compare/comparedItems.ts'
import { strings } from '../../strings/strings.ts'
import { CompareDivider } from './CompareDivider.tsx'
import { ComparedPane } from './ComparedPane.tsx'
import { useComparedLook } from './comparedLook.ts'
import { aloneOf, shareOf } from './comparedShare.ts'
import { compareByKey, comparedHand } from './compareHand.ts'
import { listenToPointers, type Pane } from './comparePointer.ts'
import { DifferencePane } from './DifferencePane.tsx'
import { scalpView } from '../scalpView.ts'
import { useFlicker } from './useFlicker.ts'
import type { Compared } from './useComparedPicture.ts'
import { fitRect, type Box } from '../viewport.ts'
import './compareCanvas.css'

const t = strings.compare
/** Black between two panes, CSS px. */
const GAP = 2
/** CSS px kept free around a fitted head: the modes stand above it. */
const FIT_PADDING = { top: 48, right: 20, bottom: 20, left: 20 }

/** Pictures of one head, in the same place over each other or beside each other, seen through one camera. */
export function CompareCanvas() {
  const root = useRef<HTMLDivElement>(null)
  const size = useSize(root)
  const photo = useStore(designStore, (s) => s.photo)
  const state = useStore(compareStore)
  const fitted = useStore(viewStore, (s) => s.camera.fitted)
  const comparables = useComparables()
  const { mode } = state
  const beside = mode === 'sideBySide'
  const sides = sidesShown(state)
  const count = beside ? sides.length : 1
  const panes = usePanes(size, count)
  const [first] = panes
  const [a, b] = [useComparedLook('a'), useComparedLook('b')]
  const { hereDeg } = b.look
  const standing = useFlicker()
  const seen = { alone: aloneOf({ a, b }), standing }

  const photoId = photo?.id
  // Before anything is drawn: the pictures would be seen as close as the photo was worked on.
  useLayoutEffect(() => (photoId === undefined ? undefined : lookWithOwnCamera(photoId)), [photoId])

  useEffect(() => {
    const { design } = designStore.getState()
    if (!photo || !design || !fitted || !first || first.width === 0) return
    const head = pictureRect(scalpView(design.marks, photo), photo, hereDeg)
    setCamera(fitRect(first, head, FIT_PADDING))
  }, [photo, fitted, first, hereDeg])

  useEffect(() => {
    if (!root.current) return
    const paneAt = ({ x }: { x: number }) => {
      const at = Math.max(
        0,
        panes.findLastIndex((pane) => x >= pane.x),
      )
      const now = compareStore.getState()
      const side = now.mode === 'sideBySide' ? sidesShown(now)[at] : undefined
      return { pane: panes[at]!, item: (side && now[side]) ?? looseItem(now) }
    }
    return listenToPointers(root.current, comparedHand(paneAt))
  }, [panes])

  useEffect(() => listenToArrows(root), [])

  if (!photo) return null
  const names = sides.map((side) => itemName(state[side] ?? 'before', comparables))
  const over = { pane: first!, photo }
  return (
    <div ref={root} className="compare-canvas" role="group" aria-label={t.canvas(names)}>
      {mode === 'difference' ? (
        <DifferencePane {...over} a={a.look} b={b.look} />
      ) : (
        <>
          <ComparedPane {...over} look={a.look} {...shareOf('a', state, seen)} />
          <ComparedPane
            pane={panes[1] ?? first!}
            photo={photo}
            look={b.look}
            {...shareOf('b', state, seen)}
            adds={mode === 'fade'}
          />
        </>
      )}
      {beside &&
        (['c', 'd'] as const).map((side, i) => {
          const pane = panes[i + 2]
          return pane && <FurtherPane key={side} side={side} pane={pane} photo={photo} />
        })}
      {beside && panes.slice(1).map(({ x }) => <span key={x} className="compare-gap" style={{ left: x - GAP }} />)}
      {mode === 'slider' && size.width > 0 && <CompareDivider {...size} />}
      <Trouble compared={a} pane={first} />
      <Trouble compared={b} pane={panes[1]} />
    </div>
  )
}

function FurtherPane({ side, pane, photo }: { side: CompareSide; pane: Pane; photo: Box }) {
  const compared = useComparedLook(side)
  return (
    <>
      <ComparedPane pane={pane} photo={photo} look={compared.look} />
      <Trouble compared={compared} pane={pane} />
    </>
  )
}

function useSize(root: { readonly current: HTMLElement | null }): Box {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = root.current
    if (!element) return
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [root])
  return size
}

/** So many panes of one width, from left to right. */
function usePanes({ width, height }: Box, count: number): readonly Pane[] {
  return useMemo(() => {
    const each = Math.max(0, (width - (count - 1) * GAP) / count)
    return Array.from({ length: count }, (_, i) => ({ x: i * (each + GAP), y: 0, width: each, height }))
  }, [width, height, count])
}

/** Arrows serve the comparison wherever the focus is not on something with arrows of its own. */
function listenToArrows(root: { readonly current: HTMLElement | null }): () => void {
  const onKeyDown = (e: KeyboardEvent) => {
    const { target } = e
    if (!(target instanceof Element) || !serves(target)) return
    const onLine = target instanceof Element && target.matches('[role="slider"]')
    if (compareByKey(e, { loose: looseItem(compareStore.getState()), onLine })) e.preventDefault()
  }
  /** A plain button beside the pictures has no use for arrows; one with a menu has. */
  const serves = (target: Element): boolean =>
    target === document.body ||
    root.current?.contains(target) === true ||
    target.matches('.canvas-box button:not([aria-haspopup])')
  addEventListener('keydown', onKeyDown)
  return () => removeEventListener('keydown', onKeyDown)
}

/** Says when a picture is not there yet, or can not be; in its own pane, or where both lie over each other on B's side. */
function Trouble({ compared, pane }: { compared: Compared; pane: Pane | undefined }) {
  const style = pane ? { left: pane.x + 16 } : { right: 16 }
  if (compared.state === 'ready') return null
  if (compared.state === 'loading') {
    return (
      <p className="compare-note compare-slow floating" style={style} role="status">
        {t.loading}
      </p>
    )
  }
  return (
    <div className="compare-note floating" style={style} role="alert">
      {t.failed}
      <button type="button" className="button" onClick={compared.retry}>
        {t.retry}
      </button>
    </div>
  )
}
