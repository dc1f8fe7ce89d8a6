import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Design } from '../../src/core/design/design.ts'
import { push, sameDesign, startHistory } from '../../src/core/design/history.ts'
import { startReversal, withZoneStroke } from '../../src/core/design/reversal.ts'
import { paintCapsule } from '../../src/core/pixels/maskPaint.ts'
import { Clinic, designOf, worked } from './clinic.ts'

let clinic: Clinic
beforeEach(async () => {
  clinic = await Clinic.start()
})
afterEach(() => clinic.end())

describe('a history with a reversal', () => {
  it('comes back after a restart, each mask in its place: area, old ink, zones and lost hair', async () => {
    const { row } = await clinic.addPatientWithPhoto('Ann')
    const plain = worked(designOf(row), 5)
    const start = plain.entries[plain.at]!.design
    const stroke = (x: number) => paintCapsule(start.area.subtract, { x, y: 90 }, { x: x + 40, y: 120 }, 9, 0.3, 'max')
    const traced = startReversal(start)
    const zones = withZoneStroke(withZoneStroke(traced, 'remove', stroke(60)), 'keep', stroke(200))
    const lost: Design = { ...zones, recession: { stage: 4, add: stroke(120), subtract: stroke(20) } }
    const history = [traced, zones, lost].reduce((h, d, i) => push(h, d, `Step ${i}`), startHistory(start))
    await clinic.repository.saveHistory(row.id, history)
    const after = await (await clinic.restart()).history(row.id)
    expect(after?.entries.length).toBe(4)
    history.entries.forEach((e, i) => expect(sameDesign(after!.entries[i]!.design, e.design)).toBe(true))
  })
})
