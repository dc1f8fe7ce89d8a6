import type { PhotoRow, SnapshotName } from '../../storage/repository.ts'
import { compareStore } from '../compare/compareStore.ts'
import { rememberCompared } from '../compare/comparedMemory.ts'
import { navigate } from '../routeStore.ts'
import { repository } from '../services.ts'

/** The snapshots of some photos by name, the oldest first. */
export const snapshotsOf = (photos: readonly PhotoRow[]): Promise<readonly SnapshotName[]> =>
  repository().snapshotNames(photos.map(({ id }) => id))

/** Shows a snapshot beside the photo as it was taken. */
export function openSnapshot(patientId: string, { id, photoId, visitId }: SnapshotName): void {
  rememberCompared(photoId, id)
  navigate({ screen: 'compare', patientId, visitId, photoId })
  // The photo may be open already: then nobody recalls.
  compareStore.setState({ a: 'before', b: id })
}
