import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countingConsents,
  isConsentMissing,
  isRead,
  MOST_INK_LETTERS,
  neededPermissions,
  PAD_UNITS,
  permissions,
  permittedBy,
  standingConsents,
  type AnyConsent,
  type Consent,
  type Permitted,
  type Signature,
} from '../../../src/core/plan/consent.ts'
import {
  consentHistory,
  consentProblem,
  isPermitted,
  lastSigned,
  mayBeAdded,
  takenBackIn,
  takesBack,
} from '../../../src/core/plan/consentChoice.ts'
import { readConsents, withConsents } from '../../../src/core/plan/consentSchema.ts'
import { readInk } from '../../../src/core/plan/signatureInk.ts'

const ann = 'ann'
const choices: fc.Arbitrary<Permitted> = fc.record({
  keep: fc.boolean(),
  simulation: fc.boolean(),
  show: fc.boolean(),
  publish: fc.boolean(),
})
const all: Permitted = { keep: true, simulation: true, show: true, publish: true }
const typed: Signature = { kind: 'typed', name: 'Ann' }

const record = (id: string, o: Partial<Consent> = {}): Consent => ({
  id,
  patientId: ann,
  textVersion: 1,
  sentences: { keep: 'Kept.', simulation: 'Simulated.', show: 'Shown.', publish: 'Published.' },
  permissions: all,
  signature: typed,
  signedAt: '2026-03-04T10:00:00.000Z',
  supersedes: [],
  ...o,
})

const patient = (consents?: readonly AnyConsent[], sample = false) => ({ id: ann, sample, consents })
const none: Permitted = { keep: false, simulation: false, show: false, publish: false }
const at = (minute: number) => new Date(Date.UTC(2026, 2, 4) + minute * 60_000).toISOString()
const counts = (consents: readonly AnyConsent[]) => countingConsents(patient(consents)).map(({ id }) => id)

/** Signs, or takes back, one after the other on one device, whatever its clock says. */
function signedInTurn(turns: readonly { permissions: Permitted; minute: number }[]): Consent[] {
  return turns.reduce<Consent[]>((before, { permissions: given, minute }, i) => {
    const supersedes = standingConsents(patient(before)).map(({ id }) => id)
    return [...before, record(`c${i}`, { permissions: given, signedAt: at(minute), supersedes })]
  }, [])
}

const turns = fc.array(fc.record({ permissions: choices, minute: fc.integer({ min: 0, max: 10_000 }) }), {
  minLength: 1,
  maxLength: 12,
})

