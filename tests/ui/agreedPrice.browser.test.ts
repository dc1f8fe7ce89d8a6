import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it } from 'vitest'
import { useStore } from 'zustand'
import { startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { withPlan } from '../../src/core/design/plannedWork.ts'
import { undo } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { AgreedPrice } from '../../src/ui/panels/plan/AgreedPrice.tsx'

it('a price agreed in another currency than the clinic charges in can be removed, and undone', async () => {
  const price = { mode: 'perSitting', low: 300, high: 300, currency: 'EUR' } as const
  const design = withPlan(newDesign({ id: 'a', hash: 'h', width: 300, height: 400 }), { price })
  designStore.setState({ history: startHistory(design), design })
  const Shown = () => createElement(AgreedPrice, { design: useStore(designStore, (s) => s.design ?? design) })
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  root.render(createElement(Shown))
  const remove = () => [...document.querySelectorAll('button')].find((button) => button.innerText === 'Remove')
  await expect.poll(() => document.body.innerText).toContain('The price agreed in EUR does not count')
  remove()!.click()
  await expect.poll(remove).toBeUndefined()
  expect(designStore.getState().design!.plan.price).toBeNull()
  undo()
  await expect.poll(remove).toBeDefined()
  expect(designStore.getState().design!.plan.price).toEqual(price)
  root.unmount()
  designStore.setState(closedStudio)
  document.body.replaceChildren()
})
