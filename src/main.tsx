import { createRoot } from 'react-dom/client'
import { openRepository, type OpenRepository } from './storage/openRepository.ts'
import { StorageError } from './storage/repository.ts'
import { SecondCopy } from './storage/secondCopy.ts'
import { readSentinel } from './storage/sentinel.ts'
import { flush, isLosing, startAutosave } from './store/saving/autosave.ts'
import { loadClinic } from './store/plan/clinicStore.ts'
import { sayCrash } from './store/saving/crashNotice.ts'
import { followArea } from './store/edits/measureArea.ts'
import { jobsStore } from './store/jobsStore.ts'
import { startLock } from './store/lockStore.ts'
import { startTelling } from './store/saving/oneWriter.ts'
import { startReadingHeads } from './store/visits/visitHeads.ts'
import { pausedStore } from './store/saving/pausedStore.ts'
import { keepPreferences } from './store/preferences.ts'
import { startRouting } from './store/routeStore.ts'
import { setServices } from './store/services.ts'
import { rememberWork } from './store/visits/whereLeft.ts'
import { startOpening } from './store/visits/visitActions.ts'
import { App } from './ui/shell/App.tsx'
import { LockGate } from './ui/shell/lock/LockGate.tsx'
import { StorageBlocked } from './ui/shell/storage/StorageBlocked.tsx'
import { createEngine } from './worker/client.ts'
import type { Engine } from './worker/engine.ts'
import { createLandmarker } from './worker/landmarksClient.ts'

const root = createRoot(document.getElementById('root') ?? document.body)

const DATABASE = 'trichion'
/** After which a person hears why nothing is there yet. */
const SLOW_MS = 5000

async function openStudio(): Promise<void> {
  startLock()
  const copy = new SecondCopy(DATABASE)
  const slow = setTimeout(() => root.render(<StorageBlocked why="slow" />), SLOW_MS)
  try {
    const repository = await openRepository(DATABASE, {
      onNewer() {
        void flush()
        pausedStore.setState({ newer: true })
      },
      onWritten: () => copy.soon(),
    })
    clearTimeout(slow)
    if (readSentinel(DATABASE)?.identity !== repository.identity && (await showLost(repository))) return
    start(repository, copy)
  } catch (error) {
    clearTimeout(slow)
    const code = error instanceof StorageError ? error.code : 'unavailable'
    if (code === 'damaged' && (await showLost(null).catch(() => false))) return
    root.render(<StorageBlocked why={code === 'newer' ? 'newer' : 'unavailable'} />)
  }
}

function start(repository: OpenRepository, copy: SecondCopy): void {
  const engine = createEngine({ onBusy: (busy) => jobsStore.setState({ working: busy }) })
  engine.onHealth((health) => jobsStore.setState({ health }))
  setServices({ engine, repository, landmarker: createLandmarker(), newEngine: () => createEngine() })
  keepPreferences()
  startRouting()
  startAutosave()
  startTelling()
  startReadingHeads()
  followArea()
  // New designs fade by the clinic's numbers. The plan asks for them again, and says so where it can not.
  loadClinic().catch(() => undefined)
  startOpening()
  rememberWork()
  sayCrash()
  wakeWithHand(engine)
  const leave = () => {
    void flush()
    repository.leave()
    copy.nowIfWaiting()
  }
  addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leave()
  })
  addEventListener('beforeunload', (event) => {
    if (isLosing()) event.preventDefault()
  })
  root.render(<App />)
}

/** Whoever puts a hand on the page may be about to open a photo; the library is there before. */
function wakeWithHand(engine: Engine): void {
  const first = new AbortController()
  for (const kind of ['pointerdown', 'keydown', 'dragenter'])
    addEventListener(
      kind,
      () => {
        first.abort()
        engine.wake()
      },
      { capture: true, signal: first.signal },
    )
}

/** A library that was here and is not any more: never a first run. */
async function showLost(repository: OpenRepository | null): Promise<boolean> {
  const { lookForLost } = await import('./store/saving/recovery.ts')
  if (!(await lookForLost(DATABASE, repository))) return false
  await repository?.close()
  const { Recovery } = await import('./ui/shell/storage/Recovery.tsx')
  root.render(
    <LockGate>
      <Recovery />
    </LockGate>,
  )
  return true
}

/** The makers' fill sheets (ui/lab); the build knows nothing of them. */
async function openLab(): Promise<void> {
  const { Lab } = await import('./ui/lab/Lab.tsx')
  root.render(<Lab />)
}

// Not awaited: what is fetched later imports this very file, and would wait for it.
if (import.meta.env.DEV && location.hash === '#lab') void openLab()
else void openStudio()
