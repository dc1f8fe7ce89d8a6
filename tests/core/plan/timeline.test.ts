import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateAfter, dayNumberOf, daysBetween } from '../../../src/core/plan/calendar.ts'
import { defaultClinicProfile as clinic } from '../../../src/core/plan/clinicProfile.ts'
import {
  laserWeeks,
  leastLaserWeeks,
  timelineOf,
  withNodeAt,
  type TimelineCourse,
} from '../../../src/core/plan/timeline.ts'

const course: TimelineCourse = {
  startDate: '2026-01-05',
  patchTest: true,
  lasers: 3,
  sittings: 3,
  touchUpDays: [1656, 3312],
  gapDays: {},
}
const plain = timelineOf(course, clinic)

describe('the calendar', () => {
  it('agrees with that of the machine on every day of 450 years', () => {
    const wrong: string[] = []
    for (let n = 0, at = Date.UTC(1850, 0, 1); n < 164_000; n += 1, at += 86_400_000) {
      const date = new Date(at).toISOString().slice(0, 10)
      if (dateAfter('1850-01-01', n) !== date) wrong.push(date)
    }
    expect(wrong).toEqual([])
  })

  it('goes back as it goes forth', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (n) => {
        const there = dateAfter('2024-02-29', n)
        expect(dateAfter(there, -n)).toBe('2024-02-29')
        expect(daysBetween('2024-02-29', there)).toBe(n)
      }),
    )
  })

  it.each(['2025-02-29', '2025-13-01', '2025-00-10', '2025-04-31', '5.1.2026', '', '2025-1-1'])(
    'refuses %j',
    (date) => {
      expect(() => dayNumberOf(date)).toThrow(RangeError)
    },
  )
})

