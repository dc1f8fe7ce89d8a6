import { createStore } from 'zustand/vanilla'
import type { ToolName } from '../core/tools/tool.ts'
import type { LengthUnit } from '../core/geometry/lengthUnits.ts'
import type { PointPx, RectPx } from '../core/geometry/points.ts'
import type { PaintedZone } from '../core/tools/zoneInk.ts'

export const stepNames = ['photo', 'scale', 'hairline', 'area', 'dots'] as const
export type StepName = (typeof stepNames)[number]
/** Steps that rest on the face's marks and must not move them in passing. */
export const marksRest = (step: StepName): boolean => step === 'area' || step === 'dots'
export const isStep = (text: string): text is StepName => (stepNames as readonly string[]).includes(text)

export interface Camera {
  /** CSS px per photo px. */
  readonly zoom: number
  /** The photo point at the centre of the canvas. */
  readonly x: number
  readonly y: number
  /** True until the user pans or zooms: the canvas fits the photo again when its box changes. */
  readonly fitted: boolean
  /** How far a hand has turned the photo about the canvas's centre, clockwise as seen, radians; absent where it is upright. */
  readonly turnedRad?: number
}

/** What lies around the photo; grey is for judging shades (ux 13). */
export const surrounds = ['dark', 'mid', 'white'] as const
export type Surround = (typeof surrounds)[number]

export type PinChange = 'set' | 'setToLock' | 'change' | 'remove'

export type PlanKind = 'newWork' | 'reversal'

/** How things are looked at: never part of the history. */
export interface ViewState {
  readonly step: StepName
  readonly tool: ToolName
  /** Index of the last step that was visited with this photo. */
  readonly furthest: number
  readonly mirror: boolean
  /** Brush diameter, mm. */
  readonly brushMm: number
  /** 0..1 of the radius. */
  readonly feather: number
  readonly pressureSize: boolean
  /** Whether the density brush thins. */
  readonly lessDensity: boolean
  /** Whether brush and lasso add nothing before the hairline. */
  readonly insideHairline: boolean
  readonly overlayStrength: number
  readonly surround: Surround
  readonly overlaysHidden: boolean
  readonly photoAlone: boolean
  /** The snapshot that is looked at as long as it is held. */
  readonly peeked: string | null
  /** The snapshot of the strip that is spoken of just now. */
  readonly pointedAt: string | null
  readonly guidesPinned: boolean
  readonly camera: Camera
  /** The pencil draws, and fingers pan. */
  readonly penMode: boolean
  /** Two fingers turn the photo, too. */
  readonly rotateView: boolean
  /** Fingers draw beside the pencil: its next stroke does not make them pan. */
  readonly fingersDraw: boolean
  /** Pen mode was turned off by hand: only a pencil that draws turns it on again. */
  readonly penTurnedOff: boolean
  readonly activeHandle: string | null
  /** What the measure tool shows: two points of a distance, three of an angle. */
  readonly measured: readonly PointPx[] | null
  /** Whether a known length waits for the click at its second end. */
  readonly layingScale: boolean
  /** Where undo or redo has just changed something, photo px. */
  readonly flash: RectPx | null
  /** What of a reversal is on screen: nothing, its stages and zones, or the existing line being traced. */
  readonly reversal: 'off' | 'stages' | 'tracing'
  /** Which plan the Plan screen shows; null on other screens. */
  readonly planKind: PlanKind | null
  /** The zone of a reversal's stages that brush, eraser and lasso draw on. */
  readonly zone: PaintedZone | null
  /** Whether brush, eraser and lasso draw on the hair that is lost later. */
  readonly lossDrawn: boolean
  readonly chromeHidden: boolean
  readonly singleKeys: boolean
  /** Too narrow to design on: photos and comparisons are looked at. */
  readonly onlyLooking: boolean
  /** Sliders beside the canvas lie on the right, under the thumb of the hand that does not draw. */
  readonly leftHanded: boolean
  /** What lengths are shown and typed in; everything else about them is in mm. */
  readonly lengths: LengthUnit
  /** The coach marks were seen or skipped. */
  readonly coached: boolean
  /** The sample's three snapshots were drawn on this device. */
  readonly exampled: boolean
  readonly searchOpen: boolean
  readonly settingsOpen: boolean
  readonly shortcutsOpen: boolean
  readonly aboutOpen: boolean
  readonly exportOpen: boolean
  readonly storageOpen: boolean
  readonly backupsOpen: boolean
  /** The patient whose consent is read, signed or taken back. */
  readonly consentOf: string | null
  /** What is being done to the PIN of this device. */
  readonly pinOpen: PinChange | null
  /** The menu of views that a design can be carried to. */
  readonly carryOpen: boolean
}

