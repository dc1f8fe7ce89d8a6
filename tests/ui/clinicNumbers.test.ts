import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clinicFigures, defaultClinicProfile as clinic } from '../../src/core/plan/clinicProfile.ts'
import { readClinicProfile } from '../../src/core/plan/clinicProfileSchema.ts'
import { advancedGroups, problemOf, profileGroups } from '../../src/ui/panels/plan/profileFields.ts'

const fields = [...profileGroups, ...advancedGroups].flatMap((group) => group.fields)
const fieldOf = (name: string) => fields.find((field) => field.name === name)!
const alone = (value: number) => ({ value, low: value, high: value })

describe('a number of the clinic as it is typed', () => {
  it('in parts, where only whole ones count, has its own reason and not that of a failed storage', () => {
    expect(problemOf(fieldOf('leastSittings'), alone(3.6), clinic)).toBe('A whole number.')
    expect(problemOf(fieldOf('patchTestDays'), alone(10.5), clinic)).toBe('A whole number.')
    expect(problemOf(fieldOf('leastSittings'), alone(4), clinic)).toBeNull()
    expect(problemOf(fieldOf('restWeeks'), alone(8.5), clinic)).toBeNull()
  })

  it('says where set-up takes as long as the longest sitting, from either side', () => {
    const reason = 'Set-up (60 min) must be shorter than the longest sitting (60 min).'
    expect(problemOf(fieldOf('setUpMinutes'), alone(60), { ...clinic, mostMinutes: 60 })).toBe(reason)
    expect(problemOf(fieldOf('mostMinutes'), alone(60), { ...clinic, setUpMinutes: 60 })).toBe(reason)
  })

  it('that is taken can be stored', () => {
    const asked = fc.constantFrom(...fields).chain((field) => {
      const { least, most } = clinicFigures[field.name]
      const figure = fc.oneof(
        fc.double({ min: least - 1, max: most + 1, noNaN: true }),
        fc.integer({ min: Math.floor(least), max: Math.ceil(most) }),
      )
      return fc.tuple(fc.constant(field), fc.tuple(figure, figure, figure))
    })
    fc.assert(
      fc.property(asked, ([field, [value, low, high]]) => {
        const hasBand = typeof field.get(clinic) !== 'number'
        const typed = hasBand ? { value, low, high } : alone(value)
        if (problemOf(field, typed, clinic) !== null) return
        const next = { ...clinic, ...field.with(clinic, hasBand ? typed : value) }
        expect(readClinicProfile(next)).toEqual(next)
      }),
      { numRuns: 500 },
    )
  })
})
