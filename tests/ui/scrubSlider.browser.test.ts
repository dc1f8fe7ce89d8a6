import { createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ScrubSlider } from '../../src/ui/panels/ScrubSlider.tsx'

let root: Root
let value = 50
let steps: number[] = []

const draw = () =>
  root.render(
    createElement(ScrubSlider, {
      label: 'Density',
      value,
      min: 0,
      max: 100,
      step: 1,
      onShow(v: number) {
        value = v
        draw()
      },
      onCommit: (v: number) => void steps.push(v),
    }),
  )

beforeEach(async () => {
  value = 50
  steps = []
  const page = document.body.appendChild(document.createElement('div'))
  page.style.cssText = 'width: 200px'
  root = createRoot(page)
  draw()
  await expect.poll(() => document.querySelector('.scrub-thumb')).not.toBeNull()
})
afterEach(() => {
  root.unmount()
  document.body.replaceChildren()
})

const point = (type: string, on: EventTarget, clientX: number) =>
  on.dispatchEvent(
    new PointerEvent(type, { bubbles: true, clientX, clientY: 20, pointerId: 1, pointerType: 'mouse', button: 0 }),
  )
const press = (key: string) =>
  document.querySelector('input[type=range]')!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))

it('Escape takes a slider that is dragged back to where it was, makes no step, and leaves the tool in hand', async () => {
  let heard = 0
  const listen = (e: KeyboardEvent) => void (e.key === 'Escape' && heard++)
  addEventListener('keydown', listen)
  const thumb = document.querySelector('.scrub-thumb')!
  point('pointerdown', thumb, 100)
  point('pointermove', window, 130)
  await expect.poll(() => value).not.toBe(50)
  press('Escape')
  expect(value).toBe(50)
  point('pointermove', window, 150)
  point('pointerup', window, 150)
  expect({ value, steps, heard }).toEqual({ value: 50, steps: [], heard: 0 })
  removeEventListener('keydown', listen)

  // The next drag is a step again.
  point('pointerdown', thumb, 100)
  point('pointermove', window, 130)
  await expect.poll(() => value).not.toBe(50)
  point('pointerup', window, 130)
  await expect.poll(() => steps).toHaveLength(1)
})
