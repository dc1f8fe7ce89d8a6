import { createElement, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { dismissToast, jobsStore } from '../../src/store/jobsStore.ts'
import { part } from '../../src/ui/shell/part.tsx'

let root: Root
beforeEach(() => {
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  root.unmount()
  dismissToast()
  document.body.replaceChildren()
})

const shown = () => document.body.innerText
const said = () => jobsStore.getState().toast?.text
const settled = () => new Promise((resolve) => setTimeout(resolve, 50))
/** Beside what else stands on the page. */
const show = (...children: ReactNode[]) => root.render(createElement('main', null, 'The rest of the page', ...children))
const notServed = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module.'))

it('a window that does not come is said and closed, the page stays, and it comes when it is asked for again', async () => {
  let served = false
  let closed = 0
  const Window = part<{ name: string }>(
    () => (served ? Promise.resolve(({ name }) => `A window for ${name}`) : notServed()),
    { close: () => void closed++ },
  )
  show(createElement(Window, { name: 'Ann' }))
  await expect.poll(said).toBe('A part of Trichion could not be loaded. Reload the page.')
  expect([shown(), closed]).toEqual(['The rest of the page', 1])
  show()
  await settled()
  served = true
  show(createElement(Window, { name: 'Ann' }))
  await expect.poll(shown).toContain('A window for Ann')
  expect(closed).toBe(1)
})

it('what only speaks to a screen reader shows and says nothing where it does not come', async () => {
  show(createElement(part(notServed)))
  await settled()
  expect([shown(), said()]).toEqual(['The rest of the page', undefined])
})

it('a second window that is still on its way does not hide the first', async () => {
  const First = part(() => Promise.resolve(() => 'The first window'), { close: () => {} })
  const Second = part(() => new Promise<never>(() => {}), { close: () => {} })
  show(createElement(First, { key: 1 }))
  await expect.poll(shown).toContain('The first window')
  show(createElement(First, { key: 1 }), createElement(Second, { key: 2 }))
  await settled()
  expect(shown()).toContain('The first window')
})
