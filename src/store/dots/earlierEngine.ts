import { ENGINE_VERSION } from '../../core/fill/engineVersion.ts'
import type { Snapshot } from '../../storage/repository.ts'

/** Whether a snapshot's dots would be drawn in other places today: its picture shows them as they were. */
export const isOfEarlierEngine = ({ engineVersion, design }: Pick<Snapshot, 'engineVersion' | 'design'>): boolean =>
  design.fill.filled && engineVersion !== ENGINE_VERSION
