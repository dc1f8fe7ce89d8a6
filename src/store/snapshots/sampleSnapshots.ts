import { sampleLines } from '../../core/design/lines/sampleLines.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { jobsStore, onceAtATime } from '../jobsStore.ts'
import { saveDesigns } from './snapshotActions.ts'
import { setView } from '../viewStore.ts'

/** How long nobody has touched anything, and the worker has had nothing to do, when it may draw for itself, ms. */
const IDLE_MS = 2000

/** Three designs of the sample patient as snapshots, drawn as the design in hand would be: at once, as they are asked for. */
export const openSampleSnapshots = (): Promise<void> => drawn(() => Promise.resolve())

/** The same while nobody works, each after a rest of its own: no stroke waits for them. Gives back what ends it. */
export function drawSampleSnapshotsAtRest(): () => void {
  const ended = new AbortController()
  let drawing = false
  void atRest(ended.signal).then((rested) => {
    if (!rested) return
    drawing = true
    // A failure is no news for whoever has not asked; the button stays.
    drawn(async () => void (await atRest())).catch(() => {})
  })
  return () => {
    // What has begun goes on as long as the photo is open.
    if (!drawing) ended.abort()
  }
}

/** @param turn resolves when the next one may begin */
const drawn = onceAtATime(async (turn: () => Promise<void>): Promise<void> => {
  const design = committedDesign(designStore.getState())
  if (!design) return
  const { snapshots } = designStore.getState()
  // A page that was left in the midst has some of them already.
  const designs = sampleLines(design).filter((line) => !snapshots.some(({ name }) => name === line.name))
  let begun = 0
  const next = async () => {
    if (begun > 0) await turn()
    jobsStore.setState({ examples: { drawing: ++begun, of: designs.length } })
  }
  try {
    // Those that are deleted later do not come again by themselves.
    if (await saveDesigns(designs, next)) setView({ exampled: true })
  } finally {
    jobsStore.setState({ examples: null })
  }
})

/** Resolves with true once nothing has happened for a while; with false where it was ended before. */
function atRest(ended?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout>
    const done = (rested: boolean) => {
      clearTimeout(timer)
      stop()
      for (const kind of hands) removeEventListener(kind, again, true)
      resolve(rested)
    }
    const again = () => {
      clearTimeout(timer)
      const busy = jobsStore.getState().working || jobsStore.getState().opening !== null
      timer = setTimeout(() => (busy ? again() : done(true)), IDLE_MS)
    }
    const stop = jobsStore.subscribe((now, before) => now.working !== before.working && again())
    for (const kind of hands) addEventListener(kind, again, true)
    ended?.addEventListener('abort', () => done(false), { once: true })
    again()
  })
}

const hands = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
