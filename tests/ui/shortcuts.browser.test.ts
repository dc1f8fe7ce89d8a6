import { afterEach, expect, it } from 'vitest'
import { anywhereCommands } from '../../src/ui/shell/commands/anywhereCommands.ts'
import { command } from '../../src/ui/shell/commands/commands.ts'
import { listenToKeys } from '../../src/ui/shell/commands/shortcuts.ts'

let stop = () => {}
afterEach(() => {
  stop()
  document.body.replaceChildren()
})

/** Whether the browser would do what it does with these keys by itself. */
function isLeftToBrowser(key: string, on: EventTarget = document.body): boolean {
  return on.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true, cancelable: true }))
}

it('Ctrl+S never saves the page: not in the Library, not in a field, not over a dialog', () => {
  stop = listenToKeys(anywhereCommands)
  expect(isLeftToBrowser('p')).toBe(true)
  expect(isLeftToBrowser('s')).toBe(false)
  const field = document.body.appendChild(document.createElement('input'))
  expect(isLeftToBrowser('s', field)).toBe(false)
  document.body.appendChild(document.createElement('dialog')).show()
  expect(isLeftToBrowser('s')).toBe(false)
})

it('a held key asks for nothing more while what it asked for waits, and pressed again it does', () => {
  let done = 0
  let waits = false
  const row = { id: 'undo', title: 'Undo', group: 'edit', keys: ['$mod+z'], isEnabled: () => true } as const
  stop = listenToKeys([{ ...row, run: () => void done++, waits: () => waits }])
  const press = (repeat: boolean) =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, repeat }))
  press(false)
  press(true)
  expect(done).toBe(2)
  waits = true
  press(true)
  press(true)
  expect(done).toBe(2)
  press(false)
  expect(done).toBe(3)
})

it('a key that is held ends with its release, whatever it would write by then', () => {
  let held = 0
  const row = { id: 'photoAlone', title: 'Photo', group: 'view', keys: ['\\'], isEnabled: () => true } as const
  stop = listenToKeys([{ ...row, run: () => void held++, release: () => void held-- }])
  const give = (type: 'keydown' | 'keyup', key: string, code: string, shiftKey = false) =>
    document.body.dispatchEvent(new KeyboardEvent(type, { key, code, shiftKey, bubbles: true, cancelable: true }))
  give('keydown', '\\', 'Backslash')
  give('keydown', 'Shift', 'ShiftLeft', true)
  expect(held).toBe(1)
  give('keyup', '|', 'Backslash', true)
  expect(held).toBe(0)
  give('keyup', 'Shift', 'ShiftLeft')
  // Where a keyboard on the screen tells no places of keys, by what is written.
  give('keydown', '\\', '')
  give('keyup', 'a', '')
  expect(held).toBe(1)
  give('keyup', '\\', '')
  expect(held).toBe(0)
})

it('undo and redo are such keys', () => {
  for (const id of ['undo', 'redo']) expect(command(id).waits?.()).toBe(false)
})
