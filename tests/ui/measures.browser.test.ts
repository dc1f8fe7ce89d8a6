import { createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { Design } from '../../src/core/design/design.ts'
import { startHistory } from '../../src/core/design/history.ts'
import { measuresOf, withNewMeasure } from '../../src/core/design/scale/measures.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { undo } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { followLayers } from '../../src/store/layerStore.ts'
import { routeStore } from '../../src/store/routeStore.ts'
import { takeObject } from '../../src/store/edits/objectActions.ts'
import { setStep, setTool } from '../../src/store/viewStore.ts'
import { MeasureEnds } from '../../src/ui/canvas/hands/MeasureEnds.tsx'
import { MeasurePanel } from '../../src/ui/panels/scale/MeasurePanel.tsx'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'

const plain = newDesign({ id: 'photo', hash: 'h', width: 1200, height: 1600 })
const [a, b] = [
  { x: 500, y: 400 },
  { x: 700, y: 400 },
]

let root: Root
let stop: () => void
const design = (): Design => designStore.getState().design!
const shown = (selector: string) => document.querySelector<HTMLElement>(selector)

const open = (measured: Design) =>
  designStore.setState({ ...closedStudio, history: startHistory(measured), design: measured })

beforeEach(() => {
  routeStore.setState({ screen: 'studio', patientId: 'p', visitId: 'v' }, true)
  open(withNewMeasure(plain, [a, b])!.design)
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

/** The panel beside a distance across the forehead, in hand; MeasureFigure is where its length is typed. */
async function figureOf(design: Design) {
  const { x, y } = design.marks.glabella
  const ends = [
    { x: x - 400, y: y - 900 },
    { x: x + 400, y: y - 900 },
  ]
  open(withNewMeasure(design, ends)!.design)
  takeObject({ kind: 'measure', id: 1 })
  root.render(createElement(MeasurePanel))
  await expect.poll(() => shown('[data-measure-figure] .figure-input')).not.toBeNull()
  return shown('[data-measure-figure] .figure-input') as HTMLInputElement
}
const words = () => shown('[data-measure-figure]')!.innerText.replaceAll('\n', ' ')

it('MeasureFigure says a length with its band, and with ≈ where the scale is a guess', async () => {
  const known = sampleDesignOf('frontal')
  const field = await figureOf(known)
  expect(field.value).toMatch(/^\d+$/)
  expect(words()).toMatch(/± \d+/)
  const half = /± (\d+)/.exec(words())![1]
  expect(shown('.measure-value')!.innerText).toContain(`± ${half} mm`)
  // Nobody has laid its points on anything.
  const guessed = await figureOf({ ...plain, scale: { ...plain.scale, status: 'used' } })
  await expect.poll(() => guessed.value).toMatch(/^≈ \d+$/)
})

it('MeasureFigure refuses a length that its line has no skin for, says why, and changes nothing', async () => {
  const field = await figureOf(sampleDesignOf('frontal'))
  const before = design()
  await userEvent.fill(field, '300')
  await userEvent.keyboard('{Enter}')
  await expect.poll(words).toContain('Its line leaves the head there')
  expect(design()).toBe(before)
  await userEvent.fill(field, '50')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => field.value).toBe('50')
  expect(words()).not.toContain('leaves the head')
})
