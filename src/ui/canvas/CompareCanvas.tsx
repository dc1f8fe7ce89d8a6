import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { pictureRect, type Adjustments } from '../../core/design/adjustments.ts'
import { comparedAdjustments, comparedDesign } from '../../store/comparedDesign.ts'
import { compareStore, type CompareSide } from '../../store/compareStore.ts'
import { designStore } from '../../store/designStore.ts'
import { pictures } from '../../store/pictures.ts'
import { setCamera, viewStore } from '../../store/viewStore.ts'
import { itemName, whenShown } from '../panels/comparedItems.ts'
import { number } from '../shell/format.ts'
import { strings } from '../strings/strings.ts'
import { CompareDivider, moveDividerByKey } from './CompareDivider.tsx'
import { listenToPointers, type Pane } from './comparePointer.ts'
import { colourFilter } from './adjustedView.ts'
import { drawPicture } from './pictureView.ts'
import { useComparedPicture, type Compared } from './useComparedPicture.ts'
import { scalpView } from './scalpView.ts'
import { fitRect, panBy } from './viewport.ts'
import './compareCanvas.css'

const t = strings.compare
/** Black between two panes, CSS px. */
const GAP = 2
/** Height of the bar with a pane's name, CSS px. */
const CAPTION = 44
/** CSS px kept free around a fitted head: the modes stand above it. */
const FIT_PADDING = { top: 48, right: 20, bottom: 20, left: 20 }
/** One press of an arrow key, CSS px. */
const PAN_STEP = 40

/** Two pictures of one photo, in the same place behind a line or beside each other, seen through one camera. */
export function CompareCanvas() {
  const root = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  const photo = useStore(designStore, (s) => s.photo)
  const snapshots = useStore(designStore, (s) => s.snapshots)
  const { mode, a, b, split, vertical } = useStore(compareStore)
  const fitted = useStore(viewStore, (s) => s.camera.fitted)
  const [pictureA, pictureB] = [useComparedPicture('a'), useComparedPicture('b')]
  const working = useStore(designStore, (s) => s.design)
  // A picture that is still the former one stands as that one is.
  const adjustmentsA = comparedAdjustments(pictureA.item, b, snapshots, working)
  const adjustmentsB = comparedAdjustments(pictureB.item, a, snapshots, working)
  const { straightenDeg } = adjustmentsB
  const beside = mode === 'sideBySide'
  const { panes, paneB } = useMemo(() => panesOf(size, beside), [size, beside])
  const [paneA] = panes

  useLayoutEffect(() => {
    const element = root.current
    if (!element) return
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    const { design } = designStore.getState()
    if (!photo || !design || !fitted || paneA.width === 0) return
    const bottom = beside ? CAPTION : 0
    const head = pictureRect(scalpView(design.marks, photo), photo, straightenDeg)
    setCamera(fitRect(paneA, head, { ...FIT_PADDING, bottom: bottom + FIT_PADDING.bottom }))
  }, [photo, fitted, paneA, beside, straightenDeg])

  useEffect(() => {
    if (!root.current) return
    return listenToPointers(root.current, (p) => (p.x >= paneB.x ? paneB : paneA))
  }, [paneA, paneB])

  useEffect(() => listenToArrows(root, beside), [beside])

  if (!photo) return null
  const clip = beside ? '' : vertical ? `inset(0 0 0 ${split * 100}%)` : `inset(${split * 100}% 0 0 0)`
  return (
    <div
      ref={root}
      className="compare-canvas"
      role="group"
      aria-label={t.canvas(itemName(a, snapshots), itemName(b, snapshots))}
    >
      <PicturePane pane={paneA} compared={pictureA} adjustments={adjustmentsA} photo={photo} />
      <PicturePane pane={paneB} compared={pictureB} adjustments={adjustmentsB} photo={photo} clip={clip} />
      {beside ? (
        <>
          <Caption pane={paneA} side="a" />
          <Caption pane={paneB} side="b" />
        </>
      ) : (
        size.width > 0 && <CompareDivider {...size} />
      )}
      <Trouble letter="a" compared={pictureA} />
      <Trouble letter="b" compared={pictureB} />
    </div>
  )
}

