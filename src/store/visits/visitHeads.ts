import { headOf } from '../../core/design/visitHistory.ts'
import { heldElsewhere } from '../../storage/designLock.ts'
import { unsavedWork } from '../saving/autosave.ts'
import { designStore, type PhotoHead, type StudioState } from '../designStore.ts'
import { repository } from '../services.ts'

type Heads = StudioState['heads']

/** Readings so far: one that comes late gives way. */
let readings = 0

/** What undo and redo would take next of the photos of a visit: what could not be written yet, else what is on disk. */
export async function readHeads(photoIds: readonly string[]): Promise<Heads> {
  readings++
  // One photo is open, and knows by itself.
  if (photoIds.length < 2) return new Map()
  // First of all: what is written meanwhile is no longer in this list, and may not have been on disk.
  const unsaved = unsavedWork().map(({ photo, history }) => [photo.id, headOf(history)] as const)
  const [onDisk, elsewhere] = await Promise.all([repository().historyHeads(photoIds), heldElsewhere(photoIds)])
  const heads = new Map([...onDisk, ...unsaved.filter(([id]) => photoIds.includes(id))])
  return new Map([...heads].map(([id, head]): [string, PhotoHead] => [id, { head, elsewhere: elsewhere.has(id) }]))
}

/** With that of the open photo as it is now: another one of its visit takes its place. */
export function headsWithOpen({ photo, history }: Pick<StudioState, 'photo' | 'history'>, heads: Heads): Heads {
  readings++
  if (!photo || !history) return heads
  // It may have been open here without being edited here.
  const elsewhere = heads.get(photo.id)?.elsewhere ?? false
  return new Map([...heads, [photo.id, { head: headOf(history), elsewhere }]])
}

/** A tab that was closed a moment ago has let go of its photo by then, ms. */
const AGAIN_MS = 1500

/** Other tabs may have worked on other photos of the visit: whoever comes back to this one is told. Returns the way to stop. */
export function startReadingHeads(): () => void {
  const look = async () => {
    const { visit, photos, photo } = designStore.getState()
    // Whoever opens a photo reads them anew.
    if (!photo) return
    const reading = readings + 1
    const heads = await readHeads(photos.map(({ id }) => id))
    if (reading === readings && designStore.getState().visit?.id === visit?.id) designStore.setState({ heads })
  }
  // What cannot be read now is read when a photo is opened.
  const lookNow = () => void look().catch(() => undefined)
  let again: ReturnType<typeof setTimeout> | undefined
  const onFocus = () => {
    lookNow()
    clearTimeout(again)
    again = setTimeout(lookNow, AGAIN_MS)
  }
  addEventListener('focus', onFocus)
  return () => {
    clearTimeout(again)
    removeEventListener('focus', onFocus)
  }
}
