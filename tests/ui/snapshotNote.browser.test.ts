import { createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Repository, Snapshot } from '../../src/storage/repository.ts'
import { lockStore, noLock } from '../../src/store/lockStore.ts'
import { setServices } from '../../src/store/services.ts'
import { SnapshotNote } from '../../src/ui/shell/strip/SnapshotNote.tsx'

afterEach(() => {
  lockStore.setState(noLock)
  document.body.replaceChildren()
})

let kept: unknown[]
let root: Root

beforeEach(() => {
  kept = []
  const repository: Pick<Repository, 'remarkSnapshot'> = {
    remarkSnapshot: async (id, { note }) => void kept.push([id, note]),
  }
  setServices({ engine: {} as never, repository: repository as Repository })
})

async function open(note: string, shown = note): Promise<void> {
  const snapshot = { id: 's', name: 'Mature 75 mm', note } as Snapshot
  root = createRoot(document.body.appendChild(document.createElement('div')))
  root.render(createElement(SnapshotNote, { snapshot, onClose: () => root.unmount() }))
  await expect.poll(() => document.querySelector('textarea')?.value).toBe(shown)
}

async function write(text: string): Promise<void> {
  const field = document.querySelector('textarea')!
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!.set!.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await expect.poll(() => field.value).toBe(text)
}

/** As the screen does: nothing of it stays on the page. */
function lockAndUnlock(): void {
  lockStore.setState({ locked: true })
  root.unmount()
  lockStore.setState({ locked: false })
}

it('a note is stored by Keep note alone: the lock takes nothing from it, and what was being written goes on after it', async () => {
  await open('Soft')
  await write('')
  lockAndUnlock()
  expect(kept).toEqual([])
  await open('Soft', '')
  await write('Softer at the left')
  lockAndUnlock()
  expect(kept).toEqual([])
  await open('Soft', 'Softer at the left')
  document.querySelector<HTMLButtonElement>('.button-solid')!.click()
  expect(kept).toEqual([['s', 'Softer at the left']])
  await open('Softer at the left')
})

it('what is being written about a snapshot is dropped where its window is closed without keeping it, and beside another note', async () => {
  await open('Soft')
  await write('Softer at the left')
  root.unmount()
  await open('Soft')
  await write('Softer at the left')
  lockAndUnlock()
  await open('Sharp')
  expect(kept).toEqual([])
  root.unmount()
})
