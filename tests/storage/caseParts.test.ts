import { describe, expect, it, vi } from 'vitest'
import type * as Limits from '../../src/storage/caseFileLimits.ts'
import { readCaseFile } from '../../src/storage/caseFileReader.ts'
import { writeCaseFiles, type CaseSource } from '../../src/storage/caseFileWriter.ts'
import { Hand } from '../core/tools/hand.ts'
import { casesInMemory, inspector, listOf, membersOf } from './caseFiles.ts'

/** What takes 48 MB in earnest is seen at a small part of it here. */
vi.mock('../../src/storage/caseFileLimits.ts', async (original) => {
  const { limits, ...rest } = await original<typeof Limits>()
  const small = { recordBytes: 96_000, snapshotTiles: 60, ratioFrom: 1000, ratio: 12 }
  return { ...rest, limits: { ...limits, ...small }, FULL_FILE_BYTES: 60_000 }
})

const made = { contents: 'patient', engine: 'test', madeAt: '2026-03-04T10:00:00.000Z' } as const

describe('a patient with more than one part of a case file takes', () => {
  it('is exported and read with every snapshot', async () => {
    const { source, patients } = casesInMemory(1, 0)
    const row = patients[0]!.photos[0]!
    const [first] = await source.snapshots(row.id)
    const hand = new Hand('brush', first!.design, { feather: 0 })
    const many = Array.from({ length: 24 }, (_, i) => {
      hand
        .down(50, 60 + 25 * i)
        .move(550, 90 + 25 * i)
        .up()
      const id = `50000000-0000-4000-8000-${`${i}`.padStart(12, '0')}`
      return { ...first!, id, design: hand.design }
    })
    const full: CaseSource = { ...source, snapshots: () => Promise.resolve(many) }
    const { files, tooLarge } = await writeCaseFiles(full, patients, made)
    expect(tooLarge).toBe(0)
    const names = Object.keys(membersOf(new Uint8Array(await files[0]!.arrayBuffer())))
    const parts = names.filter((name) => name.startsWith('snapshots/'))
    expect(parts.length).toBeGreaterThan(2)
    expect(parts.slice(0, 2)).toEqual([`snapshots/${row.id}.json`, `snapshots/${row.id}-2.json`])
    const read = await readCaseFile(files[0]!, inspector)
    expect(read.snapshotIdsOf(row.id)).toEqual(many.map(({ id }) => id))
    expect((await listOf(read.snapshots(row))).map(({ id }) => id)).toEqual(many.map(({ id }) => id))
  })

  it('is told of a snapshot that fits into none', async () => {
    const { source, patients } = casesInMemory(1, 0)
    const full: CaseSource = {
      ...source,
      snapshots: async (id) =>
        (await source.snapshots(id)).map((snapshot) => ({ ...snapshot, note: 'ü'.repeat(50_000) })),
    }
    const { files, tooLarge } = await writeCaseFiles(full, patients, made)
    expect(tooLarge).toBe(1)
    expect((await readCaseFile(files[0]!, inspector)).snapshotIdsOf(patients[0]!.photos[0]!.id)).toEqual([])
  })

  it('goes into several files, each of which can be read alone', async () => {
    const { source, patients } = casesInMemory(6)
    const [one] = patients
    const photos = patients.flatMap((patient) =>
      patient.photos.map((photo) => ({ ...photo, patientId: one!.patient.id, visitId: one!.visits[0]!.id })),
    )
    const full: CaseSource = {
      ...source,
      snapshots: () => Promise.resolve([]),
    }
    const { files } = await writeCaseFiles(full, [{ ...one!, photos }], made)
    expect(files.length).toBeGreaterThan(1)
    const read = await Promise.all(files.map((file) => readCaseFile(file, inspector)))
    expect(read.map((file) => file.patients[0]?.patient.name)).toEqual(files.map(() => 'Patient 0'))
    expect(read.flatMap((file) => file.patients[0]?.photos.map(({ id }) => id))).toEqual(photos.map(({ id }) => id))
  })
})