describe('the timeline', () => {
  it('is patch test, lasers, rest, sittings, touch-ups', () => {
    expect(plain.map((node) => node.id)).toEqual([
      'patchTest',
      'laser-1',
      'laser-2',
      'laser-3',
      'rest',
      'sitting-1',
      'sitting-2',
      'sitting-3',
      'touchUp-1',
      'touchUp-2',
    ])
    expect(plain.map((node) => node.gapDays)).toEqual([0, 14, 49, 49, 56, 0, 14, 14, 1656, 1656])
    expect(plain[0]!.date).toBe('2026-01-05')
    expect(plain[1]!.date).toBe('2026-01-19')
    expect(plain[5]!.date).toBe('2026-06-22')
  })

  it('moving a node moves all later ones by as much, and no earlier one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: plain.length - 1 }), fc.integer({ min: -500, max: 2500 }), (at, day) => {
        const moved = timelineOf({ ...course, gapDays: withNodeAt(plain, {}, plain[at]!.id, day) }, clinic)
        const by = moved[at]!.day - plain[at]!.day
        expect(moved[at]!.moved).toBe(true)
        for (const [k, node] of moved.entries()) {
          expect(node.day - plain[k]!.day).toBe(k < at ? 0 : by)
          expect(node.date).toBe(dateAfter('2026-01-05', node.day))
        }
        expect(moved[at]!.day).toBe(Math.max(day, plain[at - 1]!.day + plain[at]!.leastGapDays))
      }),
    )
  })

  it('never goes below a least gap, whatever is stored', () => {
    const ids = plain.map((node) => node.id)
    const gaps = fc.dictionary(fc.constantFrom(...ids, 'laser-9'), fc.double({ min: -1e4, max: 1e4, noNaN: true }))
    fc.assert(
      fc.property(gaps, fc.double({ min: 0.1, max: 20, noNaN: true }), (gapDays, intervalWeeks) => {
        for (const node of timelineOf({ ...course, gapDays, intervalWeeks }, clinic)) {
          expect(node.gapDays).toBeGreaterThanOrEqual(node.leastGapDays)
          expect(Number.isInteger(node.day)).toBe(true)
        }
      }),
    )
    const least = Object.fromEntries(plain.map((node) => [node.id, node.leastGapDays]))
    expect(least).toMatchObject({ 'laser-1': 14, 'laser-2': 42, rest: 56, 'sitting-2': 7, 'touchUp-1': 42 })
  })

  it('what the slider says is what the dates do: no lasers are nearer than the clinic’s least', () => {
    const clinics = fc.tuple(fc.double({ min: 1, max: 20, noNaN: true }), fc.double({ min: 0, max: 9, noNaN: true }))
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 52 }), clinics, (intervalWeeks, [low, more]) => {
        const own = { ...clinic, laserIntervalWeeks: { value: low + more, low, high: low + more } }
        const said = laserWeeks(intervalWeeks, own)
        expect(said).toBeGreaterThanOrEqual(leastLaserWeeks(own))
        if (intervalWeeks >= leastLaserWeeks(own)) expect(said).toBe(intervalWeeks)
        const lasers = timelineOf({ ...course, intervalWeeks }, own).filter(({ kind }) => kind === 'laser')
        for (const { gapDays } of lasers.slice(1)) expect(gapDays).toBe(7 * said)
      }),
    )
    expect(laserWeeks(4, clinic)).toBe(6)
    expect(laserWeeks(8, clinic)).toBe(8)
  })

  it('no gap that a hand makes is longer than a design may hold', () => {
    expect(withNodeAt(plain, {}, 'sitting-2', 90_000)['sitting-2']).toBe(36_525)
  })

  it('a clinic that rests longer and sits less often gets later dates', () => {
    const slow = { ...clinic, restWeeks: 12, sittingIntervalDays: { value: 28, low: 21, high: 40 } }
    const days = timelineOf(course, slow).map((node) => node.day)
    expect(days[5]! - plain[5]!.day).toBe(28)
    expect(days[7]! - plain[7]!.day).toBe(28 + 2 * 14)
  })

  it('new work alone is its sittings, from the first on', () => {
    const nodes = timelineOf({ startDate: null, patchTest: false, lasers: 0, sittings: 3, gapDays: {} }, clinic)
    expect(nodes.map((node) => [node.id, node.day, node.date])).toEqual([
      ['sitting-1', 0, null],
      ['sitting-2', 14, null],
      ['sitting-3', 28, null],
    ])
  })

  it('healed work is looked at six weeks after the last sitting; touch-ups stay as many days from that sitting', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 3000 }), {
      minLength: 1,
      maxLength: 4,
      comparator: (a, b) => Math.abs(a - b) < 42,
    })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), days, (sittings, due) => {
        const touchUpDays = due.map((day) => day + 42).toSorted((a, b) => a - b)
        const work = { startDate: '2026-01-05', patchTest: false, lasers: 0, sittings, gapDays: {}, touchUpDays }
        const seen = timelineOf({ ...work, healed: true }, clinic)
        const last = seen.find((node) => node.id === `sitting-${sittings}`)!
        expect(seen.find((node) => node.id === 'healed')!.day).toBe(last.day + 42)
        const touched = seen.filter((node) => node.kind === 'touchUp')
        expect(touched.map((node) => node.day - last.day)).toEqual(touchUpDays)
        expect(seen.filter((node) => node.id !== 'healed').map((node) => node.day)).toEqual(
          timelineOf(work, clinic).map((node) => node.day),
        )
        // Nobody calls it healed before it is.
        const hurried = timelineOf({ ...work, healed: true, gapDays: { healed: 10 } }, clinic)
        expect(hurried.find((node) => node.id === 'healed')!.gapDays).toBe(42)
      }),
    )
  })

  it('the first node is where it begins: it has no gap to move', () => {
    expect(withNodeAt(plain, { rest: 60 }, 'patchTest', 10)).toEqual({ rest: 60 })
    expect(timelineOf({ ...course, gapDays: { patchTest: 30 } }, clinic)).toEqual(plain)
  })

  it('refuses nodes, days and counts that are none', () => {
    expect(() => withNodeAt(plain, {}, 'laser-7', 10)).toThrow(/laser-7/)
    expect(() => withNodeAt(plain, {}, 'laser-1', NaN)).toThrow(/laser-1/)
    expect(() => timelineOf({ ...course, lasers: 1.5 }, clinic)).toThrow(/laser sessions/)
    expect(() => timelineOf({ ...course, gapDays: { rest: NaN } }, clinic)).toThrow(/rest/)
    expect(() => timelineOf({ ...course, touchUpDays: [50, 20] }, clinic)).toThrow(/rising/)
  })
})
