import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { current, push, sameDesign, type History } from '../../src/core/design/history.ts'
import { importCase, type Library } from '../../src/storage/caseFileMerge.ts'
import { DesignLock } from '../../src/storage/designLock.ts'
import type { PhotoRow } from '../../src/storage/repository.ts'
import { addWorkedPatient, addWorkedPhoto, written } from './caseLibrary.ts'
import { Clinic, photoRow, textOf } from './clinic.ts'

let clinic: Clinic
beforeEach(async () => {
  clinic = await Clinic.start()
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.useRealTimers()
  await clinic.end()
})

const merged = { as: 'merged' } as const
const inAMinute = () => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 60_000 })

function denser(history: History, density: number): History {
  const design = current(history)
  return push(history, { ...design, fill: { ...design.fill, densityPerCm2: density } }, 'Change density')
}

const historyOf = async (photoId: string): Promise<History> => (await clinic.repository.history(photoId))!

async function densities(visitId: string): Promise<readonly number[]> {
  const photos = (await clinic.repository.visit(visitId))?.photos ?? []
  const histories = await Promise.all(photos.map(({ id }) => historyOf(id)))
  return histories.map((history) => current(history).fill.densityPerCm2).toSorted((a, b) => a - b)
}

/** A file in which the design is two steps further, as from another device, and the library as it was before. */
async function goneOnElsewhere(row: PhotoRow): Promise<{ file: Awaited<ReturnType<typeof written>>; base: History }> {
  const base = await historyOf(row.id)
  await clinic.repository.saveHistory(row.id, denser(denser(base, 76), 77))
  const file = await written(clinic, row.patientId)
  await clinic.repository.saveHistory(row.id, base)
  return { file, base }
}

describe('what was deleted a moment ago', () => {
  it('and is in the file comes back whole with it: the photo with its newest design, and its snapshots', async () => {
    const row = await addWorkedPatient(clinic, 'Ann', 0)
    const file = await written(clinic, row.patientId)
    await clinic.repository.saveHistory(row.id, denser(await historyOf(row.id), 66))
    await clinic.repository.removePhoto(row.id)
    expect(await importCase(file, clinic.repository, merged)).toMatchObject({ updated: 1, beside: 0 })
    inAMinute()
    await clinic.repository.patients()
    const summary = await clinic.repository.patient(row.patientId)
    expect(summary?.photos.map(({ id }) => id)).toEqual([row.id])
    expect(await densities(row.visitId)).toEqual([66])
    expect((await clinic.repository.snapshots(row.id)).length).toBe(1)
  })

  it('may be a visit, or one snapshot', async () => {
    const row = await addWorkedPatient(clinic, 'Ann')
    const [snapshot] = await clinic.repository.snapshots(row.id)
    const file = await written(clinic, row.patientId)
    await clinic.repository.removeSnapshot(snapshot!.id)
    await clinic.repository.removeVisit(row.visitId)
    expect(await importCase(file, clinic.repository, merged)).toMatchObject({ updated: 1 })
    inAMinute()
    await (await clinic.restart()).patients()
    expect((await clinic.repository.visit(row.visitId))?.photos.length).toBe(1)
    expect((await clinic.repository.snapshots(row.id)).map(({ id }) => id)).toEqual([snapshot!.id])
  })

  it('does not go for good while a file that holds it comes in', async () => {
    const row = await addWorkedPatient(clinic, 'Ann')
    const file = await written(clinic, row.patientId)
    await clinic.repository.removePhoto(row.id)
    const other = await clinic.secondTab()
    const progress = () => {
      inAMinute()
      void other.patients()
    }
    await importCase(file, clinic.repository, { ...merged, progress })
    expect((await clinic.repository.patient(row.patientId))?.photos.length).toBe(1)
  })
})

