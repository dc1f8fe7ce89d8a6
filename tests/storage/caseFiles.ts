import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import type { History } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import type { PhotoInspector } from '../../src/storage/caseFileReader.ts'
import type { CasePatient } from '../../src/storage/caseFileRecords.ts'
import { writeCaseFiles, type CaseSource } from '../../src/storage/caseFileWriter.ts'
import type { PhotoRow, Snapshot } from '../../src/storage/repository.ts'
import { readHeader } from '../../src/worker/photo/header.ts'
import { stripMetadata } from '../../src/worker/photo/strip.ts'
import { writePng } from '../fixtures/png.ts'
import { frame, jpeg, jfif, scan } from '../worker/photoBytes.ts'
import { worked } from './clinic.ts'
import { rawZip, type RawMember, type RawZip } from './rawZip.ts'

const WIDTH = 600
const HEIGHT = 800

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The intake's checks but for the decoding, which needs a browser. */
export const inspector: PhotoInspector = {
  original(buffer) {
    const bytes = new Uint8Array(buffer)
    const read = readHeader(bytes)
    if (!read.ok) return Promise.resolve(null)
    const { width, height } = read.header
    const hash = sha256(stripMetadata(bytes, read.header))
    return Promise.resolve({ hash, width, height, sourceWidth: width, sourceHeight: height })
  },
  picture(buffer) {
    const read = readHeader(new Uint8Array(buffer))
    return Promise.resolve(read.ok && read.header.format === 'jpeg')
  },
}

/** Patients in memory, each with a visit, a photo that was worked on, and a snapshot of it. */
export function casesInMemory(count: number, steps = 3): { source: CaseSource; patients: readonly CasePatient[] } {
  const patients: CasePatient[] = []
  const originals = new Map<string, ArrayBuffer>()
  const histories = new Map<string, History>()
  const snapshots = new Map<string, readonly Snapshot[]>()
  const picture = new Uint8Array(jpeg(jfif, frame(96, 64), scan)).buffer
  for (let i = 0; i < count; i++) {
    const id = (kind: number) => `${kind}0000000-0000-4000-8000-${`${i}`.padStart(12, '0')}`
    const at = '2026-03-04T10:00:00.000Z'
    const bytes = new Uint8Array(writePng(WIDTH, HEIGHT, (x, y) => [(x >> 5) & 255, (y >> 5) & 255, i & 255]))
    const hash = sha256(bytes)
    const row: PhotoRow = {
      id: id(3),
      visitId: id(2),
      patientId: id(1),
      view: 'frontal',
      hash,
      width: WIDTH,
      height: HEIGHT,
      sourceWidth: WIDTH,
      sourceHeight: HEIGHT,
      addedAt: at,
    }
    const history = worked(newDesign({ id: row.id, hash, width: WIDTH, height: HEIGHT }), steps)
    originals.set(hash, bytes.buffer)
    histories.set(row.id, history)
    const [{ design } = { design: null }] = history.entries.toReversed()
    const bands = {
      heightMm: { low: 58, high: 66 },
      areaCm2: { low: 108, high: 132 },
      dots: { low: 16_000, high: 20_000 },
    }
    const figures = { heightMm: 62, areaCm2: 120, dots: 18_000, bands }
    if (design)
      snapshots.set(row.id, [
        {
          id: id(4),
          photoId: row.id,
          visitId: row.visitId,
          name: 'Mature',
          createdAt: at,
          design,
          engineVersion: '4',
          figures,
        },
      ])
    patients.push({
      patient: { id: id(1), name: `Patient ${i}`, createdAt: at, sample: false },
      visits: [{ id: id(2), patientId: id(1), date: at, kind: 'consultation' }],
      photos: [row],
    })
  }
  const source: CaseSource = {
    photoBytes: (hash) => Promise.resolve(originals.get(hash) ?? null),
    photoThumbnail: () => Promise.resolve(picture),
    cover: () => Promise.resolve(picture),
    history: (photoId) => Promise.resolve(histories.get(photoId) ?? null),
    snapshots: (photoId) => Promise.resolve(snapshots.get(photoId) ?? []),
    snapshotPicture: () => Promise.resolve(picture),
    snapshotThumbnail: () => Promise.resolve(picture),
  }
  return { source, patients }
}

export async function soundCase(count = 1, steps = 3): Promise<Uint8Array<ArrayBuffer>> {
  const { source, patients } = casesInMemory(count, steps)
  const contents = count === 1 ? 'patient' : 'library'
  const { files } = await writeCaseFiles(source, patients, {
    contents,
    engine: 'test',
    madeAt: '2026-03-04T10:00:00.000Z',
  })
  return new Uint8Array(await files[0]!.arrayBuffer())
}

/** The members of a case file but for its manifest. */
export function membersOf(file: Uint8Array): Record<string, Uint8Array> {
  const { 'manifest.json': manifest, ...members } = unzipSync(file)
  if (!manifest) throw new Error('Expected a manifest.')
  return members
}

export const bytesOfJson = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value))

/** Packed again, with a manifest that fits whatever the members are now: only their content can be refused. */
export function packed(
  members: Readonly<Record<string, Uint8Array>>,
  o: {
    manifest?: object
    more?: readonly RawMember[]
    twist?: (member: RawMember) => RawMember
    zip?: RawZip
  } = {},
): Uint8Array<ArrayBuffer> {
  const { twist = (member) => member } = o
  const list = Object.entries(members).map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256(bytes) }))
  const manifest = {
    format: 'trichion case',
    version: 1,
    engine: 'test',
    contents: 'patient',
    madeAt: '2026-03-04T10:00:00.000Z',
    members: list,
    ...o.manifest,
  }
  const all: RawMember[] = [
    ...Object.entries(members).map(([name, bytes]) => ({ name, bytes, deflate: name.endsWith('.json') })),
    { name: 'manifest.json', bytes: bytesOfJson(manifest), deflate: true },
  ]
  return rawZip([...all.map(twist), ...(o.more ?? [])], o.zip)
}

export async function listOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}
