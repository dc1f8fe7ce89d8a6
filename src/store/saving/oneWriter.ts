import { current } from '../../core/design/history.ts'
import { DesignLock } from '../../storage/designLock.ts'
import { flush, forgetOvertaken, hasUnsaved, openedFromDisk, saveStore } from './autosave.ts'
import { cancelLive } from '../edits/cancelLive.ts'
import { designStore } from '../designStore.ts'
import { jobsStore, toast } from '../jobsStore.ts'
import { storedHistory, storedSnapshots } from './storedDesigns.ts'
import { pausedStore } from './pausedStore.ts'

/** The tab that may edit the open design, and what the others do meanwhile. */
let open: { readonly photoId: string; readonly lock: DesignLock } | null = null
/** Openings of locks so far: one that comes late gives way. */
let asked = 0
/** By photo: resolves once this tab's last lock of it is settled, and given back where the photo was left. */
const earlier = new Map<string, Promise<void>>()

/** Before a design is read: resolves once it is known whether this tab may edit it. */
export async function claimDesign(photoId: string): Promise<void> {
  if (open?.photoId === photoId) return
  letGoOfDesign()
  const mine = ++asked
  const isOpen = () => mine === asked
  // Behind this tab's own lock the design would seem to come from another tab.
  await earlier.get(photoId)
  if (!isOpen()) return
  const opening = DesignLock.open(photoId, {
    onMine({ first }) {
      if (!isOpen()) return
      if (first) pausedStore.setState({ elsewhere: false })
      else void goOn(photoId, isOpen)
    },
    onElsewhere() {
      if (isOpen()) pausedStore.setState({ elsewhere: true })
    },
    async onAsked() {
      // A design that was left is asked for while it is still being written: the one that is open now goes on.
      if (isOpen()) {
        cancelLive()
        pausedStore.setState({ elsewhere: true })
      }
      await flush()
      return !hasUnsaved(photoId)
    },
    onSavedElsewhere() {
      if (isOpen()) void readAgain(photoId)
    },
  })
  const settled = opening.then((lock) => {
    if (!isOpen()) return lock.giveBack()
    open = { photoId, lock }
    return undefined
  })
  earlier.set(photoId, settled)
  await settled
}

/** The design is closed: another tab may have it. What is still on its way to the disk is written first. */
export function letGoOfDesign(): void {
  asked++
  const left = open
  open = null
  pausedStore.setState({ elsewhere: false })
  if (left)
    earlier.set(
      left.photoId,
      flush().then(() => left.lock.giveBack()),
    )
}

/** Takes the design over from the tab that edits it, once that one has saved. */
export async function editHere(): Promise<void> {
  const mine = open
  if (!mine || pausedStore.getState().takingOver) return
  pausedStore.setState({ takingOver: true })
  try {
    const taken = await mine.lock.takeOver()
    if (!taken) toast('The other tab could not save its last change. Look there first.')
  } finally {
    pausedStore.setState({ takingOver: false })
  }
}

/** Tells the tabs that look on of every save. */
export function startTelling(): () => void {
  const stops = [
    designStore.subscribe((now, before) => {
      if (now.save === 'saved' && before.save !== 'saved') open?.lock.saved()
    }),
    // The lock was stolen while this tab slept, and another one has saved since.
    saveStore.subscribe((now) => {
      if (now.problem === 'overtaken') pausedStore.setState({ elsewhere: true })
    }),
  ]
  return () => stops.forEach((stop) => stop())
}

/** From now on this tab edits: on what the other one has left. */
async function goOn(photoId: string, isOpen: () => boolean): Promise<void> {
  await readAgain(photoId)
  if (isOpen()) pausedStore.setState({ elsewhere: false })
}

/** What this tab could not save is given up first: sent after the other one's work it would take its place. */
async function readAgain(photoId: string): Promise<void> {
  if (hasUnsaved(photoId)) {
    forgetOvertaken(photoId)
    toast('The last change in this tab was not saved: the other tab had gone on.')
  }
  const [history, snapshots] = await Promise.all([
    storedHistory(photoId).catch(() => null),
    storedSnapshots(photoId).catch(() => null),
  ])
  if (!history || designStore.getState().photo?.id !== photoId) return
  openedFromDisk(history)
  designStore.setState((s) => ({
    history,
    design: current(history),
    live: false,
    // One that is just being saved is not on disk yet.
    snapshots: (!jobsStore.getState().savingSnapshot && snapshots) || s.snapshots,
  }))
}
