import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { push, sameDesign, startHistory } from '../../../src/core/design/history.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { withStyle } from '../../../src/core/design/edits.ts'
import {
  endReversal,
  existingDesign,
  inkOf,
  plannedSessions,
  startReversal,
  tracedInk,
  withMethod,
  withReversal,
  withVisits,
  withZoneStroke,
  type EditedZone,
  type ReversedDesign,
} from '../../../src/core/design/reversal.ts'
import {
  designFromJson,
  DesignFormatError,
  designToJson,
  historyFromRecord,
  historyToRecord,
} from '../../../src/core/design/serialise.ts'
import { coverageAt, isEmpty, maskEquals } from '../../../src/core/pixels/maskCompare.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { freshDesign, Hand } from '../tools/hand.ts'

const seed = Number(process.env.SEED ?? 1)
const stroke = (x: number, y: number, radius = 60) =>
  paintCapsule(freshDesign().area.add, { x, y }, { x: x + 200, y: y + 50 }, radius, 0.5, 'max')

/** A design with hand work in every mask that there is. */
function worked(): ReversedDesign {
  const drawn = new Hand('brush', freshDesign()).down(300, 300).move(700, 500).up().design
  const old = withStyle(drawn, 'straight')
  const ink = tracedInk(old)
  const existing = { ...ink, area: { ...ink.area, add: stroke(200, 300), less: stroke(500, 400) } }
  const reversed = withVisits(startReversal(withStyle(drawn, 'receded'), existing), { gapDays: { 'laser-2': 63 } })
  const edited = withZoneStroke(withZoneStroke(reversed, 'remove', stroke(300, 250)), 'keep', stroke(700, 250))
  const recession = { stage: 5, add: stroke(400, 200), subtract: stroke(600, 300) } as const
  return { ...withReversal(edited, { startDate: '2026-02-28', lightenBandMm: 6 }), recession }
}

describe('a stored design with a reversal', () => {
  it('comes back as it was, zones edited by hand and lost hair included', () => {
    const design = worked()
    const back = designFromJson(structuredClone(designToJson(design)))
    expect(sameDesign(back, design)).toBe(true)
    expect(back.reversal?.gapDays).toEqual({ 'laser-2': 63 })
    expect(back.reversal?.startDate).toBe('2026-02-28')
    expect(coverageAt(back.reversal!.zoneEdits.remove, 350, 260)).toBe(255)
    expect(coverageAt(back.recession.add, 450, 210)).toBe(255)
  })

  it('of before there were any is read as one without', () => {
    const plain = freshDesign()
    const { format, design } = designToJson(plain)
    const { reversal: _reversal, recession: _recession, ...before } = design
    const back = designFromJson({ format, design: before })
    expect(back.reversal).toBeNull()
    expect(back.recession.stage).toBeNull()
    expect(sameDesign(back, plain)).toBe(true)
    const { format: f, entries, ...record } = historyToRecord(startHistory(plain))
    const old = { ...record, format: f, entries: entries.map((e) => ({ ...e, design: before })) }
    // The masks of an old history are numbers, and none of them is the lost hair's.
    const area = entries[0]!.design.area
    const history = historyFromRecord({ ...old, entries: [{ label: 'Start', design: { ...before, area } }] })
    expect(sameDesign(history.entries[0]!.design, plain)).toBe(true)
  })

  it('is refused in words where a figure is out of range or a mask is of another photo', () => {
    const good = designToJson(worked())
    const { design } = good
    const reversal = design.reversal!
    const withPart = (change: object) => ({ ...good, design: { ...design, reversal: { ...reversal, ...change } } })
    const { remove } = reversal.zoneEdits
    const bad: readonly unknown[] = [
      withPart({ sessions: 13 }),
      withPart({ sessions: 2.5 }),
      withPart({ lightenBandMm: -1 }),
      withPart({ method: 'sandpaper' }),
      withPart({ residual: { value: 0.5, low: 0.6, high: 0.7 } }),
      withPart({ residual: { value: 1, low: 1, high: 1 } }),
      withPart({ startDate: '1 May' }),
      withPart({ startDate: '2027-02-29' }),
      withPart({ gapDays: { rest: 1e9 } }),
      withPart({ skinType: 7 }),
      withPart({ gapDays: { rest: -3 } }),
      withPart({ zoneEdits: { remove } }),
      withPart({ zoneEdits: { remove, keep: { ...remove, width: 640 } } }),
      withPart({ existing: { ...reversal.existing, kind: 'rumour' } }),
      { ...good, design: { ...design, recession: { ...design.recession, stage: 2 } } },
    ]
    for (const record of bad) expect(() => designFromJson(record)).toThrow(DesignFormatError)
  })
})

describe('a stored history with a reversal', () => {
  it('comes back with every step, and keeps masks and tiles that are one as one', () => {
    const design = worked()
    let before = startHistory(freshDesign())
    before = push(before, design, 'Trace existing hairline')
    before = push(before, withZoneStroke(design, 'remove', stroke(350, 500)), 'Remove')
    before = push(before, withReversal(design, { sessions: 5 }), 'Change sessions')
    const record = structuredClone(historyToRecord(before))
    const after = historyFromRecord(record)
    before.entries.forEach((e, i) => expect(sameDesign(after.entries[i]!.design, e.design)).toBe(true))
    const [, first, second] = after.entries.map((e) => e.design)
    expect(second!.reversal!.existing.area.add).toBe(first!.reversal!.existing.area.add)
    expect(second!.recession.add).toBe(first!.recession.add)
    expect(second!.reversal!.zoneEdits.remove).not.toBe(first!.reversal!.zoneEdits.remove)
    const kept = [...first!.reversal!.zoneEdits.remove.tiles]
    const shared = kept.filter(([key, tile]) => second!.reversal!.zoneEdits.remove.tiles.get(key) === tile)
    expect(shared.length).toBeGreaterThan(0)
    expect(new Set(record.tiles).size).toBe(record.tiles.length)
  })
})