describe('what counts of all that was signed', () => {
  it('is what was signed last, also where the clock of the device was set back, in whatever order it is stored', () => {
    fc.assert(
      fc.property(turns, fc.func(fc.integer()), (made, shuffle) => {
        const signed = signedInTurn(made)
        const stored = signed.toSorted((a, b) => shuffle(a.id) - shuffle(b.id))
        expect(countingConsents(patient(stored))).toEqual([signed.at(-1)])
        expect(permittedBy(patient(stored))).toEqual(signed.at(-1)!.permissions)
        expect(consentHistory(patient(stored)).length).toBe(signed.length)
      }),
    )
  })

  it('of two devices that went on by themselves is what was signed later, and the next signature replaces both', () => {
    const first = record('a')
    const here = record('b', { supersedes: ['a'], signedAt: '2026-03-05T10:00:00.000Z' })
    const there = record('c', { supersedes: ['a'], signedAt: '2026-03-06T10:00:00.000Z' })
    const both = [first, there, here]
    expect(standingConsents(patient(both)).map(({ id }) => id)).toEqual(['b', 'c'])
    expect(counts(both)).toEqual(['c'])
    const next = record('d', { supersedes: ['b', 'c'], signedAt: '2026-03-05T12:00:00.000Z' })
    expect(counts([...both, next])).toEqual(['d'])
  })

  it('is found also where records of a made-up file replace each other in a circle', () => {
    const circle = [record('a', { supersedes: ['b'] }), record('b', { supersedes: ['a', 'b'] })]
    expect(counts(circle)).toEqual(['b'])
  })

  it('stays taken back where two devices took back each for itself, whichever did so last', () => {
    const first = record('a', { signedAt: at(0) })
    const wholly = record('b', { signature: null, permissions: none, supersedes: ['a'], signedAt: at(10) })
    const partly = record('c', { signature: null, permissions: { ...all, publish: false }, supersedes: ['a'] })
    for (const minute of [5, 15]) {
      const both = patient([first, wholly, { ...partly, signedAt: at(minute) }])
      expect(permittedBy(both)).toEqual(none)
      expect(isConsentMissing(both)).toBe(true)
    }
    const other = record('d', { signature: null, permissions: { ...all, show: false }, supersedes: ['a'] })
    expect(permittedBy(patient([first, partly, other]))).toEqual({ ...all, show: false, publish: false })
    // Only who signs after it gives it again.
    const again = record('e', { supersedes: ['a'], signedAt: at(20) })
    expect(permittedBy(patient([first, wholly, again]))).toEqual(all)
    expect(permittedBy(patient([first, wholly, { ...again, signedAt: at(9) }]))).toEqual(none)
  })

  it('is never more than somebody signed for: a record without a signature gives nothing', () => {
    const part = { ...all, publish: false }
    const first = record('a', { permissions: part, signedAt: at(0) })
    const unsigned = record('b', { signature: null, supersedes: ['a'], signedAt: at(10) })
    expect(permittedBy(patient([first, unsigned]))).toEqual(part)
    const further = record('c', { signature: null, supersedes: ['b'], signedAt: at(20) })
    expect(permittedBy(patient([first, unsigned, further]))).toEqual(part)
    expect(permittedBy(patient([unsigned, further]))).toEqual(none)
    // Nor does it give back what another one took away, whatever the clock of the device said.
    const back = record('d', { signature: null, permissions: { ...part, show: false }, supersedes: ['a'] })
    const after = record('e', { signature: null, permissions: part, supersedes: ['d'], signedAt: at(-5) })
    expect(permittedBy(patient([first, back, after]))).toEqual({ ...part, show: false })
    // What was signed after it on another device, and went on from there, counts.
    const other = record('f', { supersedes: ['a'], signedAt: '2026-03-05T10:00:00.000Z' })
    const last = record('g', { signature: null, permissions: part, supersedes: ['d', 'f'], signedAt: at(0) })
    expect(permittedBy(patient([first, back, other, last]))).toEqual(part)
  })

  it('is found at once in a file that somebody made up, however its records hang together', () => {
    const every = Array.from({ length: 5000 }, (_, i) =>
      record(`c${i}`, { signature: null, supersedes: [`c${i - 1}`, `c${i - 2}`, `c${i + 7}`], signedAt: at(i) }),
    )
    expect(permittedBy(patient(every))).toEqual(none)
    expect(permittedBy(patient([...every, record('c-1')]))).toEqual(none)
  })

  it('is never what somebody else signed', () => {
    const strange = record('a', { patientId: 'bob' })
    expect(counts([strange])).toEqual([])
    expect(permittedBy(patient([strange]))).toBeNull()
    expect(consentHistory(patient([strange]))).toEqual([])
    expect(isConsentMissing(patient([strange]))).toBe(true)
  })
})

