import { consentsWith } from './consentRows.ts'
import type { Patient, PhotoRow, SnapshotRemarks, Visit } from './repository.ts'

/**
 * What a row of a case file adds to the one of the same id that is here. Nothing here is overwritten: what is absent is
 * filled in, notes that differ stand one below the other, and tags are put together.
 */

/** Of notes that were put together, letters. */
const MOST_LETTERS = 50_000

export const addedToPatient = (here: Patient, there: Patient): Partial<Patient> => ({
  ...(here.sex === undefined && there.sex !== undefined && { sex: there.sex }),
  ...(here.birthYear === undefined && there.birthYear !== undefined && { birthYear: there.birthYear }),
  ...(here.left === undefined && there.left !== undefined && { left: there.left }),
  // What was signed elsewhere comes beside what was signed here; which of them counts goes by the time.
  ...consentsWith(here.consents, there.consents ?? []),
})

export function addedToVisit(here: Visit, there: Visit): Partial<Visit> {
  const notes = bothNotes(here.notes, there.notes)
  const tags = [...new Set([...(here.tags ?? []), ...(there.tags ?? [])])]
  return {
    ...(notes !== here.notes && { notes }),
    ...(tags.length > (here.tags?.length ?? 0) && { tags }),
  }
}

export const addedToPhoto = (here: PhotoRow, there: Pick<PhotoRow, 'quality'>): Partial<PhotoRow> => ({
  ...(here.quality === undefined && there.quality !== undefined && { quality: there.quality }),
})

/** A star that was taken away here says so, and stays away. */
export function addedToSnapshot(here: SnapshotRemarks, there: SnapshotRemarks): SnapshotRemarks {
  const note = bothNotes(here.note, there.note)
  return {
    ...(note !== here.note && { note }),
    ...(here.starred === undefined && there.starred !== undefined && { starred: there.starred }),
    ...(here.place === undefined && there.place !== undefined && { place: there.place }),
  }
}

function bothNotes(here: string | undefined, there: string | undefined): string | undefined {
  if (!there || here?.includes(there)) return here
  if (!here || there.includes(here)) return there
  const both = `${here}\n\n${there}`
  return both.length > MOST_LETTERS ? here : both
}
