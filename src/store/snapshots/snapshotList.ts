import { viewOf } from '../../core/design/photoView.ts'
import type { PhotoRow, SnapshotName } from '../../storage/repository.ts'
import { compareStore } from '../compare/compareStore.ts'
import { rememberCompared } from '../compare/comparedMemory.ts'
import { navigate } from '../routeStore.ts'
import { repository } from '../services.ts'
import { isFaceLeftOut } from '../visits/faceKnown.ts'

/** The snapshots of some photos by name, the oldest first. */
export const snapshotsOf = (photos: readonly PhotoRow[]): Promise<readonly SnapshotName[]> =>
  repository().snapshotNames(photos.map(({ id }) => id))

/** Whether its small picture, cut out by the marks of that day, certainly shows no face. */
export async function isSnapshotFaceless(id: string): Promise<boolean> {
  const snapshot = await repository().snapshot(id)
  return snapshot !== null && isFaceLeftOut(viewOf(snapshot.design), snapshot.design.marks)
}

/** Shows a snapshot beside the photo as it was taken. */
export function openSnapshot(patientId: string, { id, photoId, visitId }: SnapshotName): void {
  rememberCompared(photoId, id)
  navigate({ screen: 'compare', patientId, visitId, photoId })
  // The photo may be open already: then nobody recalls.
  compareStore.setState({ a: 'before', b: id })
}
