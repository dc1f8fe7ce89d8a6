import { afterEach, expect, it } from 'vitest'
import { anywhereCommands } from '../../src/ui/shell/anywhereCommands.ts'
import { listenToKeys } from '../../src/ui/shell/shortcuts.ts'

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