describe('consent', () => {
  it('is missing until photos may be kept and pictures are known to be simulations, and nothing is permitted before', () => {
    fc.assert(
      fc.property(turns, (made) => {
        const whose = patient(signedInTurn(made))
        const given = made.at(-1)!.permissions
        const missing = !neededPermissions.every((one) => given[one])
        expect(isConsentMissing(whose)).toBe(missing)
        for (const one of permissions) expect(isPermitted(whose, one)).toBe(!missing && given[one])
      }),
    )
    expect(isConsentMissing(patient())).toBe(true)
  })

  it('is never asked of the sample', () => {
    expect(isConsentMissing(patient(undefined, true))).toBe(false)
    expect(isPermitted(patient(undefined, true), 'publish')).toBe(true)
  })

  it('needs a signature to be given, and none to be taken back', () => {
    fc.assert(
      fc.property(choices, choices, (before, chosen) => {
        const adds = permissions.some((one) => chosen[one] && !before[one])
        const drops = permissions.some((one) => !chosen[one] && before[one])
        expect(takesBack(before, chosen)).toBe(drops && !adds)
        const unsigned = consentProblem(before, chosen, false)
        const signed = consentProblem(before, chosen, true)
        if (drops && !adds) expect([unsigned, signed]).toEqual([null, null])
        else {
          const needed = !chosen.keep || !chosen.simulation
          expect([unsigned, signed]).toEqual(needed ? ['needed', 'needed'] : ['signature', null])
        }
      }),
    )
    expect(takesBack(null, all)).toBe(false)
    expect(consentProblem(null, all, true)).toBeNull()
  })

  it('says when it was signed last, whatever was taken back since', () => {
    const back = record('b', { signature: null, supersedes: ['a'], signedAt: '2026-04-01T10:00:00.000Z' })
    expect(lastSigned(patient([record('a'), back]))?.id).toBe('a')
    expect(lastSigned(patient([back]))).toBeNull()
  })

  it('is recorded only by somebody who had read all that stands', () => {
    const first = record('a', { signedAt: at(0) })
    const back = record('b', { signature: null, permissions: none, supersedes: ['a'], signedAt: at(10) })
    const stale = record('c', { signature: null, permissions: { ...all, publish: false }, supersedes: ['a'] })
    expect(mayBeAdded(patient([first]), stale)).toBe(true)
    expect(mayBeAdded(patient([first, back]), stale)).toBe(false)
    expect(mayBeAdded(patient([first, back]), { ...stale, supersedes: ['b'] })).toBe(false)
    expect(mayBeAdded(patient([first, back]), { ...stale, supersedes: ['b'], signature: typed })).toBe(true)
    expect(mayBeAdded(patient(), record('a'))).toBe(true)
  })

  it('says what of it was taken back', () => {
    const first = record('a', { permissions: { ...all, show: false } })
    const back = record('b', {
      signature: null,
      permissions: { ...all, show: false, publish: false },
      supersedes: ['a'],
    })
    expect(takenBackIn(patient([first, back]), back)).toEqual(['publish'])
    expect(takenBackIn(patient([first, back]), first)).toEqual([])
  })
})

