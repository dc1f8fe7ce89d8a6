import { createRoot } from 'react-dom/client'
import { openRepository } from './storage/openRepository.ts'
import { hasUnsaved, startAutosave } from './store/autosave.ts'
import { loadClinic } from './store/clinicStore.ts'
import { startFilling } from './store/fillActions.ts'
import { followArea } from './store/measureArea.ts'
import { jobsStore } from './store/jobsStore.ts'
import { keepPreferences } from './store/preferences.ts'
import { startRouting } from './store/routeStore.ts'
import { setServices } from './store/services.ts'
import { startOpening } from './store/visitActions.ts'
import { App } from './ui/shell/App.tsx'
import { StorageBlocked } from './ui/shell/StorageBlocked.tsx'
import { createEngine } from './worker/client.ts'
import { createLandmarker } from './worker/landmarksClient.ts'

const root = createRoot(document.getElementById('root') ?? document.body)

async function openStudio(): Promise<void> {
  try {
    const engine = createEngine({ onBusy: (busy) => jobsStore.setState({ working: busy }) })
    engine.onHealth((health) => jobsStore.setState({ health }))
    setServices({ engine, repository: await openRepository(), landmarker: createLandmarker() })
    keepPreferences()
    startRouting()
    startAutosave()
    startFilling()
    followArea()
    // New designs fade by the clinic's numbers. The plan asks for them again, and says so where it can not.
    loadClinic().catch(() => undefined)
    startOpening()
    addEventListener('beforeunload', (event) => {
      if (hasUnsaved()) event.preventDefault()
    })
    root.render(<App />)
  } catch {
    root.render(<StorageBlocked />)
  }
}

/** The makers' fill sheets (ui/lab); the build knows nothing of them. */
async function openLab(): Promise<void> {
  const { Lab } = await import('./ui/lab/Lab.tsx')
  root.render(<Lab />)
}

if (import.meta.env.DEV && location.hash === '#lab') await openLab()
else await openStudio()
