import { createStore } from 'zustand/vanilla'
import type { Design } from '../core/design/design.ts'
import { current } from '../core/design/history.ts'
import { areaSlots, areasInOrder, hasHairline } from '../core/design/areas/areas.ts'
import {
  areaIdOf,
  areaLayer,
  layersOf,
  lineIdOf,
  lineLayer,
  withLocksKept,
  type LayerId,
} from '../core/design/layers.ts'
import { currentId, isFree, lineOf, linesOf, type FreeLine } from '../core/design/lines/lines.ts'
import { hasObject, sameObject, type DesignObject } from '../core/design/objects.ts'
import { readLocks, writeLocks } from '../storage/locks.ts'
import { designStore } from './designStore.ts'
import { routeStore } from './routeStore.ts'
import { setView, viewStore, type ViewState } from './viewStore.ts'

/** How the layers of the open photo are looked at; locks are kept on this device, the rest until another photo is opened. */
export interface LayerState {
  readonly photoId: string | null
  /** Eyes that were pressed; other layers are shown where the step needs them. */
  readonly shown: Readonly<Partial<Record<LayerId, boolean>>>
  readonly locked: ReadonlySet<LayerId>
  /** 0..1, 1 where nothing stands. */
  readonly opacity: Readonly<Partial<Record<LayerId, number>>>
  /** The free line whose points are on the canvas; null while they are the hairline's. */
  readonly lineInHand: number | null
  /** The point of the line in hand that was taken last. */
  readonly freePoint: string | null
  /** What Select or Measure took last as a whole: Delete removes it. */
  readonly object: DesignObject | null
  /** What is in hand together with it. */
  readonly others: readonly DesignObject[]
  /** The panel's row that is spoken of. */
  readonly row: LayerId | null
  readonly panelOpen: boolean
  /** What was just refused to a hand, to be said; a new object each time. */
  readonly refused: { readonly layer: LayerId; readonly why: 'locked' | 'hidden' } | null
}

const fresh = {
  shown: {},
  opacity: {},
  lineInHand: null,
  freePoint: null,
  object: null,
  others: [],
  row: null,
  refused: null,
} as const

/** Nothing is in hand as a whole. */
export const nothingTaken = { object: null, others: [] } as const

export const layerStore = createStore<LayerState>(() => ({
  ...fresh,
  photoId: null,
  locked: new Set<LayerId>(),
  panelOpen: false,
}))

export const setLayers = (part: Partial<LayerState>): void => layerStore.setState(part)

/** Takes up the eyes and locks of whatever photo is opened. Gives back what ends it. */
export function followLayers(): () => void {
  const take = () => {
    const { design } = designStore.getState()
    if (!design || design.photo.id === layerStore.getState().photoId) return
    setLayers({ ...fresh, photoId: design.photo.id, locked: keptLocks(design) })
  }
  take()
  const stops = [
    designStore.subscribe((now, before) => now.design !== before.design && take()),
    viewStore.subscribe((now, before) => {
      // Whoever pins the guides wants to see them.
      if (now.guidesPinned !== before.guidesPinned && now.guidesPinned) forgetEye('guides')
      // Other tools take nothing as a whole.
      if (now.tool !== before.tool && now.tool !== 'select' && now.tool !== 'measure') setLayers(nothingTaken)
      // Whoever goes to another step wants to see what is done there.
      if (now.step !== before.step) setLayers({ panelOpen: false })
      // Each step begins with the hairline in hand.
      if (now.step !== before.step && now.step !== 'hairline') setLayers({ lineInHand: null, freePoint: null })
    }),
  ]
  return () => stops.forEach((stop) => stop())
}

/** What this device knows as locked on a photo. All areas were one layer once. */
function keptLocks(design: Design): ReadonlySet<LayerId> {
  const ids = areaSlots(design).map(({ id }) => areaLayer(id))
  return new Set(readLocks(design.photo.id).flatMap((layer) => (layer === 'area' ? ids : [layer as LayerId])))
}

