import type { Repository } from '../storage/repository.ts'
import type { Engine } from '../worker/engine.ts'
import type { Landmarker } from '../worker/landmarks.ts'

interface Services {
  readonly engine: Engine
  readonly repository: Repository
  /** Absent where no face is looked for. */
  readonly landmarker?: Landmarker
}

let current: Services | null = null

/** Called once by the composition root, before anything else of the store. */
export function setServices(services: Services): void {
  current = services
}

function services(): Services {
  if (!current) throw new Error('The store was used before setServices.')
  return current
}

export const engine = (): Engine => services().engine
export const repository = (): Repository => services().repository
export function landmarker(): Landmarker {
  const { landmarker } = services()
  if (!landmarker) throw new Error('Expected a landmarker.')
  return landmarker
}
