import { describe, expect, it } from 'vitest'
import { areaMasks, type Design } from '../../src/core/design/design.ts'
import { sameDesign } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { hasReversal, startReversal, tracedInk, withReversal, withZoneStroke } from '../../src/core/design/reversal.ts'
import { paintCapsule } from '../../src/core/pixels/maskPaint.ts'
import { emptyMask } from '../../src/core/pixels/tiledMask.ts'
import { knownParts } from '../../src/worker/knownParts.ts'

const plain = newDesign({ id: 'p', hash: 'h', width: 1200, height: 1600 })
const stroke = (x: number, y: number) =>
  paintCapsule(emptyMask(1200, 1600), { x, y }, { x: x + 300, y }, 40, 0.5, 'max')

/** Hand work in every mask that there is. */
function worked() {
  const ink = tracedInk(plain)
  const existing = { ...ink, area: { ...ink.area, add: stroke(200, 300), subtract: stroke(300, 700) } }
  const design = { ...plain, area: { ...plain.area, add: stroke(500, 300), exclude: stroke(100, 900) } }
  const reversed = startReversal(design, existing)
  const edited = withZoneStroke(withZoneStroke(reversed, 'remove', stroke(300, 250)), 'keep', stroke(700, 450))
  return { ...edited, recession: { stage: 5, add: stroke(400, 200), subtract: stroke(600, 300) } as const }
}

/** As it comes from the page: equal, and nothing of it the same. */
const sent = <D extends Design>(design: D): D => structuredClone(design)

function reversalOf(design: Design) {
  if (!hasReversal(design)) throw new Error('The reversal is gone.')
  return design.reversal
}

describe('a design on its way into the worker', () => {
  it('has the objects of the one before in it where nothing has changed, masks included', () => {
    const known = knownParts()
    const first = known(sent(worked()))
    const again = known(sent(worked()))
    for (const part of ['marks', 'scale', 'hairline', 'area', 'fill', 'reversal', 'recession'] as const)
      expect(again[part], part).toBe(first[part])
  })

  it('keeps all but the zones after a stroke on one of them', () => {
    const known = knownParts()
    const first = known(sent(worked()))
    const drawn = known(sent(withZoneStroke(worked(), 'remove', stroke(300, 1200))))
    const [before, after] = [reversalOf(first), reversalOf(drawn)]
    expect(after.zoneEdits.remove).not.toBe(before.zoneEdits.remove)
    // Of a mask that has changed, too, the tiles that have not are the same.
    for (const [key, tile] of before.zoneEdits.remove.tiles) expect(after.zoneEdits.remove.tiles.get(key)).toBe(tile)
    expect(after.zoneEdits.remove.tiles.size).toBeGreaterThan(before.zoneEdits.remove.tiles.size)
    expect(after.zoneEdits.keep).toBe(before.zoneEdits.keep)
    expect(after.existing.area).toBe(before.existing.area)
    expect(after.existing.hairline).toBe(before.existing.hairline)
    expect(drawn.area).toBe(first.area)
    expect(drawn.recession).toBe(first.recession)
  })

  it('keeps zones and ink when a figure of the reversal changes', () => {
    const known = knownParts()
    const before = reversalOf(known(sent(worked())))
    const after = reversalOf(known(sent(withReversal(worked(), { sessions: 5 }))))
    expect(after).not.toBe(before)
    expect(after.sessions).toBe(5)
    expect(after.zoneEdits).toBe(before.zoneEdits)
    expect(after.existing.area).toBe(before.existing.area)
    expect(after.existing.fill).toBe(before.existing.fill)
  })

  it('keeps the masks of the old ink and of lost hair beside one that is painted on', () => {
    const known = knownParts()
    const first = known(sent(worked()))
    const design = worked()
    const { existing } = design.reversal
    const area = { ...existing.area, add: stroke(250, 350) }
    const painted = withReversal(design, { existing: { ...existing, area } })
    const second = known(sent({ ...painted, recession: { ...design.recession, stage: 6 as const } }))
    const [before, after] = [reversalOf(first).existing.area, reversalOf(second).existing.area]
    expect(areaMasks.filter((name) => after[name] !== before[name])).toEqual(['add'])
    expect(second.recession.stage).toBe(6)
    expect(second.recession.add).toBe(first.recession.add)
    expect(second.recession.subtract).toBe(first.recession.subtract)
  })

  it('is what was sent', () => {
    const known = knownParts()
    known(sent(worked()))
    const changed = { ...withZoneStroke(worked(), null, stroke(300, 250)), area: plain.area }
    expect(sameDesign(known(sent(changed)), changed)).toBe(true)
    expect(sameDesign(known(sent(plain)), plain)).toBe(true)
  })
})
