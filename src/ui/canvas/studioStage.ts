import { Shape } from 'konva/lib/Shape.js'
import type { Layer as KonvaLayer } from 'konva/lib/Layer.js'
import type { Stage as KonvaStage } from 'konva/lib/Stage.js'
import { adjustmentsOf } from '../../core/design/adjustments.ts'
import { hasReversal } from '../../core/design/reversal.ts'
import type { RectPx } from '../../core/geometry/points.ts'
import type { Handle, Pointer } from '../../core/tools/tool.ts'
import { leaveOutStore } from '../../store/edits/areaActions.ts'
import { designStore } from '../../store/designStore.ts'
import { jobsStore } from '../../store/jobsStore.ts'
import { followLayers, layerStore } from '../../store/layerStore.ts'
import { matchStore } from '../../store/edits/matchActions.ts'
import { routeStore } from '../../store/routeStore.ts'
import { reversalStore } from '../../store/reversal/reversalActions.ts'
import { pickedPoint, pickPoint } from '../../store/edits/pointActions.ts'
import { followShownZones } from '../../store/reversal/shownZones.ts'
import { shownOn } from '../../store/dots/finerTiles.ts'
import { pictures } from '../../store/dots/pictures.ts'
import { seePencil, setCamera, viewStore, type ViewState } from '../../store/viewStore.ts'
import { run } from '../shell/commands/commands.ts'
import { colourFilter } from './adjustedView.ts'
import { listenToCanvasKeys } from './hands/canvasKeys.ts'
import { cropStore, isCropping } from './hands/cropHand.ts'
import { doublePresses } from './hands/doublePresses.ts'
import { dotsPainter } from './dotsLayer.ts'
import { fitting } from './fitting.ts'
import { pickers } from './hands/pickers.ts'
import { pickedOnCanvas, pickInHand } from './hands/pointKeys.ts'
import { sayRefusals } from './overlays/layerNotices.ts'
import { listenToCanvas, type CanvasContact } from './hands/pointerInput.ts'
import { drawScene } from './studioScene.ts'
import { restingPointer } from './hands/restingPointer.ts'
import { toolHand } from './hands/toolHand.ts'
import { toolInput } from './hands/toolInput.ts'
import { cameraOn, panBy, settled, showing, toPhoto, turnAt, zoomAt, type Box } from './viewport.ts'
import { pipetteStore } from './hands/whitePipette.ts'
import { readyForStrokes } from './overlays/zonesOnScreen.ts'

/** How long a finger lies on the line until it adds a point (ux 5). */
const HOLD_MS = 400
/** How long the brush's size stands beside its ring after a change. */
const SIZE_SHOWN_MS = 900

/**
 * Draws on a stage and gives its pointers and keys to the tools, once a frame at the most, as the stores change.
 * @returns to call when the stage goes
 */
