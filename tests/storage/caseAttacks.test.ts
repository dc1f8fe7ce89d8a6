import { beforeAll, describe, expect, it } from 'vitest'
import type { CaseFileRefusal } from '../../src/storage/caseFileError.ts'
import { readCaseFile } from '../../src/storage/caseFileReader.ts'
import { pngHeaderOnly } from '../fixtures/png.ts'
import { hasShared, listShared, readShared } from '../worker/sharedFiles.ts'
import { bytesOfJson, inspector, membersOf, packed, sha256, soundCase } from './caseFiles.ts'
import { rawZip, type RawMember } from './rawZip.ts'

type Members = Record<string, Uint8Array>

let sound: Uint8Array<ArrayBuffer>
let members: Members
beforeAll(async () => {
  sound = await soundCase()
  members = membersOf(sound)
})

const named = (start: string): string => Object.keys(members).find((name) => name.startsWith(start))!
const json = (name: string): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(members[name])) as Record<string, unknown>

/** A member that stands for itself, in a ZIP that is like a case file. */
const other = (name: string, bytes = new Uint8Array(0)): RawMember => ({ name, bytes })

async function refusalOf(file: Uint8Array<ArrayBuffer>): Promise<CaseFileRefusal | 'opened'> {
  try {
    await readCaseFile(new Blob([file]), inspector)
    return 'opened'
  } catch (error) {
    expect(error).toMatchObject({ name: 'CaseFileError' })
    expect('polluted' in {}).toBe(false)
    return (error as { code: CaseFileRefusal }).code
  }
}

const twisted = (name: string, change: Partial<RawMember>, o: Parameters<typeof packed>[1] = {}) =>
  packed(members, { ...o, twist: (member) => (member.name === name ? { ...member, ...change } : member) })

