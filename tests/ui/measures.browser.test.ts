import { createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { Design } from '../../src/core/design/design.ts'
import { startHistory } from '../../src/core/design/history.ts'
import { measuresOf, withNewMeasure } from '../../src/core/design/measures.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { undo } from '../../src/store/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { followLayers } from '../../src/store/layerStore.ts'
import { routeStore } from '../../src/store/routeStore.ts'
import { setStep, setTool } from '../../src/store/viewStore.ts'
import { MeasureEnds } from '../../src/ui/canvas/MeasureEnds.tsx'

const plain = newDesign({ id: 'photo', hash: 'h', width: 1200, height: 1600 })
const [a, b] = [
  { x: 500, y: 400 },
  { x: 700, y: 400 },
]

let root: Root
let stop: () => void
const design = (): Design => designStore.getState().design!
const shown = (selector: string) => document.querySelector<HTMLElement>(selector)

beforeEach(() => {
  routeStore.setState({ screen: 'studio', patientId: 'p', visitId: 'v' }, true)
  const measured = withNewMeasure(plain, [a, b])!.design
  designStore.setState({ ...closedStudio, history: startHistory(measured), design: measured })
  setStep('hairline')
  setTool('measure')
  stop = followLayers()
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  root.unmount()
  stop()
  document.body.replaceChildren()
})

it('arrows that move an end now and again later are two steps, whatever tool was taken between them', async () => {
  root.render(createElement(MeasureEnds))
  const end = () => shown('[data-handle="measure1.0"]')
  const first = () => measuresOf(design())[0]!.points[0]
  const nudge = async () => {
    await expect.poll(end).not.toBeNull()
    end()!.focus()
    await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}')
  }
  await nudge()
  expect(first()).toEqual({ x: 500, y: 390 })
  setTool('hairline')
  await expect.poll(end).toBeNull()
  // Longer than presses that belong together are apart.
  await new Promise((resolve) => setTimeout(resolve, 600))
  setTool('measure')
  await nudge()
  expect(first()).toEqual({ x: 500, y: 380 })
  undo()
  expect(first()).toEqual({ x: 500, y: 390 })
  undo()
  expect(first()).toEqual(a)
})
