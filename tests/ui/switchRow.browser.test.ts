import { createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { HintedSwitchRow } from '../../src/ui/panels/SwitchRow.tsx'

let root: Root
afterEach(() => {
  root.unmount()
  document.body.replaceChildren()
})

it('a switch with a key of its own says so where a pointer rests on it or the keyboard comes to it, and nowhere else', async () => {
  const box = document.body.appendChild(document.createElement('div'))
  box.style.cssText = 'margin: 200px'
  root = createRoot(box)
  const row = { label: 'Corner', hint: 'Corner or smooth', keys: 'T', on: false, onChange: () => {} }
  root.render([
    createElement(HintedSwitchRow, { key: 1, ...row }),
    createElement('button', { key: 2, id: 'beside', style: { display: 'block', marginTop: '100px' } }, 'Beside'),
  ])
  const said = () => document.querySelector('.tooltip')?.textContent
  await expect.poll(() => document.querySelector('label')).not.toBeNull()
  expect(said()).toBeUndefined()
  await userEvent.hover(document.querySelector('label')!)
  await expect.poll(said).toBe('Corner or smoothT')
  await userEvent.hover(document.querySelector('#beside')!)
  await expect.poll(said).toBeUndefined()
  await userEvent.tab()
  await expect.poll(said).toBe('Corner or smoothT')
  await userEvent.tab()
  await expect.poll(said).toBeUndefined()
})
