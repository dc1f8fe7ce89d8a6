import { describe, expect, it } from 'vitest'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { paperName } from '../../src/ui/panels/export/paperName.ts'

const plain = newDesign({ id: 'photo', hash: 'h', width: 1200, height: 1600 })
const design = { ...plain, fill: { ...plain.fill, filled: true } }
const saved = { name: 'Mr. A, soft', createdAt: '2026-11-29T11:42:00', design }
const paper = { design, picture: design, from: 'b', saved } as const

describe('which design a paper is of', () => {
  it('is said by what it shows and when it was saved; a given name only where the patient is named too', () => {
    expect(paperName(paper, false)).toMatch(/^Snapshot: Mature, Healed\. Saved .*29.*2026.*11:42/)
    expect(paperName(paper, false)).not.toContain('Mr. A')
    expect(paperName(paper, true)).toMatch(/^Snapshot: Mr\. A, soft, Healed\. Saved /)
  })

  it('says the moment that is shown, and that a design in hand is no snapshot', () => {
    const older = { ...design, fill: { ...design.fill, moment: 5 * 365.25 } }
    expect(paperName({ ...paper, design: older }, false)).toMatch(/^Snapshot: Mature, 5 years\. Saved /)
    expect(paperName({ ...paper, from: 'open', saved: null }, true)).toBe(
      'Working design: Mature, Healed. Not saved as a snapshot',
    )
  })
})
