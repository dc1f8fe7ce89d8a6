import { hasArea } from '../../../core/design/areas/area.ts'
import { redo, undo } from '../../../store/edits/designActions.ts'
import { designStore } from '../../../store/designStore.ts'
import { fillWithDots } from '../../../store/dots/fillActions.ts'
import { jobsStore } from '../../../store/jobsStore.ts'
import { isUnderWay } from '../../../store/edits/queuedSteps.ts'
import { showsDesign } from '../../../store/routeStore.ts'
import { saveSnapshot } from '../../../store/snapshots/snapshotActions.ts'
import { setStep } from '../../../store/viewStore.ts'
import { nextRedo, nextUndo } from '../../../store/edits/visitSteps.ts'
import { strings } from '../../strings/strings.ts'
import { anywhereCommands } from './anywhereCommands.ts'
import { type Command, canDesign, hasPhoto, inStudio, needPhoto, onStages } from './command.ts'
import { designCommands } from './designCommands.ts'
import { toolCommands } from './toolCommands.ts'
import { viewCommands } from './viewCommands.ts'

const t = strings.commands

const step = (change: 'undo' | 'redo') => (change === 'undo' ? nextUndo() : nextRedo())

const seesDesign = () => showsDesign() && hasPhoto()
/** While one is on its way to another view there may be no photo; the next ones wait for it. */
const canStep = (change: 'undo' | 'redo') =>
  canDesign() && showsDesign() && (isUnderWay() || (hasPhoto() && step(change) !== null))

const editCommands: readonly Command[] = [
  {
    id: 'undo',
    title: strings.top.undo,
    group: 'edit',
    keys: ['$mod+z'],
    isEnabled: () => canStep('undo'),
    run: undo,
    waits: isUnderWay,
    why: () => (seesDesign() ? strings.top.nothingToUndo : needPhoto()),
  },
  {
    id: 'redo',
    title: strings.top.redo,
    group: 'edit',
    keys: ['$mod+Shift+z', '$mod+y'],
    isEnabled: () => canStep('redo'),
    run: redo,
    waits: isUnderWay,
    why: () => (seesDesign() ? strings.top.nothingToRedo : needPhoto()),
  },
  {
    id: 'snapshot',
    title: strings.top.saveSnapshot,
    words: t.words.snapshot,
    group: 'edit',
    keys: ['$mod+s'],
    isEnabled: () => (inStudio() || onStages()) && !jobsStore.getState().savingSnapshot,
    run: () => void saveSnapshot(),
    why: needPhoto,
  },
  {
    id: 'fill',
    title: strings.area.fill,
    group: 'edit',
    keys: ['$mod+Enter'],
    isEnabled() {
      const { design } = designStore.getState()
      return inStudio() && design !== null && hasArea(design)
    },
    run() {
      fillWithDots()
      setStep('dots')
    },
    why: () => (hasPhoto() ? strings.area.empty : strings.top.needPhoto),
  },
]

export const commands: readonly Command[] = [
  ...toolCommands,
  ...editCommands,
  ...designCommands,
  ...viewCommands,
  ...anywhereCommands,
]

const byId = new Map(commands.map((row) => [row.id, row]))

/** @throws Error for an id that no row has. */
export function command(id: string): Command {
  const row = byId.get(id)
  if (!row) throw new Error(`No command is called ${id}.`)
  return row
}

export function run(id: string): void {
  const row = command(id)
  if (row.isEnabled()) row.run()
}