function forgetEye(layer: LayerId): void {
  const { [layer]: _eye, ...shown } = layerStore.getState().shown
  setLayers({ shown })
}

/** Whether a layer is drawn while nobody has pressed its eye. */
function shownBySteps(layer: LayerId, { step, tool, guidesPinned }: ViewState): boolean {
  switch (layer) {
    case 'photo':
    case 'dots':
      return true
    case 'existing':
    case 'zones':
      return false
    case 'exclusions':
      return step === 'area'
    case 'measures':
      return tool === 'measure'
    case 'guides':
      return step === 'hairline' || tool === 'measure' || guidesPinned
    default:
      if (areaIdOf(layer) !== null) return step === 'area'
      // Over the finished picture only the line that its dots end at.
      if (step === 'dots' && tool === 'dots') return lineIdOf(layer) === currentLine()
      // The known length is marked on a photo without lines.
      return step !== 'scale' || tool === 'select' || tool === 'hairline'
  }
}

const currentLine = (): number | null => {
  const { design } = designStore.getState()
  return design && currentId(design)
}

export const isShown = (
  layer: LayerId,
  layers: Pick<LayerState, 'shown'> = layerStore.getState(),
  view: ViewState = viewStore.getState(),
): boolean => (inStudio() ? layers.shown[layer] : undefined) ?? shownBySteps(layer, view)

/**
 * Whether anything of a layer is on the screen: of an area whose dots are there they are, whatever the step, unless its eye
 * was shut by hand.
 */
export const isSeen = (layer: LayerId): boolean => (hasDots(layer) ? !isEyeShut(layer) : isShown(layer))

/** The areas whose dots are hidden, the lowest first; none where there are no dots. */
export const hiddenAreas = (design: Design | null): readonly number[] =>
  design?.fill.filled ? areasInOrder(design).filter((id) => isEyeShut(areaLayer(id))) : []

/** Whether a layer is an area with dots, which hide with it. */
function hasDots(layer: LayerId): boolean {
  return areaIdOf(layer) !== null && designStore.getState().design?.fill.filled === true
}

/** Eyes and opacities are the studio's: the plan shows its photo as it is. */
const inStudio = (): boolean => routeStore.getState().screen === 'studio'

export const opacityOf = (layer: LayerId): number => (inStudio() ? (layerStore.getState().opacity[layer] ?? 1) : 1)

/**
 * Shows a layer, or hides it, whatever the step: how it is looked at is no step of the undo list. An area with dots is hidden
 * with them, and shown as its step shows it.
 */
export function toggleShown(layer: LayerId): void {
  if (layer === 'photo') return
  if (hasDots(layer) && isEyeShut(layer)) return forgetEye(layer)
  if (hasDots(layer)) return setLayers({ shown: { ...layerStore.getState().shown, [layer]: false } })
  const shown = !isShown(layer)
  if (layer === 'guides' && shown) {
    forgetEye('guides')
    if (!isShown('guides')) setView({ guidesPinned: true })
    return
  }
  if (layer === 'guides') setView({ guidesPinned: false })
  setLayers({ shown: { ...layerStore.getState().shown, [layer]: shown } })
}

export function toggleLocked(layer: LayerId): void {
  const { locked: before, photoId } = layerStore.getState()
  const locked = new Set(before)
  if (!locked.delete(layer)) locked.add(layer)
  setLayers({ locked })
  if (photoId !== null) writeLocks(photoId, [...locked])
}

/** A new line or area must not be born hidden or locked because one that is gone had its place. */
export function forgetLayer(layer: LayerId): void {
  const { locked, shown, opacity } = layerStore.getState()
  if (locked.has(layer)) toggleLocked(layer)
  const without = <T>(of: Readonly<Partial<Record<LayerId, T>>>) => {
    const { [layer]: _gone, ...rest } = of
    return rest
  }
  setLayers({ shown: without(shown), opacity: without(opacity) })
}