function panesOf(size: { width: number; height: number }, beside: boolean) {
  const whole: Pane = { x: 0, y: 0, ...size }
  if (!beside) return { panes: [whole] as const, paneB: whole }
  const width = Math.max(0, (size.width - GAP) / 2)
  return { panes: [{ ...whole, width }] as const, paneB: { ...whole, x: width + GAP, width } }
}

/** Arrows serve the comparison wherever the focus is not on something with arrows of its own. */
function listenToArrows(root: { readonly current: HTMLElement | null }, beside: boolean): () => void {
  const onKeyDown = (e: KeyboardEvent) => {
    const { target } = e
    if (target !== document.body && !(target instanceof Node && root.current?.contains(target))) return
    if (!beside) {
      if (moveDividerByKey(e)) e.preventDefault()
      return
    }
    const [dx, dy] = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[e.key] ?? [0, 0]
    if (!dx && !dy) return
    e.preventDefault()
    setCamera(panBy(viewStore.getState().camera, dx! * PAN_STEP, dy! * PAN_STEP))
  }
  addEventListener('keydown', onKeyDown)
  return () => removeEventListener('keydown', onKeyDown)
}

interface PaneProps {
  pane: Pane
  compared: Compared
  adjustments: Adjustments
  photo: { readonly width: number; readonly height: number }
  /** A CSS clip path: the picture itself never moves. */
  clip?: string
}

function PicturePane({ pane, compared, adjustments, photo, clip = '' }: PaneProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { picture } = compared
  useEffect(() => {
    if (!canvas.current || picture !== 'photo') return undefined
    // A snapshot's picture has its colours already.
    const colours = colourFilter(canvas.current)
    colours.show(adjustments)
    return colours.stop
  }, [picture, adjustments])
  useEffect(() => {
    let frame = 0
    const draw = () => {
      frame = 0
      if (canvas.current) drawPicture(canvas.current, picture, viewStore.getState().camera, pane, photo, adjustments)
    }
    const ask = () => {
      frame ||= requestAnimationFrame(draw)
    }
    ask()
    const stops = [viewStore.subscribe((now, before) => now.camera !== before.camera && ask()), pictures.subscribe(ask)]
    return () => {
      cancelAnimationFrame(frame)
      for (const stop of stops) stop()
    }
  }, [picture, pane, photo, adjustments])
  return (
    <canvas
      ref={canvas}
      className="compare-picture"
      style={{ left: pane.x, width: pane.width, height: pane.height, clipPath: clip }}
      aria-hidden="true"
    />
  )
}

function Caption({ pane, side }: { pane: Pane; side: CompareSide }) {
  const snapshots = useStore(designStore, (s) => s.snapshots)
  const state = useStore(compareStore)
  const item = state[side]
  const design = comparedDesign(state, side, snapshots)?.design
  const dots = snapshots.find((s) => s.id === item)?.figures?.dots ?? 0
  return (
    <div className="compare-caption" style={{ left: pane.x, width: pane.width }}>
      <span className="compare-letter">{side.toUpperCase()}</span>
      <span className="compare-name">{itemName(item, snapshots)}</span>
      {design && <span className="compare-time">{whenShown(design)}</span>}
      {dots > 0 && <span className="compare-dots">{t.dotCount(number(dots))}</span>}
    </div>
  )
}

/** Says when a side is not there yet, or can not be. */
function Trouble({ letter, compared }: { letter: 'a' | 'b'; compared: Compared }) {
  if (compared.state === 'ready') return null
  if (compared.state === 'loading') {
    return (
      <p className={`compare-note compare-note-${letter} compare-slow floating`} role="status">
        {t.loading}
      </p>
    )
  }
  return (
    <div className={`compare-note compare-note-${letter} floating`} role="alert">
      {t.failed}
      <button type="button" className="button" onClick={compared.retry}>
        {t.retry}
      </button>
    </div>
  )
}