export function startStudio(holder: HTMLElement, stage: KonvaStage, tiles: KonvaLayer, over: KonvaLayer): () => void {
  let box: Box = { width: 0, height: 0 }
  let pointer: Pointer = 'mouse'
  let space = false
  let frame = 0
  let dirty = { tiles: true, over: true }
  let sizeShownUntil = 0
  /** The point that was in the hand before the press that is under way. */
  let pickedBefore: string | null = null
  let resting: ReturnType<typeof setTimeout> | undefined

  const density = () => tiles.getCanvas().getPixelRatio()
  const paint = dotsPainter()
  const fit = fitting()
  const colours = colourFilter(tiles.getNativeCanvasElement())
  const cameraNow = () => cameraOn(viewStore.getState().camera, designStore.getState().design)
  tiles.add(
    new Shape({
      listening: false,
      sceneFunc(konva) {
        const photo = pictures.size()
        if (!photo) return
        const context = konva._context as CanvasRenderingContext2D
        context.save()
        context.setTransform(1, 0, 0, 1, 0, 0)
        paint(context, cameraNow(), box, photo, density())
        context.restore()
      },
    }),
  )
  over.add(
    new Shape({
      listening: false,
      sceneFunc(konva) {
        const { design } = designStore.getState()
        if (!design || !pictures.size()) return
        const view = viewStore.getState()
        const focused = holder.contains(document.activeElement) && focusedHandle()
        drawScene(konva._context as CanvasRenderingContext2D, {
          design: hand.live ?? design,
          view: { ...view, camera: cameraNow() },
          box,
          tool: hand.overlay,
          busy: hand.busy,
          pointer,
          focused: focused ? (view.activeHandle as Handle | null) : pickedOnCanvas(),
          density: density(),
          sizeShown: hand.busy || performance.now() < sizeShownUntil,
        })
      },
    }),
  )

  /** Nobody draws on a photo that is not there yet, or not yet where it will lie: it would not be where the hand thinks. */
  let shown = false
  const isShown = () => shown && pictures.size() !== null
  const sayWhetherShown = () => {
    shown = pictures.size() !== null
    holder.ariaBusy = shown ? null : 'true'
  }

  function draw(): void {
    frame = 0
    fit(box)
    sayWhetherShown()
    if (dirty.tiles) {
      colours.show(adjustmentsOf(designStore.getState().design))
      tiles.draw()
    }
    if (dirty.over) over.draw()
    dirty = { tiles: false, over: false }
  }
  function soon(what: { tiles?: boolean; over?: boolean }): void {
    dirty = { tiles: dirty.tiles || (what.tiles ?? false), over: dirty.over || (what.over ?? false) }
    frame ||= requestAnimationFrame(draw)
  }
  const hand = toolHand(() => {
    soon({ over: true })
    const { active, ghost, onObject } = hand.overlay
    holder.dataset.over = onObject
      ? 'object'
      : ghost
        ? 'line'
        : !active && !hand.overPatch
          ? ''
          : hand.busy
            ? 'held'
            : 'handle'
    if (hand.busy && active) pickInHand(active)
  })

  const inputOf = (e: CanvasContact, type: 'down' | 'move' | 'up') => {
    const camera = cameraNow()
    pointer = e.pointer
    return toolInput(e, type, viewStore.getState().tool, (at) => toPhoto(camera, box, at))
  }
  const hover = restingPointer(
    () => !space && !canvas.busy && !hand.busy,
    (e) => hand.give(inputOf(e, 'move')),
  )
  const presses = doublePresses()
  const pan = (dx: number, dy: number) => isShown() && setCamera(panBy(viewStore.getState().camera, dx, dy))
  const picking = pickers(() => ({ camera: cameraNow(), box }), pan)
  const canvas = listenToCanvas(holder, {
    toolDown(e) {
      const picker = picking.current()
      pickedBefore = pickedPoint.getState().handle
      if (!isShown()) return
      if (picker) return picker.down(e)
      hand.give({ ...inputOf(e, 'down'), again: presses.isSecond(e) })
      if (!hand.overlay.active) pickPoint(null)
      if (e.pointer !== 'touch' || viewStore.getState().tool !== 'hairline') return
      clearTimeout(resting)
      resting = setTimeout(() => hand.busy && hand.give({ ...inputOf(e, 'move'), held: true }), HOLD_MS)
    },
    toolMove: (e) => {
      hover.moved(e)
      const picker = picking.current()
      holder.style.cursor = picking.cursorAt(e)
      if (picker) picker.move(e)
      else hand.give(inputOf(e, 'move'))
    },
    toolUp(e) {
      clearTimeout(resting)
      const picker = picking.current()
      if (picker) picker.up()
      else hand.give(inputOf(e, 'up'))
    },
    toolCancel() {
      clearTimeout(resting)
      picking.drop()
      hand.drop()
    },
    toolTakeBack() {
      clearTimeout(resting)
      picking.drop()
      hand.takeBack()
      pickPoint(pickedBefore)
    },
    panBy: pan,
    zoomAt: (x, y, factor) => isShown() && setCamera(zoomAt(viewStore.getState().camera, box, { x, y }, factor)),
    turnAt(x, y, byRad) {
      const { camera, rotateView, onlyLooking } = viewStore.getState()
      const mayTurn = routeStore.getState().screen === 'studio' && !onlyLooking && !isCropping()
      if (rotateView && mayTurn && isShown()) setCamera(turnAt(camera, box, { x, y }, byRad))
    },
    fingersUp() {
      const { camera } = viewStore.getState()
      if (camera.turnedRad) setCamera(settled(camera))
    },
    undo: () => run('undo'),
    redo: () => run('redo'),
    penSeen: seePencil,
    get hand() {
      const { tool, onlyLooking } = viewStore.getState()
      return onlyLooking || space || tool === 'hand'
    },
    get penMode() {
      return viewStore.getState().penMode
    },
  })

  const measure = () => {
    box = { width: holder.clientWidth, height: holder.clientHeight }
    stage.size(box)
    shownOn(box.width * box.height * devicePixelRatio ** 2)
    for (const layer of [tiles, over]) {
      const canvas = layer.getCanvas()
      if (canvas.getPixelRatio() !== devicePixelRatio) canvas.setPixelRatio(devicePixelRatio)
    }
    soon({ tiles: true, over: true })
  }
  const resize = new ResizeObserver(measure)
  resize.observe(holder)
  // The box may stay the same when the page is zoomed or goes to another screen.
  addEventListener('resize', measure)

  function followHover(now: ViewState, before: ViewState): void {
    if (now.brushMm !== before.brushMm) {
      sizeShownUntil = performance.now() + SIZE_SHOWN_MS
      setTimeout(() => soon({ over: true }), SIZE_SHOWN_MS)
    }
    hover.viewChanged(now, before)
  }

  function bringIntoView(place: RectPx): void {
    const { camera } = viewStore.getState()
    const { design } = designStore.getState()
    if (!design) return
    const next = showing(camera, design, box, place)
    if (next.x !== camera.x || next.y !== camera.y || next.zoom !== camera.zoom) setCamera(next)
  }

  function beReady(): void {
    const { design } = designStore.getState()
    if (design && hasReversal(design)) readyForStrokes(design)
  }

  const unsubscribe = [
    pictures.subscribe(() => soon({ tiles: true })),
    matchStore.subscribe((now, before) => soon({ tiles: !now.matching !== !before.matching, over: true })),
    designStore.subscribe((now, before) => {
      // Undone or opened under the hand: what the gesture began from is gone. A lasso holds no design.
      const replaced = now.history !== before.history && hand.busy
      if (replaced && viewStore.getState().tool !== 'lasso') hand.drop()
      const adjusted = now.design?.adjustments !== before.design?.adjustments
      if (now.design !== before.design) soon({ tiles: adjusted, over: true })
      // What the pointer rests on went from under it.
      const isLineNew = now.history !== before.history && hand.overlay.ghost
      if (isLineNew || (now.design !== before.design && hand.isLost)) hand.leave()
      // The grid over a picture that is turned goes with the hand.
      if (now.live !== before.live) soon({ over: true })
    }),
    cropStore.subscribe(() => {
      holder.style.cursor = ''
      hand.drop()
      soon({ over: true })
    }),
    jobsStore.subscribe(({ working }) => holder.toggleAttribute('data-working', working)),
    pipetteStore.subscribe(({ picking }) => holder.toggleAttribute('data-picking', picking)),
    reversalStore.subscribe(() => soon({ over: true })),
    leaveOutStore.subscribe(() => soon({ over: true })),
    pickedPoint.subscribe(() => soon({ over: true })),
    followLayers(),
    followShownZones(),
    sayRefusals(),
    layerStore.subscribe(() => soon({ tiles: true, over: true })),
    viewStore.subscribe((now, before) => {
      hand.take()
      followHover(now, before)
      // Undo goes to what it changed.
      if (now.flash && now.flash !== before.flash) bringIntoView(now.flash)
      if (now.zone && !before.zone) setTimeout(beReady)
      const moved = now.camera !== before.camera || now.photoAlone !== before.photoAlone
      soon({ tiles: moved, over: true })
      holder.dataset.tool = space ? 'hand' : now.tool
    }),
  ]
  holder.dataset.tool = viewStore.getState().tool

  const stopKeys = listenToCanvasKeys(holder, hand, {
    escape: () => canvas.escape(),
    space: (held) => (space = held),
    alt: hover.alt,
  })
  const onLeave = () => {
    hover.left()
    hand.leave()
  }
  holder.addEventListener('pointerleave', onLeave)
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(resting)
    pickPoint(null)
    resize.disconnect()
    canvas.stop()
    hand.drop()
    picking.drop()
    for (const stop of unsubscribe) stop()
    colours.stop()
    stopKeys()
    removeEventListener('resize', measure)
    holder.removeEventListener('pointerleave', onLeave)
    tiles.destroyChildren()
    over.destroyChildren()
  }
}

const focusedHandle = (): boolean => document.activeElement?.getAttribute('role') === 'slider'
