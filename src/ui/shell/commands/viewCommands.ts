import { setCompare, startFlicker, swapCompared } from '../../../store/compare/compareStore.ts'
import { designStore } from '../../../store/designStore.ts'
import { attempt, jobsStore } from '../../../store/jobsStore.ts'
import { toggleLayers } from '../../../store/edits/lineActions.ts'
import { slidesNow, startPresenting } from '../../../store/snapshots/slides.ts'
import { fitView, setCamera, setView, turnViewTo, viewStore, zoomBy, zoomTo } from '../../../store/viewStore.ts'
import { whyNoPlan } from '../../panels/export/whyNoPlan.ts'
import { exportStrings } from '../../strings/exportStrings.ts'
import { headStrings } from '../../strings/headStrings.ts'
import { layerStrings } from '../../strings/layerStrings.ts'
import { takeScreen } from '../../present/wholeScreen.ts'
import { strings } from '../../strings/strings.ts'
import {
  type Command,
  canDesign,
  inStudio,
  needPhoto,
  onCompare,
  onHalf,
  onPhoto,
  screen,
  toScreen,
} from './command.ts'

const t = strings.commands

/** 100 % where one is; from the fitted view at the hairline, where the work is. */
function fullSize(): void {
  const { camera } = viewStore.getState()
  const { design } = designStore.getState()
  if (!camera.fitted || !design) zoomTo(1)
  else setCamera({ zoom: 1, ...design.hairline.midline, fitted: false })
}

/** Radians: a twenty-fourth of a turn. */
const TURN_STEP = Math.PI / 12
const turnBy = (rad: number): void => turnViewTo((viewStore.getState().camera.turnedRad ?? 0) + rad)

const view = (row: Omit<Command, 'group' | 'isEnabled'> & { isEnabled?: () => boolean }): Command => ({
  group: 'view',
  isEnabled: onPhoto,
  why: needPhoto,
  ...row,
})

