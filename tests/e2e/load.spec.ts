import { addViews, knowsMemory, openInTurn, restingMB } from '../soak/load.ts'
import { expect, openSample, settled, test, useScale } from './studio.ts'

test('ten photos of 12 MP opened in turn take no more memory than three', async ({ page }) => {
  test.skip(!knowsMemory, 'This system does not say what memory a process has.')
  await openSample(page)
  await useScale(page)
  await addViews(page)
  let third = 0
  let last = 0
  await openInTurn(page, 10, async (nth) => {
    if (nth !== 3 && nth !== 10) return
    await settled(page)
    last = await restingMB(page)
    if (nth === 3) third = last
  })
  expect(last).toBeLessThan(1.15 * third)
})
