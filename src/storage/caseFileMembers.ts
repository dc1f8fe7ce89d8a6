import { limits } from './caseFileLimits.ts'

/** The names of a case file's members. No other name is read, and nothing of a name ever becomes a path. */

export const MANIFEST = 'manifest.json'
export const CLINIC = 'clinic.json'
export const patientMember = (id: string): string => `patients/${id}.json`
export const historyMember = (photoId: string): string => `histories/${photoId}.json`
/** Parts are counted from 1; a photo with few snapshots has but one. */
export const snapshotsMember = (photoId: string, part = 1): string =>
  part === 1 ? `snapshots/${photoId}.json` : `snapshots/${photoId}-${part}.json`
export const originalMember = (hash: string): string => `originals/${hash}`
export const pictureMember = (snapshotId: string): string => `pictures/${snapshotId}.jpg`
export const thumbnailMember = (kind: 'photo' | 'cover' | 'snapshot', id: string): string =>
  `thumbnails/${kind}-${id}.jpg`

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

const kinds: readonly (readonly [RegExp, number])[] = [
  [/^manifest\.json$/, limits.manifestBytes],
  [/^clinic\.json$/, limits.thumbnailBytes],
  [new RegExp(`^(patients|histories|snapshots)/${UUID}\\.json$`), limits.recordBytes],
  [new RegExp(`^snapshots/${UUID}-([2-9]|[1-9]\\d{1,3})\\.json$`), limits.recordBytes],
  [/^originals\/[0-9a-f]{64}$/, limits.originalBytes],
  [new RegExp(`^pictures/${UUID}\\.jpg$`), limits.pictureBytes],
  [new RegExp(`^thumbnails/(photo|cover|snapshot)-${UUID}\\.jpg$`), limits.thumbnailBytes],
]

/** The largest size of a member; null for a name that no case file has. */
export const mostBytesOf = (name: string): number | null => kinds.find(([form]) => form.test(name))?.[1] ?? null

export const isPatientMember = (name: string): boolean => name.startsWith('patients/')

export const isFurtherPart = (name: string): boolean => /^snapshots\/.{36}-/.test(name)