describe('stored records', () => {
  const drawn = record('drawn', { signature: { kind: 'drawn', height: 1000, ink: '10,20 30,40,55;7,8' } })
  const back = record('back', { signature: null, supersedes: ['drawn'] })

  it('are read as they were written', () => {
    const stored = [record('a'), { ...drawn, name: 'Ann' }, { ...back, name: '' }]
    expect(readConsents(structuredClone(stored))).toEqual(stored)
    expect(readConsents(JSON.parse(JSON.stringify(stored)))).toEqual(stored)
    expect(readConsents(undefined)).toEqual([])
  })

  it('of the first release that had any are read by every later one', () => {
    const released = `[{"id":"0db83943-4f94-4d8e-a1d8-d4e18e6b9f51","patientId":"ann","textVersion":1,
      "sentences":{"keep":"Kept.","simulation":"Simulated.","show":"Shown.","publish":"Published."},
      "permissions":{"keep":true,"simulation":true,"show":false,"publish":true},
      "signature":{"kind":"drawn","height":1024,"ink":"1012,507 1100,420,55;7,8"},
      "signedAt":"2026-11-30T14:46:09.120Z","supersedes":[]},
      {"id":"7c1f1d1e-2a55-4b8e-9b0e-0a7b8d1f2c3d","patientId":"ann","textVersion":1,
      "sentences":{"keep":"Kept.","simulation":"Simulated.","show":"Shown.","publish":"Published."},
      "permissions":{"keep":true,"simulation":true,"show":false,"publish":false},
      "signature":{"kind":"typed","name":"Ann"},"signedAt":"2026-11-30T14:47:09.120Z",
      "supersedes":["0db83943-4f94-4d8e-a1d8-d4e18e6b9f51"]}]`
    expect(readConsents(JSON.parse(released))).toEqual(JSON.parse(released))
  })

  const broken = [
    null,
    7,
    'text',
    { ...drawn, id: 7 },
    { ...drawn, supersedes: 'none' },
    { ...drawn, permissions: { keep: true } },
    { ...drawn, signedAt: 'yesterday' },
    { ...drawn, textVersion: 0 },
    { ...drawn, signature: null },
    { ...drawn, signature: { kind: 'stamp' } },
    { ...drawn, signature: { kind: 'drawn', height: 0, ink: '1,1' } },
    { ...drawn, signature: { kind: 'drawn', height: 1000, ink: '1,1 <script>' } },
    { ...drawn, signature: { kind: 'drawn', height: 1000, ink: '9999,9999' } },
    { ...drawn, signature: { kind: 'drawn', height: 1000, ink: '1,1 '.repeat(MOST_INK_LETTERS) } },
    { ...drawn, sentences: { ...drawn.sentences, show: 'x'.repeat(2000) } },
  ]

  it('hide nobody where they are damaged or of a later version, and are kept as they are', () => {
    const stored = [...broken, drawn]
    expect(readConsents(stored).filter(isRead)).toEqual([drawn])
    expect(withConsents(stored, [back])).toEqual([...stored, back])
    expect(withConsents('no list', [back])).toEqual(['no list', back])
    for (const one of [null, 'text', {}, 3]) expect(readConsents(one).filter(isRead)).toEqual([])
  })

  it('permit nothing where one of them cannot be read, for it may have taken all back, until somebody signs after it', () => {
    const first = record('first', { signedAt: at(0) })
    const taken = { ...back, permissions: none, supersedes: ['first'] }
    for (const one of [{ ...taken, signedAt: 'x' }, { ...taken, id: 7, signature: { kind: 'later' } }, ...broken]) {
      const stored = JSON.parse(JSON.stringify([first, one]))
      const read = patient(readConsents(stored))
      expect(isConsentMissing(read)).toBe(true)
      expect(permissions.some((what) => isPermitted(read, what))).toBe(false)
      expect(takesBack(permittedBy(read), { ...all, publish: false })).toBe(false)
      const again = record('again', { supersedes: standingConsents(read).map(({ id }) => id), signedAt: at(1) })
      expect(mayBeAdded(read, again)).toBe(true)
      expect(permittedBy(patient(readConsents(withConsents(stored, [again]))))).toEqual(all)
      expect(lastSigned(read)?.id).toBe('first')
    }
  })

  it('that cannot be read are carried on as they are, once, and read by whoever can', () => {
    for (const one of broken) {
      const [carried] = readConsents([one])
      expect(readConsents([carried])).toEqual([carried])
      expect(readConsents(JSON.parse(JSON.stringify([carried])))).toEqual([carried])
      expect(withConsents([one], [carried!])).toEqual([one])
      const { unread } = carried as { unread: string | null }
      if (unread !== null) expect(JSON.parse(unread)).toEqual(one)
    }
    // A copy of the patient has an id of its own.
    const carried = { id: 'drawn', patientId: 'bob', supersedes: [], unread: JSON.stringify(drawn) }
    expect(readConsents([carried])).toEqual([{ ...drawn, patientId: 'bob' }])
    // One that can be read takes the place of one that can not.
    const damaged = { ...drawn, signedAt: 'x' }
    expect(readConsents(withConsents([damaged], [drawn]))).toEqual([drawn])
    const circle: { self?: object } = {}
    circle.self = circle
    expect(isConsentMissing(patient(readConsents([drawn, circle])))).toBe(true)
    expect(readConsents([{ ...drawn, id: '\ud800', supersedes: ['\ud800'], signedAt: 'x' }])[0]).toMatchObject({
      supersedes: [],
    })
  })

  it('are never changed: of two that call themselves the same, the first stays', () => {
    const forged = { ...drawn, permissions: { ...all, publish: false } }
    expect(withConsents([drawn], [forged])).toEqual([drawn])
    expect(readConsents([drawn, forged])).toEqual([drawn])
  })

  it('are told apart from anything else quickly, however long and odd a text is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: fc.constantFrom('1', ',', ' ', ';', 'x') }), (ink) => {
        const read = readConsents([{ ...drawn, signature: { kind: 'drawn', height: 10, ink } }])
        expect(isRead(read[0]!)).toBe(ink !== '' && readInk(ink) !== null)
      }),
    )
    const number = fc.integer({ min: 0, max: PAD_UNITS + 200 }).map(String)
    fc.assert(
      fc.property(fc.array(number, { minLength: 2, maxLength: 3 }), (parts) => {
        const read = readConsents([{ ...drawn, signature: { kind: 'drawn', height: 10, ink: parts.join(',') } }])
        expect(isRead(read[0]!)).toBe(readInk(parts.join(',')) !== null)
      }),
    )
  })
})
