import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { withPhotoView } from '../../src/core/design/edits.ts'
import {
  current,
  push,
  pushSnapshot,
  sameDesign,
  startHistory,
  undo,
  type History,
} from '../../src/core/design/history.ts'
import { isKnown } from '../../src/storage/caseFilePlan.ts'
import { readCaseFile } from '../../src/storage/caseFileReader.ts'
import { writeCaseFiles, type CaseSource } from '../../src/storage/caseFileWriter.ts'
import { bytesOfJson, casesInMemory, inspector, listOf, membersOf, packed, soundCase } from './caseFiles.ts'

const made = { engine: 'test', madeAt: '2026-03-04T10:00:00.000Z' }

describe('a case file', () => {
  it('gives back the rows, the undo list, the snapshots and every byte that went in', async () => {
    const { source, patients } = casesInMemory(2, 7)
    const { files, unreadable } = await writeCaseFiles(source, patients, { contents: 'library', ...made })
    expect(files).toHaveLength(1)
    expect(unreadable).toBe(0)
    const shares: number[] = []
    const read = await readCaseFile(files[0]!, inspector, { progress: (share) => shares.push(share) })
    expect(read.contents).toBe('library')
    expect(read.patients).toEqual(patients.map(({ patient, visits, photos }) => ({ patient, visits, photos })))
    for (const { photos } of patients)
      for (const row of photos) {
        const [before, after] = [await source.history(row.id), await read.history(row)]
        expect(after.at).toBe(before?.at)
        expect(after.entries.map(({ label }) => label)).toEqual(before?.entries.map(({ label }) => label))
        expect(after.entries.every((entry, i) => sameDesign(entry.design, before!.entries[i]!.design))).toBe(true)
        expect(await read.original(row.hash)).toEqual(await source.photoBytes(row.hash))
        const [snapshot] = await listOf(read.snapshots(row))
        expect(snapshot).toMatchObject({ name: 'Mature', figures: { dots: 18_000, bands: { dots: { low: 16_000 } } } })
        expect(await read.picture(snapshot!.id)).toEqual(await source.snapshotPicture(snapshot!.id))
        expect(await read.thumbnail('cover', row.id)).toEqual(await source.cover(row.id))
      }
    expect(shares.at(-1)).toBeCloseTo(1, 1)
    expect(shares.every((share, i) => share >= (shares[i - 1] ?? 0))).toBe(true)
  })

  it('keeps when steps were done and undone in their visit, and leaves behind what was done to snapshots', async () => {
    const { source, patients } = casesInMemory(1)
    const { id } = patients[0]!.photos[0]!
    const start = startHistory(current((await source.history(id))!))
    const place = (order: number) => ({ order, others: -1 })
    const dense = (h: History, densityPerCm2: number, order: number) => {
      const { fill, ...design } = current(h)
      return push(h, { ...design, fill: { ...fill, densityPerCm2 } }, 'Density', undefined, place(order))
    }
    const deleted = pushSnapshot(dense(start, 101, 3), { kind: 'delete', id: 's' }, 'Delete snapshot', place(4))
    const history = undo(undo(dense(dense(deleted, 102, 5), 103, 6), 7), 8)
    const { files } = await writeCaseFiles({ ...source, history: () => Promise.resolve(history) }, patients, {
      contents: 'library',
      ...made,
    })
    const read = await (await readCaseFile(files[0]!, inspector)).history(patients[0]!.photos[0]!)
    expect(read.entries.map(({ label, order }) => [label, order])).toEqual([
      ['Start', undefined],
      ['Density', 3],
      ['Density', 5],
      ['Density', 6],
    ])
    expect(read).toMatchObject({ at: 1, undone: [8, 7] })
    expect(read.entries.some((entry) => 'snapshot' in entry)).toBe(false)
  })

  it('keeps a photo that two visits share once', async () => {
    const { source, patients } = casesInMemory(1)
    const [one] = patients
    const photo = one!.photos[0]!
    const twin = { ...photo, id: '30000000-0000-4000-8000-00000000ffff' }
    const history = await source.history(photo.id)
    const twinOf = (design: NonNullable<typeof history>['entries'][number]['design']) => ({
      ...design,
      photo: { ...design.photo, id: twin.id },
    })
    const both = {
      ...source,
      snapshots: (id: string) => (id === twin.id ? Promise.resolve([]) : source.snapshots(id)),
      history: (id: string) =>
        Promise.resolve(
          id === twin.id
            ? { at: history!.at, entries: history!.entries.map((e) => ({ ...e, design: twinOf(e.design) })) }
            : history,
        ),
    }
    const summaries = [{ ...one!, photos: [photo, twin] }]
    const { files } = await writeCaseFiles(both, summaries, { contents: 'patient', ...made })
    const bytes = new Uint8Array(await files[0]!.arrayBuffer())
    expect(Object.keys(membersOf(bytes)).filter((name) => name.startsWith('originals/'))).toHaveLength(1)
    expect((await readCaseFile(files[0]!, inspector)).patients[0]?.photos).toHaveLength(2)
  })

  it('lists a photo by the view that its newest design says, though the list on disk is older', async () => {
    const { source, patients } = casesInMemory(1)
    const { id } = patients[0]!.photos[0]!
    const history = (await source.history(id))!
    const turned = push(history, withPhotoView(current(history), 'vertex'), 'Change view')
    const newer = { ...source, history: () => Promise.resolve(turned) }
    const { files } = await writeCaseFiles(newer, patients, { contents: 'library', ...made })
    const read = await readCaseFile(files[0]!, inspector)
    expect(read.patients[0]?.photos[0]?.view).toBe('vertex')
  })

  it('leaves out a photo that cannot be read, and says so', async () => {
    const { source, patients } = casesInMemory(1)
    const blind = { ...source, photoBytes: () => Promise.resolve(null) }
    const { files, unreadable } = await writeCaseFiles(blind, patients, { contents: 'patient', ...made })
    expect(unreadable).toBe(1)
    expect((await readCaseFile(files[0]!, inspector)).patients[0]?.photos).toEqual([])
  })

  it('can be stopped while it is written and while it is read', async () => {
    const { source, patients } = casesInMemory(1)
    const signal = AbortSignal.abort()
    await expect(writeCaseFiles(source, patients, { contents: 'patient', ...made, signal })).rejects.toMatchObject({
      name: 'AbortError',
    })
    await expect(readCaseFile(new Blob([await soundCase()]), inspector, { signal })).rejects.toMatchObject({
      name: 'AbortError',
    })
  })

  it('opens with a byte order mark before a record, and with text that looks like markup', async () => {
    const members = membersOf(await soundCase())
    const name = Object.keys(members).find((member) => member.startsWith('patients/'))!
    const record = JSON.parse(new TextDecoder().decode(members[name])) as { patient: object }
    const markup = '<img src=x onerror=alert(1)>=HYPERLINK("javascript:1")'
    const text = `\ufeff${JSON.stringify({ ...record, patient: { ...record.patient, name: markup } })}`
    const file = packed({ ...members, [name]: new TextEncoder().encode(text) })
    expect((await readCaseFile(new Blob([file]), inspector)).patients[0]?.patient.name).toBe(markup)
  })

  it('with notes longer than the first version takes says that it is of the second', async () => {
    const { source, patients } = casesInMemory(1, 1)
    const [one] = patients
    const versionWith = async (notes: string, note: string) => {
      const noted: CaseSource = {
        ...source,
        snapshots: async (id) => (await source.snapshots(id)).map((snapshot) => ({ ...snapshot, note })),
      }
      const visits = one!.visits.map((visit) => ({ ...visit, notes }))
      const { files } = await writeCaseFiles(noted, [{ ...one!, visits }], { contents: 'patient', ...made })
      expect((await readCaseFile(files[0]!, inspector)).patients[0]?.visits[0]?.notes).toBe(notes)
      const { 'manifest.json': manifest } = unzipSync(new Uint8Array(await files[0]!.arrayBuffer()))
      return (JSON.parse(new TextDecoder().decode(manifest)) as { version: number }).version
    }
    expect(await versionWith('n'.repeat(20_000), 'Short.')).toBe(1)
    expect(await versionWith('n'.repeat(20_001), 'Short.')).toBe(2)
    expect(await versionWith('Short.', 'n'.repeat(20_001))).toBe(2)
  })

  it('is of somebody who is here, be there no more than a snapshot of theirs', () => {
    const nothing = { patient: null, visits: [], photos: [], designs: [], snapshots: [], deletedSnapshots: [] }
    expect(isKnown({ ...nothing, taken: false })).toBe(false)
    expect(isKnown({ ...nothing, deletedSnapshots: ['one'], taken: false })).toBe(true)
  })

  it('of a newer version is said to be of a newer version', async () => {
    const members = membersOf(await soundCase())
    const newer = packed(members, { manifest: { version: 3, whatever: true } })
    await expect(readCaseFile(new Blob([newer]), inspector)).rejects.toMatchObject({ code: 'newer' })
    const name = Object.keys(members).find((member) => member.startsWith('histories/'))!
    const history = JSON.parse(new TextDecoder().decode(members[name])) as object
    const designs = packed({ ...members, [name]: bytesOfJson({ ...history, format: 99 }) })
    await expect(readCaseFile(new Blob([designs]), inspector)).rejects.toMatchObject({ code: 'newer' })
  })
})