/** How the photo is looked at, and on which screen. */
export const viewCommands: readonly Command[] = [
  view({
    id: 'mirror',
    title: strings.mirror,
    keys: ['s'],
    isEnabled: () => inStudio() && !onHalf(),
    why: () => (onHalf() ? layerStrings.half.noMirror : needPhoto()),
    run: () => setView({ mirror: !viewStore.getState().mirror }),
  }),
  view({
    id: 'guides',
    title: strings.guides,
    keys: ['g'],
    isEnabled: inStudio,
    run: () => setView({ guidesPinned: !viewStore.getState().guidesPinned }),
  }),
  view({
    id: 'layers',
    title: layerStrings.title,
    keys: ['Shift+L'],
    isEnabled: inStudio,
    run: toggleLayers,
  }),
  view({
    id: 'carry',
    title: headStrings.carry.title,
    words: headStrings.carry.words,
    keys: [],
    isEnabled: inStudio,
    run: () => setView({ carryOpen: true }),
  }),
  view({
    id: 'hideOverlays',
    title: t.hideOverlays,
    keys: ['o'],
    isEnabled: () => onPhoto() && screen() !== 'compare',
    run: () => setView({ overlaysHidden: true }),
    release: () => setView({ overlaysHidden: false }),
  }),
  view({
    id: 'overlays',
    title: strings.hideOverlays,
    words: t.words.overlays,
    keys: [],
    isEnabled: () => onPhoto() && screen() !== 'compare',
    run: () => setView({ overlaysHidden: !viewStore.getState().overlaysHidden }),
  }),
  view({
    id: 'panels',
    title: t.hidePanels,
    words: t.words.panels,
    keys: [],
    isEnabled: inStudio,
    run: () => setView({ chromeHidden: !viewStore.getState().chromeHidden }),
  }),
  view({
    id: 'photoAlone',
    title: t.photoAlone,
    keys: ['\\'],
    isEnabled: () => onPhoto() && screen() !== 'compare',
    run: () => setView({ photoAlone: true }),
    release: () => setView({ photoAlone: false }),
  }),
  view({
    id: 'assess',
    title: t.assess,
    keys: ['$mod+b'],
    run: () => setView({ surround: viewStore.getState().surround === 'mid' ? 'dark' : 'mid' }),
  }),
  view({ id: 'fit', title: t.fit, keys: ['Shift+Digit1'], run: fitView }),
  view({ id: 'fullSize', title: t.fullSize, keys: ['Shift+Digit0'], run: fullSize }),
  view({ id: 'zoomIn', title: strings.canvas.zoomIn, keys: ['+', 'Shift++', '='], run: () => zoomBy(1.25) }),
  view({ id: 'zoomOut', title: strings.canvas.zoomOut, keys: ['-'], run: () => zoomBy(1 / 1.25) }),
  view({
    id: 'turnLeft',
    title: t.turnLeft,
    words: t.words.turn,
    keys: ['7'],
    isEnabled: inStudio,
    run: () => turnBy(-TURN_STEP),
  }),
  view({
    id: 'turnRight',
    title: t.turnRight,
    words: t.words.turn,
    keys: ['9'],
    isEnabled: inStudio,
    run: () => turnBy(TURN_STEP),
  }),
  view({
    id: 'upright',
    title: t.upright,
    words: t.words.turn,
    keys: ['8'],
    isEnabled: () => inStudio() && viewStore.getState().camera.turnedRad !== undefined,
    why: () => (inStudio() ? t.isUpright : needPhoto()),
    run: () => turnViewTo(0),
  }),
  view({
    id: 'compare',
    title: t.toCompare,
    words: t.words.compare,
    keys: ['y'],
    isEnabled: () => onPhoto() && screen() !== 'compare',
    run: () => toScreen('compare'),
  }),
  view({
    id: 'plan',
    title: t.toPlan,
    words: t.words.plan,
    keys: ['Shift+p'],
    isEnabled: () => onPhoto() && canDesign() && screen() !== 'plan',
    run: () => toScreen('plan'),
  }),
  view({
    id: 'present',
    title: strings.present.title,
    words: t.words.present,
    keys: ['p'],
    isEnabled: () => onPhoto() && slidesNow().length > 0,
    why: () => (onPhoto() ? strings.present.nothing : needPhoto()),
    run() {
      takeScreen()
      attempt(startPresenting(), strings.notStored)
    },
  }),
  view({
    id: 'studio',
    title: t.toStudio,
    keys: ['Shift+y'],
    isEnabled: () => screen() === 'compare' || screen() === 'plan',
    run: () => toScreen('studio'),
  }),
  view({
    id: 'compare.slider',
    title: strings.compare.slider,
    keys: ['1'],
    isEnabled: onCompare,
    run: () => setCompare({ mode: 'slider' }),
  }),
  view({
    id: 'compare.sideBySide',
    title: strings.compare.sideBySide,
    keys: ['2'],
    isEnabled: onCompare,
    run: () => setCompare({ mode: 'sideBySide' }),
  }),
  view({
    id: 'compare.fade',
    title: strings.compare.fade,
    keys: ['3'],
    isEnabled: onCompare,
    run: () => setCompare({ mode: 'fade' }),
  }),
  view({
    id: 'compare.flicker',
    title: strings.compare.flicker,
    keys: ['4'],
    isEnabled: onCompare,
    run: startFlicker,
  }),
  view({
    id: 'compare.difference',
    title: strings.compare.difference,
    keys: ['5'],
    isEnabled: onCompare,
    run: () => setCompare({ mode: 'difference' }),
  }),
  view({ id: 'compare.swap', title: strings.compare.swap, keys: ['a', 'b'], isEnabled: onCompare, run: swapCompared }),
  view({
    id: 'export',
    title: strings.top.export,
    words: t.words.export,
    keys: [],
    isEnabled: () => onPhoto() && (onCompare() || canDesign()),
    run: () => setView({ exportOpen: !viewStore.getState().exportOpen }),
  }),
  view({
    id: 'planPdf',
    title: exportStrings.planPdf,
    words: t.words.planPdf,
    keys: [],
    isEnabled: () => screen() === 'plan' && canDesign() && noPlanPdf() === null,
    why: () => noPlanPdf() ?? needPhoto(),
    run: () =>
      attempt(
        import('../../panels/export/planExport.ts').then(({ exportPlanAsUsual }) => exportPlanAsUsual()),
        exportStrings.planFailed,
      ),
  }),
]

function noPlanPdf(): string | null {
  const { design } = designStore.getState()
  if (!design) return strings.top.needPhoto
  return jobsStore.getState().exporting ? exportStrings.running : whyNoPlan(design)
}
