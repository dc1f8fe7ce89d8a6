import { createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { ScrubSlider } from '../../src/ui/panels/ScrubSlider.tsx'
import { listenToKeys } from '../../src/ui/shell/commands/shortcuts.ts'

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

it('after Enter a letter means its tool, and a figure is the next one; while a figure is typed no key means a tool', async () => {
  const pressed: string[] = []
  const rows = ['b', '4'].map((key) => ({
    id: key,
    title: key,
    group: 'tools' as const,
    keys: [key],
    isEnabled: () => true,
    run: () => void pressed.push(key),
  }))
  const stop = listenToKeys(rows)
  const field = document.querySelector<HTMLInputElement>('.figure-input')!
  await userEvent.click(field)
  await userEvent.keyboard('b4')
  expect({ pressed, typed: field.value }).toEqual({ pressed: [], typed: 'b4' })
  await userEvent.keyboard('{Escape}{Control>}a{/Control}42{Enter}')
  expect(value).toBe(42)
  await userEvent.keyboard('b')
  expect({ pressed, typed: field.value }).toEqual({ pressed: ['b'], typed: '42' })
  await userEvent.keyboard('44{Enter}')
  expect({ pressed, value, steps }).toEqual({ pressed: ['b'], value: 44, steps: [42, 44] })
  stop()
})