describe('a reversal', () => {
  it('starts at the published defaults, with the old line where the new one is', () => {
    const design = freshDesign()
    const { reversal } = startReversal(design)
    expect(reversal).toMatchObject({ lightenBandMm: 4, method: 'pico', intervalWeeks: 7, featherMm: 3, shownAfter: 0 })
    expect(reversal.residual).toEqual({ value: 0.35, low: 0.2, high: 0.46 })
    expect(reversal.existing.hairline).toBe(design.hairline)
    expect(design.reversal).toBeNull()
    expect(endReversal(startReversal(design))).toEqual(design)
  })

  it('takes an earlier design as ink, but none of another photo', () => {
    const design = freshDesign()
    const earlier = { ...withStyle(design, 'straight'), fill: { ...design.fill, seed: 9, densityPerCm2: 200 } }
    const ink = inkOf(earlier, design)
    expect(ink).toMatchObject({ kind: 'simulated', hairline: earlier.hairline })
    const existing = existingDesign(startReversal(design, ink))
    expect(existing.fill).toMatchObject({ densityPerCm2: 200, seed: design.fill.seed })
    expect(existing.reversal).toBeNull()
    const other = { ...earlier, photo: { ...earlier.photo, width: 640 } }
    expect(() => inkOf(other, design)).toThrow('640')
  })

  it('keeps figures in their range, and the view of the end at the end', () => {
    const start = startReversal(freshDesign())
    const all = (design: ReversedDesign) => design.reversal
    expect(all(withReversal(start, { sessions: 40 })).sessions).toBe(12)
    expect(all(withReversal(start, { lightenBandMm: -2, featherMm: 99 }))).toMatchObject({
      lightenBandMm: 0,
      featherMm: 10,
    })
    const end = withReversal(start, { shownAfter: 99 })
    expect(all(end).shownAfter).toBe(4)
    expect(all(withReversal(end, { sessions: 6 })).shownAfter).toBe(7)
    const second = withReversal(start, { shownAfter: 3 })
    expect(all(withReversal(second, { sessions: 1 })).shownAfter).toBe(2)
    expect(withReversal<Design>(freshDesign(), { sessions: 2 }).reversal).toBeNull()
  })

  it("takes the residual of its method, and a residual of one's own makes the method one's own", () => {
    const start = startReversal(freshDesign())
    expect(withMethod(start, 'saline').reversal.residual.value).toBe(0.75)
    const own = withReversal(start, { residual: { value: 0.6, low: 0.5, high: 0.7 } })
    expect(own.reversal.method).toBe('own')
    expect(withMethod(withMethod(own, 'own'), 'own').reversal.residual.value).toBe(0.6)
    expect(withReversal(start, { soften: true }).reversal.method).toBe('pico')
  })

  it('softens by fewer sessions than it clears by, and by more where each takes less', () => {
    const { reversal } = startReversal(freshDesign())
    for (let sessions = 0; sessions <= 8; sessions++) {
      expect(plannedSessions({ ...reversal, soften: false, sessions })).toBe(sessions)
      expect(plannedSessions({ ...reversal, soften: true, sessions })).toBeLessThan(Math.max(1, sessions))
    }
    expect(plannedSessions({ ...reversal, soften: true, sessions: 3 })).toBe(1)
    const qSwitched = withMethod(startReversal(freshDesign()), 'qSwitched').reversal
    expect(plannedSessions({ ...qSwitched, soften: true, sessions: 4 })).toBe(2)
  })

  it(`lets the last stroke say whether ink goes or stays, seed ${seed}`, () => {
    const zone = fc.constantFrom<EditedZone | null>('remove', 'keep', null)
    const hand = fc.record({ zone, x: fc.integer({ min: 0, max: 900 }), y: fc.integer({ min: 0, max: 1200 }) })
    fc.assert(
      fc.property(fc.array(hand, { minLength: 1, maxLength: 5 }), (strokes) => {
        let design = startReversal(freshDesign())
        for (const s of strokes) {
          const drawn = stroke(s.x, s.y)
          design = withZoneStroke(design, s.zone, drawn)
          const { remove, keep } = design.reversal.zoneEdits
          for (const [dx, dy] of [
            [0, 0],
            [100, 25],
            [200, 50],
          ] as const) {
            const at = [s.x + dx, s.y + dy] as const
            if (coverageAt(drawn, ...at) < 255) continue
            expect(coverageAt(remove, ...at)).toBe(s.zone === 'remove' ? 255 : 0)
            expect(coverageAt(keep, ...at)).toBe(s.zone === 'keep' ? 255 : 0)
          }
        }
      }),
      { seed, numRuns: 30 },
    )
    const undone = withZoneStroke(
      withZoneStroke(startReversal(freshDesign()), 'keep', stroke(200, 200)),
      null,
      stroke(200, 200),
    )
    expect(isEmpty(undone.reversal.zoneEdits.keep)).toBe(true)
    expect(maskEquals(undone.reversal.zoneEdits.remove, undone.reversal.zoneEdits.keep)).toBe(true)
  })

  it('takes other dates and nothing else, and a design without a reversal has none to change', () => {
    const started = startReversal(freshDesign())
    const moved = withVisits(withVisits(started, { gapDays: { rest: 90 } }), { startDate: '2027-01-04' })
    expect(moved.reversal).toEqual({ ...started.reversal, gapDays: { rest: 90 }, startDate: '2027-01-04' })
    const plain = freshDesign()
    expect(withVisits(plain, { gapDays: { rest: 90 } })).toBe(plain)
  })
})
