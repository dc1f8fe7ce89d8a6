import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  currentConsent,
  isConsentMissing,
  neededPermissions,
  permissions,
  standingConsents,
  type Consent,
  type Permitted,
  type Signature,
} from '../../../src/core/plan/consent.ts'
import {
  consentHistory,
  consentProblem,
  isPermitted,
  lastSigned,
  takesBack,
} from '../../../src/core/plan/consentChoice.ts'
import { readConsents, withConsents } from '../../../src/core/plan/consentSchema.ts'
import { MOST_INK_LETTERS } from '../../../src/core/plan/consent.ts'

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

const patient = (consents?: readonly Consent[], sample = false) => ({ id: ann, sample, consents })

/** Signs, or takes back, one after the other on one device, whatever its clock says. */
function signedInTurn(turns: readonly { permissions: Permitted; minute: number }[]): Consent[] {
  return turns.reduce<Consent[]>((before, { permissions: given, minute }, i) => {
    const supersedes = standingConsents(patient(before)).map(({ id }) => id)
    const signedAt = new Date(Date.UTC(2026, 2, 4) + minute * 60_000).toISOString()
    return [...before, record(`c${i}`, { permissions: given, signedAt, supersedes })]
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
        expect(currentConsent(patient(stored))).toEqual(signed.at(-1))
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
    expect(currentConsent(patient(both))?.id).toBe('c')
    const next = record('d', { supersedes: ['b', 'c'], signedAt: '2026-03-05T12:00:00.000Z' })
    expect(currentConsent(patient([...both, next]))?.id).toBe('d')
  })

  it('is found also where records of a made-up file replace each other in a circle', () => {
    const circle = [record('a', { supersedes: ['b'] }), record('b', { supersedes: ['a', 'b'] })]
    expect(currentConsent(patient(circle))?.id).toBe('b')
  })

  it('is never what somebody else signed', () => {
    const strange = record('a', { patientId: 'bob' })
    expect(currentConsent(patient([strange]))).toBeNull()
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
        const current = record('a', { permissions: before })
        const adds = permissions.some((one) => chosen[one] && !before[one])
        const drops = permissions.some((one) => !chosen[one] && before[one])
        expect(takesBack(current, chosen)).toBe(drops && !adds)
        const unsigned = consentProblem(current, chosen, false)
        const signed = consentProblem(current, chosen, true)
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
})

describe('stored records', () => {
  const drawn = record('drawn', { signature: { kind: 'drawn', height: 1000, ink: '10,20 30,40,55;7,8' } })
  const back = record('back', { signature: null })

  it('are read as they were written', () => {
    const stored = [record('a'), drawn, back]
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

  it('hide nobody where they are damaged or of a later version, and are kept as they are', () => {
    const broken = [
      null,
      7,
      { ...drawn, id: 7 },
      { ...drawn, permissions: { keep: true } },
      { ...drawn, signedAt: 'yesterday' },
      { ...drawn, textVersion: 0 },
      { ...drawn, signature: { kind: 'stamp' } },
      { ...drawn, signature: { kind: 'drawn', height: 0, ink: '1,1' } },
      { ...drawn, signature: { kind: 'drawn', height: 1000, ink: '1,1 <script>' } },
      { ...drawn, signature: { kind: 'drawn', height: 1000, ink: '1,1 '.repeat(MOST_INK_LETTERS) } },
      { ...drawn, sentences: { ...drawn.sentences, show: 'x'.repeat(2000) } },
    ]
    const stored = [...broken, drawn]
    expect(readConsents(stored)).toEqual([drawn])
    expect(withConsents(stored, [back])).toEqual([...stored, back])
    expect(withConsents('no list', [back])).toEqual(['no list', back])
    for (const one of [undefined, null, 'text', {}, 3]) expect(readConsents(one)).toEqual([])
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
        expect(read.length === 1).toBe(ink.split(/[ ;]/).every((point) => /^1{1,4},1{1,4}(,1{1,3})?$/.test(point)))
      }),
    )
  })
})
