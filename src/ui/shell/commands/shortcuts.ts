import { tinykeys } from 'tinykeys'
import { routeStore } from '../../../store/routeStore.ts'
import { setView, viewStore } from '../../../store/viewStore.ts'
import { isSingleKey, type Command } from './command.ts'

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement &&
      target.type !== 'range' &&
      target.type !== 'radio' &&
      target.type !== 'checkbox'))

/** Whether a figure's field waits for nothing: what was typed into it is the design's, and so is its undo. */
export const isSettled = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.dataset.settled !== undefined

/** Whether a figure was just entered into its field: what follows is another figure, or for the hand that goes on working. */
const isEntered = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.dataset.entered !== undefined

const LETTER = /^[a-z]$/

const whileTyping: readonly string[] = ['$mod+s', '$mod+k', '$mod+Enter']
const undoAndRedo: readonly string[] = ['$mod+z', '$mod+Shift+z', '$mod+y']

/** The browser's own meaning of these is never what is wanted, whatever stands on the page. */
const neverTheBrowsers: readonly string[] = ['$mod+s', '$mod+k']

/** Text fields keep their letters and their own undo; single keys can be switched off. */
function allowed(binding: string, target: EventTarget | null): boolean {
  if (isSingleKey(binding)) {
    const isFree = !isTyping(target) || (isEntered(target) && LETTER.test(binding))
    return viewStore.getState().singleKeys && isFree
  }
  return !isTyping(target) || whileTyping.includes(binding) || (undoAndRedo.includes(binding) && isSettled(target))
}

/** Ctrl and Alt together are how some keyboards write a letter of their own. */
const isLetter = (event: KeyboardEvent): boolean => isTyping(event.target) && event.getModifierState('AltGraph')

export const isDialogOpen = (): boolean =>
  document.querySelector('dialog[open], [role="menu"], [role="dialog"]') !== null

/** Connects the keyboard to rows of the command table. Gives back what disconnects it. */
export function listenToKeys(commands: readonly Command[]): () => void {
  /** With the key's place on the keyboard: what it writes may be another letter once it goes up, as with Shift. */
  const held = new Map<Command, string>()
  const releaseAll = () => {
    for (const command of held.keys()) command.release?.()
    held.clear()
  }

  const rowsOf = new Map<string, Command[]>(neverTheBrowsers.map((binding) => [binding, []]))
  for (const command of commands) {
    if (command.heardOnCanvas) continue
    for (const binding of command.keys) rowsOf.set(binding, [...(rowsOf.get(binding) ?? []), command])
  }
  const bindings = Object.fromEntries(
    [...rowsOf].map(([binding, rows]) => [
      binding,
      (event: KeyboardEvent) => {
        if (neverTheBrowsers.includes(binding)) event.preventDefault()
        // One key may mean different things on different screens.
        const command = rows.find((row) => row.isEnabled())
        if (!command) return
        if (command.anytime ? isLetter(event) : isDialogOpen() || !allowed(binding, event.target)) return
        event.preventDefault()
        if (event.repeat && command.waits?.()) return
        if (command.release) {
          if (event.repeat) return
          held.set(command, event.code)
        }
        command.run()
      },
    ]),
  )
  const stop = tinykeys(window, bindings)

  // Tab hides the panels only while the hand works on the canvas by pointer; for the keyboard it stays the way on.
  let pointerOnCanvas = false
  const onPointerDown = (e: PointerEvent) => {
    pointerOnCanvas = e.target instanceof Element && e.target.closest('.canvas-box') !== null
  }
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key !== 'Tab') {
      if (e.key.startsWith('Arrow') || e.key === 'Enter') pointerOnCanvas = false
      return
    }
    const plain = !e.shiftKey && !e.ctrlKey && !e.metaKey && !e.altKey
    if (
      plain &&
      pointerOnCanvas &&
      routeStore.getState().screen === 'studio' &&
      !isTyping(e.target) &&
      !isDialogOpen()
    ) {
      e.preventDefault()
      e.stopPropagation()
      setView({ chromeHidden: !viewStore.getState().chromeHidden })
    }
  }
  const onKeyUp = (e: KeyboardEvent) => {
    for (const [command, code] of held) {
      const written = () => command.keys.some((key) => key.toLowerCase() === e.key.toLowerCase())
      if (code ? code === e.code : written()) {
        command.release?.()
        held.delete(command)
      }
    }
  }
  // A key that goes up in another window is never heard of here.
  const onHidden = () => {
    if (document.hidden) releaseAll()
  }
  addEventListener('pointerdown', onPointerDown, true)
  addEventListener('keydown', onKeyDown, true)
  addEventListener('keyup', onKeyUp)
  addEventListener('blur', releaseAll)
  document.addEventListener('visibilitychange', onHidden)
  return () => {
    stop()
    releaseAll()
    removeEventListener('pointerdown', onPointerDown, true)
    removeEventListener('keydown', onKeyDown, true)
    removeEventListener('keyup', onKeyUp)
    removeEventListener('blur', releaseAll)
    document.removeEventListener('visibilitychange', onHidden)
  }
}
