import { createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { exactly } from '../../src/core/plan/bands.ts'
import type { Repository } from '../../src/storage/repository.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { hairStore } from '../../src/store/edits/hairStore.ts'
import { jobsStore } from '../../src/store/jobsStore.ts'
import { setServices } from '../../src/store/services.ts'
import { setView, viewStore } from '../../src/store/viewStore.ts'
import { HairHint } from '../../src/ui/shell/HairHint.tsx'
import type { Engine, LeaveOut } from '../../src/worker/engine.ts'

const design = newDesign({ id: 'p', hash: 'h', width: 600, height: 800 })
const asked: string[] = []
let answer: (found: LeaveOut) => void
let fail: (error: Error) => void
let root: Root

beforeEach(() => {
  asked.length = 0
  const engine: Pick<Engine, 'hairInAreas' | 'leaveOut'> = {
    hairInAreas: () => Promise.resolve([{ id: 1, areaCm2: exactly(388), hairCm2: exactly(100), deepCm2: 100 }]),
    leaveOut: (_, what) => {
      asked.push(what)
      return new Promise((resolve, reject) => ([answer, fail] = [resolve, reject]))
    },
  }
  setServices({ engine: engine as Engine, repository: {} as Repository })
  designStore.setState({ ...closedStudio, history: startHistory(design), design })
  setView({ step: 'area' })
  root = createRoot(document.body.appendChild(document.createElement('div')))
  root.render(createElement(HairHint, { design }))
})
afterEach(() => {
  root.unmount()
  document.body.replaceChildren()
  hairStore.setState({ hair: null })
  jobsStore.setState({ toast: null })
  designStore.setState(closedStudio)
  viewStore.setState(viewStore.getInitialState(), true)
})

const button = (name: string) => [...document.querySelectorAll('button')].find((one) => one.innerText === name)
const progress = () => document.querySelector('[role=progressbar]')
const toasted = () => jobsStore.getState().toast?.text

it('hair that is to be kept out is looked for with progress, and where nothing comes of it the reason is said and the focus stays', async () => {
  // It is looked for once the hand rests.
  await expect.poll(() => button('Keep hair out'), { timeout: 10_000 }).toBeDefined()
  expect(document.querySelector('[role=status]')!.textContent).toContain('looks like hair')
  expect(document.querySelector('[role=status] button')).toBeNull()
  const keepOut = button('Keep hair out')!
  keepOut.focus()
  keepOut.click()
  await expect.poll(progress).not.toBeNull()
  // Twice pressed is once asked, and nothing is said to have changed meanwhile.
  keepOut.click()
  expect(asked).toEqual(['hair'])
  answer({ problem: 'outline' })
  await expect.poll(toasted).toContain('The edge of the head was not found.')
  await expect.poll(progress).toBeNull()
  expect(document.activeElement).toBe(keepOut)

  keepOut.click()
  fail(new Error('The worker is gone.'))
  await expect.poll(toasted).toContain('Nothing was changed.')
  expect(document.activeElement).toBe(keepOut)
})

it('gives way to another bar, but not from under the keyboard', async () => {
  await expect.poll(() => button('Keep hair out'), { timeout: 10_000 }).toBeDefined()
  root.render(createElement(HairHint, { design, waits: true }))
  await expect.poll(() => button('Keep hair out')).toBeUndefined()
  expect(document.querySelector('[role=status]')!.textContent).toBe('')
  root.render(createElement(HairHint, { design, waits: false }))
  await expect.poll(() => button('Keep hair out')).toBeDefined()
  button('Keep hair out')!.focus()
  root.render(createElement(HairHint, { design, waits: true }))
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  expect(document.activeElement).toBe(button('Keep hair out'))
})
