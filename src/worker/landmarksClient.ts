import { proxy, transfer, wrap } from 'comlink'
import type { Landmarker } from './landmarks.ts'
import type { LandmarksService } from './landmarksService.ts'

const startLandmarksWorker = (): Worker =>
  new Worker(new URL('./landmarks.worker.ts', import.meta.url), { type: 'module' })

/** Models take a hundred megabytes while they work: each search has its worker, and ends it. */
export function createLandmarker(startWorker: () => Worker = startLandmarksWorker): Landmarker {
  return {
    async find(photo, widthPx, { progress, signal }) {
      signal.throwIfAborted()
      const worker = startWorker()
      const over = new Promise<never>((_, reject) => {
        worker.addEventListener('error', (event) => {
          event.preventDefault()
          reject(new Error(event.message || 'The worker could not be started.'))
        })
        signal.addEventListener('abort', () => reject(new DOMException('The search was given up.', 'AbortError')))
      })
      try {
        const remote = wrap<LandmarksService>(worker)
        return await Promise.race([remote.find(transfer(photo, [photo]), widthPx, proxy(progress)), over])
      } finally {
        worker.terminate()
      }
    },
  }
}
