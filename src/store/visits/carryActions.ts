import { broughtDesign } from '../../core/design/carry/bring.ts'
import { linesLeft } from '../../core/design/carry/carriedLines.ts'
import { beyondIn, carriedDesign, isCutShort } from '../../core/design/carry/carry.ts'
import type { Design } from '../../core/design/design.ts'
import { withMarks } from '../../core/design/edits.ts'
import { fitOf, noHeadOf, type NoHead } from '../../core/design/head/head.ts'
import { current } from '../../core/design/history.ts'
import { unseenIn, type Unseen } from '../../core/design/head/unseenHalf.ts'
import type { SampleView } from '../../core/design/scale/sampleMarks.ts'
import type { Beyond } from '../../core/design/lines/shownLine.ts'
import { newestHistory } from '../saving/autosave.ts'
import { edit } from '../edits/designActions.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { earlierDesigns } from './earlierDesigns.ts'
import { asJump, openFor } from './openedPhoto.ts'
import { snappedMarks } from '../edits/outlineActions.ts'
import { isPaused } from '../saving/pausedStore.ts'
import { forgetOpenedStep } from '../edits/reachedSteps.ts'
import { openSampleView } from './sampleActions.ts'
import { engine } from '../services.ts'
import { setStep, viewStore } from '../viewStore.ts'

/** A design that was carried, `proposed` where nobody has looked yet at the head it was carried onto. */
interface Taken {
  readonly carried: 'onHead' | 'proposed'
  /** How the part of the line came that the first view does not show. */
  readonly unseen: Unseen | null
  /** Points of the line that lie past what the first view shows. */
  readonly beyond: readonly Beyond[]
  /** Whether an area ends where the first view does. */
  readonly cutShort: boolean
  /** Lines beside the one in hand that did not come along. */
  readonly linesLeft: number
}

/** `late`: something else was opened meanwhile. A view that is measured flat comes with why; null: by wish. */
export type Carrying = Taken | 'late' | { readonly flat: 'from' | 'to'; readonly because: NoHead | null }

/**
 * Carries the open design into another view of the visit, which is opened for it: one undo step there. Where either view is
 * measured flat nothing is changed, and the step that says what is missing is opened.
 */
export async function carryTo(photoId: string, label: string): Promise<Carrying> {
  const { photos } = designStore.getState()
  const target = photos.find((photo) => photo.id === photoId)
  return asJump(() => carryInto(label, async () => target !== undefined && (await openFor(target, 'studio')) !== null))
}

/** The same for a view of the sample patient that is not in the visit yet: it is added. */
export function carryToSample(view: SampleView, label: string): Promise<Carrying> {
  const visitId = designStore.getState().visit?.id
  return asJump(() =>
    carryInto(label, async () => {
      await openSampleView(view)
      const { photo } = designStore.getState()
      return photo?.view === view && photo.visitId === visitId
    }),
  )
}

/** Carries the design of another view of the visit into the open one: one undo step. */
export async function carryFrom(photoId: string, label: string): Promise<Carrying> {
  const open = designStore.getState().photo?.id
  const history = await newestHistory(photoId)
  if (!history || !open || designStore.getState().photo?.id !== open) return 'late'
  return carry(current(history), label)
}

/** Brings a design of the same view from an earlier visit to the open photo: one undo step. */
export function bringEarlier(id: string, label: string): Carrying {
  const { photoId, designs } = earlierDesigns.getState()
  const found = designs.find((earlier) => earlier.id === id)
  const { photo } = designStore.getState()
  const to = committedDesign(designStore.getState())
  if (!found || !to || photo?.id !== photoId) return 'late'
  const isPlaced = to.marks.checked || to.marks.found === true
  const carried = isPlaced ? 'onHead' : 'proposed'
  const brought = broughtDesign(found.design, to)
  // Laid beside the face on a photo of the same view: all of it is shown.
  const told = { unseen: null, beyond: [], cutShort: false, linesLeft: linesLeft(found.design, to, brought) }
  return take(to, brought, label, { carried, ...told })
}

async function carryInto(label: string, opened: () => Promise<boolean>): Promise<Carrying> {
  const from = committedDesign(designStore.getState())
  if (!from) return 'late'
  if (!fitOf(from)) {
    setStep('photo')
    return { flat: 'from', because: noHeadOf(from) }
  }
  // A view that is added opens in its first step; whoever carries a line goes on where it was.
  const { step } = viewStore.getState()
  if (!(await opened())) return 'late'
  const done = await carry(from, label)
  if (done === 'late') return done
  if ('carried' in done) setStep(step)
  else forgetOpenedStep(designStore.getState().photo?.id ?? '')
  return done
}

async function carry(from: Design, label: string): Promise<Carrying> {
  const to = committedDesign(designStore.getState())
  if (!to) return 'late'
  const carried = carriedDesign(from, to)
  if (!('problem' in carried)) return take(to, carried, label, { carried: 'onHead', ...told(from, to, carried) })
  if (carried.problem === 'fromFlat') return { flat: 'from', because: noHeadOf(from) }
  // Nobody has laid its outline on the head: it may do as the photo shows it.
  if (to.head?.on !== false && !to.marks.checked) {
    const marks = await snappedMarks(to.marks, to.photo.hash, engine())
    const laid = withMarks(to, marks)
    const proposed = carriedDesign(from, laid)
    if (!('problem' in proposed))
      return take(to, proposed, label, { carried: 'proposed', ...told(from, laid, proposed) })
  }
  if (committedDesign(designStore.getState()) !== to) return 'late'
  setStep('photo')
  return { flat: 'to', because: carried.because }
}

/** What is said of a design that was carried between two views; `laid`: the design that it was carried into. */
const told = (from: Design, laid: Design, design: Design): Omit<Taken, 'carried'> => ({
  unseen: unseenIn(from, laid, design),
  beyond: beyondIn(from, laid, design),
  cutShort: isCutShort(from, laid, design),
  linesLeft: linesLeft(from, laid, design),
})

/** In another tab it may be edited, and the photo may be left meanwhile: then nothing of it changes here. */
function take(open: Design, design: Design, label: string, taken: Taken): Carrying {
  if (isPaused() || committedDesign(designStore.getState()) !== open) return 'late'
  edit(design, label)
  return taken
}