describe('a case file that was tampered with as an archive', () => {
  it('is sound before', async () => {
    expect(await refusalOf(sound)).toBe('opened')
    expect(await refusalOf(packed(members))).toBe('opened')
  })

  it('that is empty, cut short, or something else is refused with that reason', async () => {
    expect(await refusalOf(new Uint8Array(0))).toBe('empty')
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      expect(await refusalOf(sound.slice(0, Math.floor(sound.length * share)))).toBe('cut')
    }
    expect(await refusalOf(rawZip([]))).toBe('notACaseFile')
    expect(await refusalOf(rawZip([other('manifest.json', bytesOfJson({ format: 'other' }))]))).toBe('notACaseFile')
    expect(await refusalOf(new TextEncoder().encode('<html><script>x</script>'))).toBe('notACaseFile')
  })

  it('that claims another number of members or another place of them', async () => {
    expect(await refusalOf(packed(members, { zip: { count: 65_535 } }))).toBe('tooLarge')
    expect(await refusalOf(packed(members, { zip: { count: 1 } }))).toBe('damaged')
    expect(await refusalOf(packed(members, { zip: { count: 40_000 } }))).toBe('damaged')
    expect(await refusalOf(packed(members, { zip: { directoryShift: 1_000_000 } }))).toBe('damaged')
    expect(await refusalOf(packed(members, { zip: { directoryShift: -1 } }))).toBe('damaged')
  })

  it('that hides something before, between or behind its members', async () => {
    const hidden = new TextEncoder().encode('hidden')
    expect(await refusalOf(packed(members, { zip: { before: hidden } }))).toBe('notACaseFile')
    expect(await refusalOf(packed(members, { zip: { between: hidden } }))).toBe('damaged')
    expect(await refusalOf(packed(members, { zip: { comment: 'hidden' } }))).toBe('cut')
    expect(await refusalOf(new Uint8Array([...sound, 0]))).toBe('cut')
  })

  it('with members that no case file has: outside of it, objects’ inner parts, links, ZIPs, twice the same', async () => {
    for (const name of [
      '../x',
      '/etc/passwd',
      'C:\\x',
      'a/../../b',
      '__proto__',
      'constructor',
      'originals/../x',
      'x.zip',
    ])
      expect(await refusalOf(packed(members, { more: [other(name)] })), name).toBe('strange')
    expect(await refusalOf(packed(members, { more: [other('manifest.json')] }))).toBe('strange')
    const thumbnail = named('thumbnails/')
    expect(await refusalOf(packed(members, { more: [other(thumbnail)] }))).toBe('strange')
    expect(await refusalOf(packed(members, { more: [other(thumbnail.toUpperCase())] }))).toBe('strange')
    const free = 'originals/'.padEnd(74, 'a')
    expect(await refusalOf(packed(members, { more: [other(free)] }))).toBe('strange')
    expect(await refusalOf(packed({ ...members, [free]: new Uint8Array(1) }))).toBe('strange')
    expect(await refusalOf(twisted(named('originals/'), { mode: 0o120777 }))).toBe('strange')
    expect(await refusalOf(packed(members, { more: Array.from({ length: 20_000 }, (_, i) => other(`e${i}`)) }))).toBe(
      'strange',
    )
  })

  it('with members that are encrypted, packed in another way, or not what they are said to be', async () => {
    const original = named('originals/')
    expect(await refusalOf(twisted(original, { flags: 1 }))).toBe('locked')
    expect(await refusalOf(twisted(original, { flags: 0x2000 }))).toBe('strange')
    expect(await refusalOf(twisted(original, { method: 99 }))).toBe('strange')
    expect(await refusalOf(twisted(original, { crc: 1 }))).toBe('damaged')
    expect(await refusalOf(twisted(original, { size: 5 }))).toBe('damaged')
    expect(await refusalOf(twisted(original, { localName: original.replace(/.$/, 'z') }))).toBe('damaged')
    const missing = { ...members }
    delete missing[named('histories/')]
    expect(await refusalOf(packed(missing))).toBe('damaged')
    const sums = Object.entries(members).map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256(bytes) }))
    const wrong = sums.map((sum, i) => (i === 0 ? { ...sum, sha256: 'a'.repeat(64) } : sum))
    expect(await refusalOf(packed(members, { manifest: { members: wrong } }))).toBe('damaged')
    expect(await refusalOf(packed(members, { manifest: { members: [...sums, sums[0]] } }))).toBe('damaged')
  })

  it('that would grow beyond all measure stops at its limit, whether it says so or not', async () => {
    const zeros = new Uint8Array(40_000_000)
    const history = named('histories/')
    expect(await refusalOf(packed({ ...members, [history]: zeros }))).toBe('tooLarge')
    expect(await refusalOf(packed({ ...members, [named('pictures/')]: zeros }))).toBe('tooLarge')
    const lying = packed(
      { ...members, [history]: zeros },
      { twist: (m) => (m.name === history ? { ...m, size: 1000 } : m) },
    )
    expect(await refusalOf(lying)).toBe('damaged')
    const sums = Object.entries(members).map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256(bytes) }))
    const agreed = sums.map((sum) => (sum.name === history ? { ...sum, bytes: 1000 } : sum))
    const both = packed(
      { ...members, [history]: zeros },
      { manifest: { members: agreed }, twist: (m) => (m.name === history ? { ...m, size: 1000 } : m) },
    )
    expect(await refusalOf(both)).toBe('tooLarge')
  })

  it('in which many names share one body', async () => {
    const many = Array.from({ length: 2000 }, (_, i): RawMember => {
      const name = `originals/${i.toString(16).padStart(64, '0')}`
      return { ...other(name, new Uint8Array(100)), bodyOf: 0 }
    })
    expect(await refusalOf(packed(members, { more: many }))).toBe('damaged')
  })
})