describe('a design that went on here and in the file', () => {
  it('is kept both ways: the file’s beside as a second photo of its own, once', async () => {
    const row = await addWorkedPatient(clinic, 'Ann', 0)
    const { file, base } = await goneOnElsewhere(row)
    await clinic.repository.saveHistory(row.id, denser(base, 55))
    expect(await importCase(file, clinic.repository, merged)).toMatchObject({ beside: 1, continued: 0, updated: 1 })
    expect(await densities(row.visitId)).toEqual([55, 77])
    const twin = (await clinic.repository.visit(row.visitId))!.photos.find(({ id }) => id !== row.id)!
    expect((await historyOf(twin.id)).entries.length).toBe(base.entries.length + 2)
    expect(textOf(await clinic.repository.cover(twin.id))).toBe('cover')
    // Neither the file nor one of this library brings it again.
    const again = { beside: 0, continued: 0, photos: 0, unchanged: 1 }
    expect(await importCase(file, clinic.repository, merged)).toMatchObject(again)
    const own = await written(clinic, row.patientId)
    expect(await importCase(own, clinic.repository, merged)).toMatchObject(again)
    expect(await densities(row.visitId)).toEqual([55, 77])
  })

  it('is kept both ways also where the edit came while the file was coming in', async () => {
    const row = await addWorkedPatient(clinic, 'Ann', 0)
    const { file, base } = await goneOnElsewhere(row)
    const other = await clinic.secondTab()
    await other.history(row.id)
    const library: Library = {
      ...clinic.repository,
      takeIn: (work) =>
        clinic.repository.takeIn(async (intake) =>
          work({
            ...intake,
            async finish(rows) {
              if (rows.continued.length > 0) await other.saveHistory(row.id, denser(base, 55))
              await intake.finish(rows)
            },
          }),
        ),
    }
    expect(await importCase(file, library, merged)).toMatchObject({ beside: 1, continued: 0 })
    expect(await densities(row.visitId)).toEqual([55, 77])
  })

  it('is first saved by the tab that edits it, which then goes on from the file', async () => {
    const row = await addWorkedPatient(clinic, 'Ann', 0)
    const { file } = await goneOnElsewhere(row)
    const seen: string[] = []
    const lock = await DesignLock.open(row.id, {
      onMine: ({ first }) => void seen.push(first ? 'edits' : 'reads again'),
      onElsewhere: () => void seen.push('looks on'),
      onAsked: () => Promise.resolve(seen.push('saves') > 0),
      onSavedElsewhere: () => {},
    })
    expect(await importCase(file, clinic.repository, merged)).toMatchObject({ continued: 1, beside: 0 })
    await vi.waitFor(() => expect(seen).toEqual(['edits', 'saves', 'looks on', 'reads again']))
    expect(await densities(row.visitId)).toEqual([77])
    lock.close()
  })

  it('is kept both ways where the tab that edits it cannot save', async () => {
    const row = await addWorkedPatient(clinic, 'Ann', 0)
    const { file, base } = await goneOnElsewhere(row)
    const lock = await DesignLock.open(row.id, {
      onMine: () => {},
      onElsewhere: () => {},
      onAsked: () => Promise.resolve(false),
      onSavedElsewhere: () => {},
    })
    expect(await importCase(file, clinic.repository, merged)).toMatchObject({ continued: 0, beside: 1 })
    expect(await densities(row.visitId)).toEqual([77, current(base).fill.densityPerCm2])
    lock.close()
  })
})

describe('what is written down in a file', () => {
  it('comes to a patient, a visit and a snapshot that are here where nothing is written, and beside what is', async () => {
    const row = await addWorkedPatient(clinic, 'Ann')
    const { repository } = clinic
    const visit = (await repository.visit(row.visitId))!.visit
    const [snapshot] = await repository.snapshots(row.id)
    const write = (o: { notes: string; tags: string[]; note?: string; starred?: boolean; place?: number }) =>
      Promise.all([
        repository.changeVisit(visit.id, { date: visit.date, kind: visit.kind, notes: o.notes, tags: o.tags }),
        repository.remarkSnapshot(snapshot!.id, { note: o.note, starred: o.starred, place: o.place }),
      ])
    await write({ notes: 'Thin skin', tags: ['keloid', 'second'], note: 'Likes this', starred: true, place: 3 })
    await repository.describePatient(row.patientId, { sex: 'female', birthYear: 1984 })
    const file = await written(clinic, row.patientId)
    await write({ notes: 'Softer temples', tags: ['keloid'] })
    await repository.describePatient(row.patientId, { sex: undefined, birthYear: 1985 })

    expect(await importCase(file, repository, merged)).toMatchObject({ updated: 1, unchanged: 0 })
    const found = (await repository.patient(row.patientId))!
    expect(found.patient).toMatchObject({ sex: 'female', birthYear: 1985 })
    expect(found.visits[0]).toMatchObject({ notes: 'Softer temples\n\nThin skin', tags: ['keloid', 'second'] })
    expect((await repository.snapshots(row.id))[0]).toMatchObject({
      note: 'Likes this',
      starred: true,
      place: 3,
    })
    expect(await importCase(file, repository, merged)).toMatchObject({ updated: 0, unchanged: 1 })

    // What was taken back here stays so.
    await repository.remarkSnapshot(snapshot!.id, { starred: false })
    await importCase(file, repository, merged)
    expect((await repository.snapshots(row.id))[0]?.starred).toBe(false)
  })
})