export function setOpacity(layer: LayerId, opacity: number): void {
  setLayers({ opacity: { ...layerStore.getState().opacity, [layer]: Math.max(0, Math.min(1, opacity)) } })
}

/** Whether somebody has pressed a layer's eye shut: it is hidden then whatever the step. */
export const isEyeShut = (layer: LayerId): boolean => inStudio() && layerStore.getState().shown[layer] === false

/** The free line in hand, null while it is the hairline or the line is gone. */
export function freeLineInHand(design: Pick<Design, 'lines'>): FreeLine | null {
  const { lineInHand } = layerStore.getState()
  const line = lineInHand === null || !inStudio() ? null : lineOf(design, lineInHand)
  return line && isFree(line) ? line : null
}

/** All that is in hand as a whole, the one that was taken last first; nothing that is gone, as by undo. */
export function objectsInHand(design: Design | null): readonly DesignObject[] {
  const { object, others } = layerStore.getState()
  if (!object || !design || !inStudio()) return []
  return [object, ...others.filter((one) => !sameObject(one, object))].filter((one) => hasObject(design, one))
}

/** The one that was taken last. */
export const objectInHand = (design: Design | null): DesignObject | null => objectsInHand(design)[0] ?? null

/** The layer of the line whose points are on the canvas. */
export const layerInHand = (design: Pick<Design, 'lines'>): LayerId =>
  lineLayer(freeLineInHand(design)?.id ?? currentId(design))

/** What tools must know of the lines: no hand takes what it cannot see. While ink is traced its line is all there is. */
export function lineContext(design: Pick<Design, 'lines' | 'photo' | 'area' | 'areas'>): {
  readonly hiddenLines: ReadonlySet<number>
  readonly lineInHand: number | null
} {
  const ids = linesOf(design).map((line) => line.id)
  const own = currentId(design)
  if (viewStore.getState().reversal !== 'off') {
    return { hiddenLines: new Set(ids.filter((id) => id !== own)), lineInHand: null }
  }
  const isHidden = (id: number) => !isShown(lineLayer(id)) || (id === own && !hasHairline(design))
  const hiddenLines = new Set(ids.filter(isHidden))
  return { hiddenLines, lineInHand: freeLineInHand(design)?.id ?? null }
}

/** The same of areas and measures, and what is locked. While ink is traced there is nothing but its line. */
export function objectContext(design: Design): {
  readonly shownAreas: ReadonlySet<number>
  readonly measuresShown: boolean
  readonly locked: ReadonlySet<LayerId>
  readonly taken: readonly DesignObject[]
} {
  const { locked } = layerStore.getState()
  if (viewStore.getState().reversal !== 'off') return { shownAreas: new Set(), measuresShown: false, locked, taken: [] }
  const ids = areaSlots(design).map(({ id }) => id)
  // Over the dots it is they that are pressed.
  const isThere = viewStore.getState().step === 'dots' ? isSeen : isShown
  const shownAreas = new Set(ids.filter((id) => isThere(areaLayer(id))))
  return { shownAreas, measuresShown: isShown('measures'), locked, taken: objectsInHand(design) }
}

/** Whether a hand may change a layer, and why not. A layer that the design has not got yet is free. */
export function refusalOf(design: Design, layer: LayerId): 'locked' | 'hidden' | null {
  if (!layersOf(design).includes(layer)) return null
  if (layerStore.getState().locked.has(layer)) return 'locked'
  return isShown(layer) ? null : 'hidden'
}

export const refuse = (layer: LayerId, why: 'locked' | 'hidden'): void => setLayers({ refused: { layer, why } })

/** An edited design with all locked layers as they were in the last step; says which one held. */
export function unlocked(design: Design): Design {
  const { history } = designStore.getState()
  const { locked, photoId } = layerStore.getState()
  if (!history || locked.size === 0 || photoId !== design.photo.id) return design
  const before = current(history)
  if (before === design) return design
  const { design: allowed, kept } = withLocksKept(before, design, locked)
  const [first] = kept
  if (first !== undefined) refuse(first, 'locked')
  return allowed
}
