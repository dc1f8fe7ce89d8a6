import { createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { routeStore } from '../../src/store/routeStore.ts'
import { setStep, setTool, setView, type StepName } from '../../src/store/viewStore.ts'
import { HandleList } from '../../src/ui/canvas/hands/HandleList.tsx'

const design = newDesign({ id: 'photo', hash: 'h', width: 1200, height: 1600 })
const handles = () => [...document.querySelectorAll<HTMLElement>('[role="slider"]')]

let root: Root
beforeEach(() => {
  routeStore.setState({ screen: 'studio', patientId: 'p', visitId: 'v' }, true)
  designStore.setState({ ...closedStudio, history: startHistory(design), design })
  setView({ onlyLooking: false })
  setTool('select')
  root = createRoot(document.body.appendChild(document.createElement('div')))
  root.render([
    createElement(HandleList, { key: 1 }),
    // The known length stands in its own step alone; here it would be the wrong figure.
    createElement('input', { key: 2, className: 'known-input' }),
  ])
})
afterEach(() => {
  root.unmount()
  document.body.replaceChildren()
})

it('no handle takes the keyboard where the design is only looked at, and all come back with it', async () => {
  for (const step of ['photo', 'scale', 'hairline'] satisfies StepName[]) {
    setStep(step)
    await expect.poll(() => handles().length).toBeGreaterThan(1)
    setView({ onlyLooking: true })
    await expect.poll(() => handles().length).toBe(0)
    setView({ onlyLooking: false })
    await expect.poll(() => handles().length).toBeGreaterThan(1)
  }
})

it('Enter types the known length at its ends, and at a mark of the face, which has no figure, nothing', async () => {
  const field = () => document.querySelector('.known-input')
  const enter = async (step: StepName) => {
    setStep(step)
    await expect.poll(() => handles().length).toBeGreaterThan(1)
    handles()[0]!.focus()
    await userEvent.keyboard('{Enter}')
  }
  await enter('photo')
  expect(document.activeElement).not.toBe(field())
  await enter('scale')
  expect(document.activeElement).toBe(field())
})