export const viewStore = createStore<ViewState>(() => ({
  step: 'scale',
  tool: 'scale',
  furthest: 0,
  mirror: true,
  brushMm: 12,
  feather: 0.35,
  pressureSize: true,
  lessDensity: false,
  insideHairline: false,
  overlayStrength: 0.26,
  surround: 'dark',
  overlaysHidden: false,
  photoAlone: false,
  peeked: null,
  pointedAt: null,
  guidesPinned: false,
  camera: { zoom: 1, x: 0, y: 0, fitted: true },
  penMode: false,
  fingersDraw: false,
  penTurnedOff: false,
  activeHandle: null,
  measured: null,
  layingScale: false,
  flash: null,
  reversal: 'off',
  planKind: null,
  zone: null,
  lossDrawn: false,
  chromeHidden: false,
  singleKeys: true,
  onlyLooking: false,
  leftHanded: false,
  rotateView: false,
  lengths: 'mm',
  coached: false,
  exampled: false,
  searchOpen: false,
  settingsOpen: false,
  shortcutsOpen: false,
  aboutOpen: false,
  exportOpen: false,
  storageOpen: false,
  backupsOpen: false,
  consentOf: null,
  pinOpen: null,
  carryOpen: false,
}))

const toolOf: Record<StepName, ToolName> = {
  photo: 'select',
  scale: 'scale',
  hairline: 'hairline',
  area: 'brush',
  dots: 'dots',
}

/** The step that a tool belongs to; absent for those that serve any. */
export const stepOf: Partial<Readonly<Record<ToolName, StepName>>> = {
  scale: 'scale',
  hairline: 'hairline',
  brush: 'area',
  lasso: 'area',
  eraser: 'area',
  exclude: 'area',
  density: 'area',
  dots: 'dots',
}

export function setView(part: Partial<ViewState>): void {
  viewStore.setState(part)
}

/**
 * A pencil is there: it draws from now on, and fingers pan, unless they were given leave to draw beside it.
 * @param draws false where it only hovers: that turns nothing on again that was turned off by hand
 */
export function seePencil(draws: boolean): void {
  const { penMode, fingersDraw, penTurnedOff } = viewStore.getState()
  if (!penMode && !fingersDraw && (draws || !penTurnedOff)) setView({ penMode: true, penTurnedOff: false })
}

/** Steps are shortcuts: each picks its tool. */
export function setStep(step: StepName): void {
  viewStore.setState((s) => ({
    step,
    tool: toolOf[step],
    furthest: reached(s, step),
    activeHandle: null,
    lossDrawn: false,
  }))
}

/** Select and Hand keep the step they serve. */
export function setTool(tool: ToolName): void {
  viewStore.setState((s) => {
    const step = stepOf[tool] ?? s.step
    return { tool, step, furthest: reached(s, step), activeHandle: null, lossDrawn: false }
  })
}

const reached = (s: ViewState, step: StepName): number => Math.max(s.furthest, stepNames.indexOf(step))

/** How long a place flashes, ms (ux 12). */
const FLASH_MS = 400
let flashing: ReturnType<typeof setTimeout> | undefined

/**
 * Shows where something has changed.
 * @param drawn after which it flashes as long as ever; until then it stays
 */
export function flashPlace(flash: RectPx | null, drawn?: Promise<void>): void {
  clearTimeout(flashing)
  viewStore.setState({ flash })
  if (!flash) return
  const goSoon = () => {
    flashing = setTimeout(() => viewStore.setState({ flash: null }), FLASH_MS)
  }
  if (drawn) void drawn.then(() => viewStore.getState().flash === flash && goSoon())
  else goSoon()
}

export function setCamera(camera: Camera): void {
  viewStore.setState({ camera })
}

export function fitView(): void {
  viewStore.setState(({ camera: { zoom, x, y } }) => ({ camera: { zoom, x, y, fitted: true } }))
}

/** Turns the photo about the canvas's centre, clockwise as seen; whole turns are none. */
export function turnViewTo(rad: number): void {
  viewStore.setState(({ camera }) => ({ camera: turnedTo(camera, rad) }))
}

/** The same camera turned so far: from -pi to pi, and upright without a figure. */
export function turnedTo({ turnedRad: _former, ...camera }: Camera, rad: number): Camera {
  const turnedRad = rad - 2 * Math.PI * Math.round(rad / (2 * Math.PI))
  return Math.abs(turnedRad) < 1e-6 ? camera : { ...camera, fitted: false, turnedRad }
}

export const MIN_ZOOM = 0.05
export const MAX_ZOOM = 32

export function zoomTo(zoom: number): void {
  const clamped = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom))
  viewStore.setState((s) => ({ camera: { ...s.camera, zoom: clamped, fitted: false } }))
}

export function zoomBy(factor: number): void {
  zoomTo(viewStore.getState().camera.zoom * factor)
}
