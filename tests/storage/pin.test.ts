import { describe, expect, it } from 'vitest'
import { IDLE_MS, startsLocked, waitAfter, waitLeft, type LockRecord } from '../../src/storage/lockRecord.ts'
import { hashPin, isPinText, isThePin, PIN_ITERATIONS } from '../../src/storage/pin.ts'

/** Few rounds, so that the tests take none of the time that a guess is meant to take. */
const ROUNDS = 1000

describe('a PIN', () => {
  it('has 4 to 8 digits and nothing else', () => {
    for (const good of ['0000', '12345678', '012345']) expect(isPinText(good), good).toBe(true)
    for (const bad of ['', '123', '123456789', '12 4', '12a4', '１２３４', '1234\n'])
      expect(isPinText(bad), bad).toBe(false)
  })

  it('is kept as a hash alone: nobody reads it from what is stored', async () => {
    const kept = await hashPin('48151623', ROUNDS)
    expect(JSON.stringify(kept)).not.toContain('48151623')
    expect(Object.keys(kept).toSorted()).toEqual(['hash', 'iterations', 'salt'])
  })

  it('is known again, and no other is taken for it', async () => {
    const kept = await hashPin('1234', ROUNDS)
    expect(await isThePin('1234', kept)).toBe(true)
    for (const other of ['1235', '12345', '0123', '4321']) expect(await isThePin(other, kept), other).toBe(false)
  })

  it('is salted: the same PIN is never stored twice alike', async () => {
    const [one, two] = await Promise.all([hashPin('1234', ROUNDS), hashPin('1234', ROUNDS)])
    expect(one.salt).not.toBe(two.salt)
    expect(one.hash).not.toBe(two.hash)
  })

  it('is known by the number of rounds it was kept with, whatever is usual since', async () => {
    expect(await isThePin('1234', await hashPin('1234', ROUNDS + 1))).toBe(true)
    expect(PIN_ITERATIONS).toBeGreaterThanOrEqual(600_000)
  })

  it('is the PBKDF2-HMAC-SHA-256 that everybody means by it', async () => {
    // Computed with Python's hashlib.pbkdf2_hmac('sha256', b'1234', b'salt', 1000).
    const kept = { salt: btoa('salt'), hash: '/vKS0jH25vXnh7ItsSiw5Q0uddDD1/KYnnf3ICZGcXs=', iterations: 1000 }
    expect(await isThePin('1234', kept)).toBe(true)
  })
})

describe('wrong PINs', () => {
  const at = 1_000_000
  it('cost nothing for a slip or two, and then every one costs more, to a quarter of an hour', () => {
    const waits = Array.from({ length: 14 }, (_, wrong) => waitAfter(wrong))
    expect(waits.slice(0, 3)).toEqual([0, 0, 0])
    expect(waits[3]).toBe(5000)
    for (let n = 3; n < 14; n++) expect(waits[n]! >= waits[n - 1]!, `${n}`).toBe(true)
    expect(waits.at(-1)).toBe(15 * 60_000)
    expect(waitAfter(1e9)).toBe(15 * 60_000)
  })

  it('are waited for until the time is over, also by a page that was loaded meanwhile', () => {
    expect(waitLeft({ wrong: 3, wrongAt: at }, at)).toBe(5000)
    expect(waitLeft({ wrong: 3, wrongAt: at }, at + 4000)).toBe(1000)
    expect(waitLeft({ wrong: 3, wrongAt: at }, at + 5000)).toBe(0)
  })

  it('are not waited for longer by a clock that was put back', () => {
    expect(waitLeft({ wrong: 3, wrongAt: at }, at - 1e9)).toBe(5000)
  })
})

describe('a page begins', () => {
  const record: LockRecord = {
    pin: { salt: '', hash: '', iterations: 1 },
    locked: false,
    handOver: false,
    handedOver: [],
    wrong: 0,
    wrongAt: 0,
  }
  it('open after a reload in the midst of work', () => {
    expect(startsLocked(record, 5000, 6000)).toBe(false)
  })
  it('locked where it was locked, was in a patient’s hands, or was left alone', () => {
    expect(startsLocked({ ...record, locked: true }, 5000, 6000)).toBe(true)
    expect(startsLocked({ ...record, handedOver: ['a page'] }, 5000, 6000)).toBe(true)
    expect(startsLocked(record, 5000, 5000 + IDLE_MS)).toBe(true)
    expect(startsLocked(record, null, 6000)).toBe(true)
  })
})
