import { expect, it } from 'vitest'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { withStage } from '../../src/core/design/lines/recession.ts'
import { startReversal } from '../../src/core/design/reversal.ts'
import { sameDots, workFor } from '../../src/store/dots/sameDots.ts'

const blank = newDesign({ id: 'p', hash: 'h', width: 600, height: 800 })
const filled = { ...blank, fill: { ...blank.fill, filled: true } }
const changed = (part: Partial<typeof blank.fill>) => ({ ...filled, fill: { ...filled.fill, ...part } })

it('dots are placed where their places change; a shade, a moment or hair that is lost places none', () => {
  expect(workFor(filled, null)).toBe('dots')
  expect(workFor(filled, blank)).toBe('dots')
  expect(workFor(changed({ densityPerCm2: 99 }), filled)).toBe('dots')
  expect(workFor({ ...filled, hairline: { ...filled.hairline } }, filled)).toBe('dots')
  expect(workFor(changed({ shade: 5 }), filled)).toBe('look')
  expect(workFor(changed({ moment: 900 }), filled)).toBe('look')
  expect(workFor(withStage(filled, 5), filled)).toBe('hair')
  expect(workFor(startReversal(filled), filled)).toBe('stage')
})

it('a design that comes from disk loses no hair that the one on the screen keeps', () => {
  const { add, subtract } = filled.recession
  const copy = (mask: typeof add) => ({ ...mask, tiles: new Map(mask.tiles) })
  const stored = { ...filled, recession: { stage: null, add: copy(add), subtract: copy(subtract) } }
  expect(workFor(stored, filled)).toBe('look')
  expect(sameDots(stored, filled)).toBe(true)
  expect(sameDots(withStage(stored, 5), filled)).toBe(false)
})
