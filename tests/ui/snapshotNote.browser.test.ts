import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, it } from 'vitest'
import type { Repository, Snapshot } from '../../src/storage/repository.ts'
import { lockStore, noLock } from '../../src/store/lockStore.ts'
import { setServices } from '../../src/store/services.ts'
import { SnapshotNote } from '../../src/ui/shell/strip/SnapshotNote.tsx'

afterEach(() => {
  lockStore.setState(noLock)
  document.body.replaceChildren()
})

it('what is being written about a snapshot is kept by the lock, and dropped where its window is closed without keeping it', async () => {
  const kept: unknown[] = []
  const repository: Pick<Repository, 'remarkSnapshot'> = {
    remarkSnapshot: async (id, { note }) => void kept.push([id, note]),
  }
  setServices({ engine: {} as never, repository: repository as Repository })
  const snapshot = { id: 's', name: 'Mature 75 mm', note: 'Soft' } as Snapshot
  const write = async () => {
    const root = createRoot(document.body.appendChild(document.createElement('div')))
    root.render(createElement(SnapshotNote, { snapshot, onClose() {} }))
    await expect.poll(() => document.querySelector('textarea')?.value).toBe('Soft')
    const field = document.querySelector('textarea')!
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!.set!.call(field, 'Softer at the left')
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await expect.poll(() => field.value).toBe('Softer at the left')
    return root
  }
  const closed = await write()
  closed.unmount()
  expect(kept).toEqual([])
  const locked = await write()
  lockStore.setState({ locked: true })
  locked.unmount()
  expect(kept).toEqual([['s', 'Softer at the left']])
})