describe('a case file whose members lie, with checksums that fit', () => {
  const deep = (open: string, close: string, times: number) =>
    new TextEncoder().encode(open.repeat(times) + close.repeat(times))

  it('refuses records that are no records', async () => {
    const name = named('patients/')
    const texts: [string, Uint8Array][] = [
      ['nothing', new Uint8Array(0)],
      ['cut short', new TextEncoder().encode('{"patient":')],
      ['null', bytesOfJson(null)],
      ['a list', bytesOfJson([])],
      ['a number', bytesOfJson(12)],
      ['a text', bytesOfJson('text')],
      ['broken UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
      ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0])],
      ['deep lists', deep('[', ']', 100_000)],
      ['deep objects', deep('{"a":', '}', 10_000)],
      ['half a letter', new TextEncoder().encode('{"patient":{"name":"\\ud800"}}')],
      ['a number without end', new TextEncoder().encode('{"patient":{"name":1e999}}')],
      ['a list of 400,000', bytesOfJson({ patient: {}, visits: Array.from({ length: 400_000 }, () => 0), photos: [] })],
      ['a name of 90,000 letters', bytesOfJson({ ...json(name), patient: { name: 'a'.repeat(90_000) } })],
    ]
    for (const [what, bytes] of texts)
      expect(await refusalOf(packed({ ...members, [name]: bytes })), what).toBe('damaged')
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const polluting = new TextEncoder().encode(`{"patient":{"${key}":{"polluted":true}}}`)
      expect(await refusalOf(packed({ ...members, [name]: polluting })), key).toBe('strange')
    }
  })

  it('refuses rows of the wrong form, and ids that are taken twice, missing, or somebody else’s', async () => {
    const name = named('patients/')
    const record = json(name) as unknown as Record<'visits' | 'photos', Record<string, unknown>[]> & { patient: object }
    const [visit, photo] = [record.visits[0]!, record.photos[0]!]
    const elsewhere = '90000000-0000-4000-8000-000000000000'
    const rows: [string, object][] = [
      ['an id that is a path', { patient: { ...record.patient, id: '../x' } }],
      ['another id than its member', { patient: { ...record.patient, id: elsewhere } }],
      ['a name too long', { patient: { ...record.patient, name: 'a'.repeat(2000) } }],
      ['a name that is a number', { patient: { ...record.patient, name: 7 } }],
      ['no day', { patient: { ...record.patient, createdAt: 'yesterday' } }],
      ['a day that is none', { visits: [{ ...visit, date: '2026-99-99' }] }],
      ['a visit twice', { visits: [visit, visit] }],
      ['a visit of somebody else', { visits: [{ ...visit, patientId: elsewhere }] }],
      ['a visit that is its own patient', { visits: [{ ...visit, id: visit.patientId }] }],
      ['no visit', { visits: [] }],
      ['a photo twice', { photos: [photo, photo] }],
      ['a photo of no visit', { photos: [{ ...photo, visitId: elsewhere }] }],
      ['a photo at an address', { photos: [{ ...photo, hash: 'https://example.com/x.jpg' }] }],
      ['a photo in an address', { photos: [{ ...photo, hash: 'data:text/html,<script>alert(1)</script>' }] }],
      ['a photo of another size', { photos: [{ ...photo, width: 599 }] }],
      ['a photo without end', { photos: [{ ...photo, width: 1e300 }] }],
      ['a photo of no size', { photos: [{ ...photo, height: -1 }] }],
      ['a view that there is not', { photos: [{ ...photo, view: 'inside' }] }],
      ['no photo, but its files', { photos: [] }],
    ]
    for (const [what, change] of rows) {
      const file = packed({ ...members, [name]: bytesOfJson({ ...record, ...change }) })
      expect(['damaged', 'strange'], what).toContain(await refusalOf(file))
    }
    expect(await refusalOf(packed(members, { manifest: { version: '1' } }))).toBe('notACaseFile')
    expect(await refusalOf(packed(members, { manifest: { contents: 'world' } }))).toBe('damaged')
  })

  it('refuses designs whose masks, tiles or photo do not fit', async () => {
    const name = named('histories/')
    const record = json(name) as {
      tiles: unknown[]
      masks: { width: number; keys: number[]; tiles: number[] }[]
      entries: { design: { photo: object } }[]
    }
    const [first, ...others] = record.masks
    const tile = { base64: btoa('\x01\xff\xff\xff\x7f') }
    const changes: [string, object][] = [
      ['a mask of another size', { masks: [{ ...first, width: 64 }, ...others] }],
      ['a mask larger than memory', { masks: [{ ...first, width: 65_536, height: 65_536 }, ...others] }],
      ['a key outside of it', { masks: record.masks.map((mask) => ({ ...mask, keys: mask.keys.map(() => 9999) })) }],
      [
        'a tile that there is not',
        { masks: record.masks.map((mask) => ({ ...mask, tiles: mask.tiles.map(() => 9999) })) },
      ],
      ['runs that lie', { tiles: record.tiles.map(() => tile) }],
      ['tiles that are text', { tiles: record.tiles.map(() => 'data:text/html,x') }],
      ['bytes that are no bytes', { tiles: record.tiles.map(() => ({ base64: '***' })) }],
      ['no steps', { entries: [] }],
      ['a step that there is not', { at: 99 }],
      ['too many steps', { entries: Array.from({ length: 250 }, () => record.entries[0]) }],
      [
        'another photo',
        {
          entries: record.entries.map((e) => ({
            ...e,
            design: { ...e.design, photo: { ...e.design.photo, id: 'x' } },
          })),
        },
      ],
    ]
    for (const [what, change] of changes)
      expect(await refusalOf(packed({ ...members, [name]: bytesOfJson({ ...record, ...change }) })), what).toBe(
        'damaged',
      )
    const tiles = { tiles: Array.from({ length: 7000 }, () => record.tiles[0]) }
    expect(await refusalOf(packed({ ...members, [name]: bytesOfJson({ ...record, ...tiles }) }))).toBe('tooLarge')
  })

  it('refuses photos that are pages, bombs, ZIPs, other photos, or hold metadata', async () => {
    const old = named('originals/')
    const record = new TextDecoder().decode(members[named('patients/')])
    const history = new TextDecoder().decode(members[named('histories/')])
    const snapshots = new TextDecoder().decode(members[named('snapshots/')])
    const withOriginal = (bytes: Uint8Array, hash = sha256(bytes)) => {
      const { [old]: _, ...rest } = members
      const again = (text: string) => new TextEncoder().encode(text.replaceAll(old.slice(10), hash))
      return packed({
        ...rest,
        [named('patients/')]: again(record),
        [named('histories/')]: again(history),
        [named('snapshots/')]: again(snapshots),
        [`originals/${hash}`]: bytes,
      })
    }
    expect(await refusalOf(withOriginal(members[old]!))).toBe('opened')
    expect(await refusalOf(withOriginal(new TextEncoder().encode('<html><script>alert(1)</script>')))).toBe('photo')
    expect(await refusalOf(withOriginal(new Uint8Array(pngHeaderOnly(50_000, 50_000))))).toBe('photo')
    expect(await refusalOf(withOriginal(sound))).toBe('photo')
    expect(await refusalOf(withOriginal(members[old]!, 'b'.repeat(64)))).toBe('damaged')
    expect(await refusalOf(packed({ ...members, [named('pictures/')]: members[old]! }))).toBe('photo')
    expect(await refusalOf(packed({ ...members, [named('thumbnails/')]: bytesOfJson('<svg/>') }))).toBe('photo')
    const trailing = new Uint8Array([...members[old]!, 1, 2, 3])
    expect(await refusalOf(withOriginal(trailing))).toBe('damaged')
  })
})

describe.runIf(hasShared)('hostile files handed in as case files', () => {
  const files = hasShared
    ? [...listShared('hostile/files'), ...listShared('hostile/images'), ...listShared('hostile/fetched')]
    : []
  it.each(files)('%s is refused with a reason', async (file) => {
    expect(await refusalOf(new Uint8Array(readShared(file)))).not.toBe('opened')
  })
})
