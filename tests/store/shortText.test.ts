import { describe, expect, it } from 'vitest'
import { limits } from '../../src/storage/caseFileLimits.ts'
import { MOST_NAME_LETTERS, MOST_VISIT_LETTERS, shortened } from '../../src/store/shortText.ts'

describe('a text that is typed or pasted', () => {
  it('is kept as it is, or cut between two signs', () => {
    expect(shortened('  Ann ', 20)).toBe('Ann')
    expect(shortened(`${'a'.repeat(9)}\u{1F600}`, 10)).toBe('a'.repeat(9))
    expect(shortened(`${'a'.repeat(8)}\u{1F600}b`, 10)).toBe(`${'a'.repeat(8)}\u{1F600}`)
  })

  it('is never longer than a case file takes', () => {
    expect(MOST_NAME_LETTERS).toBeLessThanOrEqual(limits.nameLetters)
    expect(MOST_VISIT_LETTERS).toBeLessThanOrEqual(limits.textLetters)
  })
})
