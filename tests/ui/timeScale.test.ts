import { describe, expect, it } from 'vitest'
import { usualAgeing } from '../../src/core/pigment/ageing.ts'
import { LAST_PLACE, momentAt, nextStop, placeOf, timeStops } from '../../src/ui/panels/dots/timeScale.ts'
import { momentName, momentNote, touchUpDue } from '../../src/ui/panels/dots/timeText.ts'

describe('the scale of the time control', () => {
  it('stops where an artist looks: fresh, days 3, 7 and 28, healed after six weeks, 6 months, and each year to the tenth', () => {
    const days = ['Fresh', 'Day 3', 'Day 7', 'Day 28', 'Healed', '6 months', '1 year']
    const years = Array.from({ length: 9 }, (_, i) => `${i + 2} years`)
    expect(timeStops.map(momentName)).toEqual([...days, ...years])
  })

  it('gives every moment one place, and every place its moment back', () => {
    timeStops.forEach((stop, place) => {
      expect(placeOf(stop)).toBe(place)
      expect(momentAt(place)).toBe(stop)
    })
    for (let day = 0; day <= timeStops.at(-1)!; day++) {
      expect(placeOf(day + 1)).toBeGreaterThanOrEqual(placeOf(day))
      const back = momentAt(placeOf(day))
      expect(back === day || timeStops.includes(back)).toBe(true)
    }
    expect(placeOf(1e5)).toBe(LAST_PLACE)
  })

  it('snaps to a stop that a hand comes near, and to whole days elsewhere', () => {
    expect(momentAt(4.1)).toBe(42)
    expect(momentAt(3.9)).toBe(42)
    expect(momentAt(3.5)).toBe(35)
    expect(momentAt(LAST_PLACE)).toBe(timeStops.at(-1))
  })

  it('steps by arrow keys from stop to stop, from anywhere between, and not past the ends', () => {
    expect([nextStop(42, 1), nextStop(42, -1), nextStop(30, 1), nextStop(30, -1)]).toEqual([183, 28, 42, 28])
    expect([nextStop(0, -1), nextStop(timeStops.at(-1)!, 1)]).toEqual([0, timeStops.at(-1)])
  })
})

/** Once the skin was asked about. */
const normal = { ...usualAgeing, skin: 'normal' as const }

describe('what is said of a moment', () => {
  it('is what is seen then', () => {
    const said = (moment: number) => momentNote(moment, normal)
    expect(said(0)).toContain('red')
    expect(said(7)).toContain('scabs')
    expect(said(42)).toBe('Healed: week 6, scabs and redness are gone.')
    expect(said(1096)).toBe('3 years: about 71% of the healed tone is left (58-81%).')
  })

  it('names stored moments of older designs plainly', () => {
    expect([365, 1095, 1826].map(momentName)).toEqual(['1 year', '3 years', '5 years'])
  })

  it('counts from a touch-up once there is one', () => {
    const ageing = { ...usualAgeing, touchUps: [1461] }
    expect(momentNote(1461, ageing)).toContain('4 years: the day of a touch-up')
    expect(momentNote(1468, ageing)).toContain('after the touch-up at 4 years, scabs')
    expect(momentNote(1000, ageing)).toBe(momentNote(1000, usualAgeing))
  })

  it('says when a touch-up is due, as a band', () => {
    expect(touchUpDue(usualAgeing)).toBe('Touch-up due in 2.2-7.1 years')
    expect(touchUpDue(normal)).toBe('Touch-up due in 2.8-7.1 years')
    expect(touchUpDue({ ...normal, touchUps: [1461] })).toBe('Next due 2.8-7.1 years after the last')
  })
})