describe('rows that cannot be read', () => {
  const damage = async (store: string, id: string, part: object) => {
    const db = await clinic.rows()
    await db.put(store, { ...((await db.get(store, id)) as object), ...part })
  }

  it('are replaced by the sound ones of a file, and the newer design here stays', async () => {
    const row = await addWorkedPatient(clinic, 'Ann', 0)
    const [snapshot] = await clinic.repository.snapshots(row.id)
    const file = await written(clinic, row.patientId)
    await clinic.repository.saveHistory(row.id, denser(await historyOf(row.id), 66))
    for (const settled of [true, false]) {
      await damage('patients', row.patientId, { name: 7 })
      await damage('visits', row.visitId, { kind: 'none' })
      await damage('photos', row.id, { width: 0 })
      await damage('snapshots', snapshot!.id, { createdAt: 7 })
      if (settled) {
        await clinic.repository.patients()
        await clinic.repository.snapshots(row.id)
        expect((await clinic.repository.keeping()).quarantined).toBe(4)
      }
      expect(await importCase(file, clinic.repository, merged), String(settled)).toMatchObject({ beside: 0 })
      const found = await clinic.repository.patient(row.patientId)
      expect(found).toMatchObject({ patient: { name: 'Ann' }, photos: [{ id: row.id }] })
      expect(await densities(row.visitId)).toEqual([66])
      expect((await clinic.repository.snapshots(row.id)).length).toBe(1)
      // What was replaced lies aside for good and is missed no longer.
      expect((await clinic.repository.keeping()).quarantined).toBe(0)
      const db = await clinic.rows()
      expect(await db.count('quarantine')).toBe(settled ? 4 : 8)
      db.close()
    }
  })

  it('of a patient or a visit keep nothing of theirs out of a backup', async () => {
    const row = await addWorkedPatient(clinic, 'Ann')
    const whole = await written(clinic, row.patientId)
    await damage('patients', row.patientId, { birthYear: 'x' })
    await damage('visits', row.visitId, { kind: 'none' })
    await clinic.repository.patients()
    const patients = await clinic.repository.everyPatient()
    expect(patients.map(({ patient, visits, photos }) => [patient.name, visits.length, photos.length])).toEqual([
      ['Ann', 1, 1],
    ])
    expect(sameDesign(current(await whole.history(row)), current(await historyOf(row.id)))).toBe(true)
  })

  it('leave nothing behind when their patient is removed', async () => {
    const row = await addWorkedPatient(clinic, 'Ann')
    await addWorkedPhoto(clinic.repository, photoRow(row.patientId, row.visitId), 'Ann again')
    const other = (await clinic.repository.patient(row.patientId))!.photos.find(({ id }) => id !== row.id)!
    const [snapshot] = await clinic.repository.snapshots(other.id)
    await damage('photos', row.id, { width: 0 })
    await damage('snapshots', snapshot!.id, { createdAt: 7 })
    await clinic.repository.patients()
    await clinic.repository.snapshots(other.id)
    expect((await clinic.repository.keeping()).quarantined).toBe(2)
    await clinic.repository.removePatient(row.patientId)
    expect(await clinic.countOfPatients()).toBe(0)
  })
})
