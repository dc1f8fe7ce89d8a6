import { createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { ToggleButton } from 'react-aria-components'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { withNewFreeLine } from '../../src/core/design/lines/freeLines.ts'
import { startHistory } from '../../src/core/design/history.ts'
import { lineOf } from '../../src/core/design/lines/lines.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { setLayers } from '../../src/store/layerStore.ts'
import { takeObject } from '../../src/store/edits/objectActions.ts'
import { routeStore } from '../../src/store/routeStore.ts'
import { setStep, setTool, setView, viewStore } from '../../src/store/viewStore.ts'
import { isCorner } from '../../src/core/design/lines/addedPoints.ts'
import { pickPoint } from '../../src/store/edits/pointActions.ts'
import { keysText, whyNot } from '../../src/ui/shell/commands/command.ts'
import { command, commands, run } from '../../src/ui/shell/commands/commands.ts'
import { listenToKeys } from '../../src/ui/shell/commands/shortcuts.ts'
import { listenToCanvasKeys } from '../../src/ui/canvas/hands/canvasKeys.ts'
import { listenToCanvas } from '../../src/ui/canvas/hands/pointerInput.ts'

let heard: string[] = []
let stop: () => void
let root: Root
/** Whether a gesture is under way. */
let busy = false

/** A canvas, and the studio's controls beside it. */
beforeEach(async () => {
  heard = []
  busy = false
  let space = false
  const photo = document.body.appendChild(document.createElement('div'))
  photo.id = 'photo'
  photo.tabIndex = 0
  photo.style.cssText = 'width: 200px; height: 200px'
  const canvas = listenToCanvas(photo, {
    toolDown: () => void heard.push('paints'),
    toolMove: () => {},
    toolUp: () => {},
    toolCancel: () => void heard.push('stroke dropped'),
    toolTakeBack: () => void heard.push('press taken back'),
    panBy: () => void (heard.at(-1) !== 'pans' && heard.push('pans')),
    turnAt: () => {},
    fingersUp: () => {},
    zoomAt: () => {},
    undo: () => {},
    redo: () => {},
    penSeen: () => {},
    get hand() {
      return space
    },
    penMode: false,
  })
  const hand = {
    get busy() {
      return busy
    },
    drop: () => void heard.push('gesture dropped'),
    leave: () => {},
    press: () => false,
  }
  const stopKeys = listenToCanvasKeys(photo, hand, {
    escape: canvas.escape,
    space: (held) => (space = held),
    alt: (held) => void heard.push(held ? 'Alt' : 'no Alt'),
  })
  const controls = document.body.appendChild(document.createElement('div'))
  root = createRoot(controls)
  root.render([
    createElement(ToggleButton, { key: 1, id: 'brush', onPress: () => void heard.push('Brush pressed') }, 'Brush'),
    createElement('button', { key: 2, id: 'area', onClick: () => void heard.push('Area pressed') }, 'Area'),
    createElement('input', {
      key: 3,
      id: 'switch',
      type: 'checkbox',
      onChange: () => void heard.push('Switch turned'),
    }),
    createElement('input', { key: 4, id: 'slider', type: 'range' }),
    createElement('input', { key: 5, id: 'name', type: 'text' }),
    createElement('input', { key: 7, id: 'entered', type: 'text', 'data-settled': true }),
    createElement('dialog', { key: 6, id: 'dialog' }, createElement('button', { id: 'inDialog' }, 'Close')),
  ])
  await expect.poll(() => document.querySelector('#inDialog')).not.toBeNull()
  setTool('brush')
  stop = () => {
    canvas.stop()
    stopKeys()
  }
})
afterEach(() => {
  stop()
  root.unmount()
  document.body.replaceChildren()
})

const find = (id: string) => document.querySelector<HTMLElement>(`#${id}`)!
const at = { steps: 3, sourcePosition: { x: 40, y: 40 }, targetPosition: { x: 90, y: 60 } }
const dragOnPhoto = () => userEvent.dragAndDrop(find('photo'), find('photo'), at)
const focused = (id: string) => {
  find(id).focus()
  expect(document.activeElement?.id).toBe(id)
}

it('holding Space pans, whatever button, slider or figure that was entered has the focus, and its release then presses no button', async () => {
  for (const id of ['photo', 'brush', 'area', 'switch', 'slider', 'entered']) {
    heard = []
    focused(id)
    await userEvent.keyboard('{ >}')
    await dragOnPhoto()
    await userEvent.keyboard('{/ }')
    expect(heard, id).toEqual(['pans'])
    await dragOnPhoto()
    expect(heard, id).toEqual(['pans', 'paints'])
  }
  expect((find('entered') as HTMLInputElement).value).toBe('')
})

it('Space without a pointer on the photo presses the button that has the focus', async () => {
  const pressed = { brush: 'Brush pressed', area: 'Area pressed', switch: 'Switch turned' }
  for (const [id, says] of Object.entries(pressed)) {
    heard = []
    focused(id)
    await userEvent.keyboard('{ >}{/ }')
    expect(heard).toEqual([says])
  }
})

it('Space stays a letter in a text field, and means nothing to the photo under a dialog', async () => {
  focused('name')
  await userEvent.keyboard('{ >}')
  await dragOnPhoto()
  await userEvent.keyboard('{/ }')
  expect(heard).toEqual(['paints'])
  expect((find('name') as HTMLInputElement).value).toBe(' ')

  const dialog = find('dialog') as HTMLDialogElement
  dialog.show()
  heard = []
  focused('photo')
  await userEvent.keyboard('{ >}')
  await dragOnPhoto()
  await userEvent.keyboard('{/ }')
  expect(heard).toEqual(['paints'])
})

it('Escape drops the gesture, then lets go of what is chosen, then takes Select, wherever the focus is', async () => {
  for (const id of ['photo', 'brush', 'area', 'slider']) {
    heard = []
    setTool('brush')
    setView({ activeHandle: 'midline' })
    focused(id)
    busy = true
    await userEvent.keyboard('{Escape}')
    expect(heard, id).toEqual(['gesture dropped'])
    busy = false
    expect(viewStore.getState()).toMatchObject({ tool: 'brush', activeHandle: 'midline' })
    await userEvent.keyboard('{Escape}')
    expect(viewStore.getState()).toMatchObject({ tool: 'brush', activeHandle: null })
    await userEvent.keyboard('{Escape}')
    expect(viewStore.getState().tool).toBe('select')
  }
})

it('Alt is heard while the pointer rests, down and up, whatever has the focus', async () => {
  for (const id of ['photo', 'brush', 'slider']) {
    heard = []
    focused(id)
    await userEvent.keyboard('{Alt>}')
    expect(heard, id).toEqual(['Alt'])
    await userEvent.keyboard('{/Alt}')
    expect(heard, id).toEqual(['Alt', 'no Alt'])
  }
})

it('Escape on a handle leaves it: the next arrow moves the point no more', async () => {
  const handle = find('photo').appendChild(document.createElement('span'))
  handle.id = 'handle'
  handle.role = 'slider'
  handle.tabIndex = 0
  handle.onfocus = () => setView({ activeHandle: 'midline' })
  handle.onkeydown = (e) => void (e.key.startsWith('Arrow') && heard.push('point moved'))
  setStep('hairline')
  for (const isActive of [true, false]) {
    heard = []
    focused('handle')
    if (!isActive) setView({ activeHandle: null })
    await userEvent.keyboard('{ArrowUp}')
    expect(heard).toEqual(['point moved'])
    const { tool } = viewStore.getState()
    await userEvent.keyboard('{Escape}')
    expect(document.activeElement?.id).toBe('photo')
    expect(viewStore.getState()).toMatchObject({ tool, activeHandle: null })
    await userEvent.keyboard('{ArrowUp}')
    expect(heard).toEqual(['point moved'])
  }
})

it('Escape in a text field or a dialog leaves the tool in the hand', async () => {
  focused('name')
  await userEvent.keyboard('{Escape}')
  ;(find('dialog') as HTMLDialogElement).show()
  focused('inDialog')
  await userEvent.keyboard('{Escape}')
  expect(viewStore.getState().tool).toBe('brush')
})

it('T turns the point in hand once for each press, by its row of the command table and by the key that stands there', async () => {
  const plain = newDesign({ id: 'p', hash: 'h', width: 1200, height: 1600 })
  routeStore.setState({ screen: 'studio', patientId: 'p', visitId: 'v' }, true)
  designStore.setState({ ...closedStudio, history: startHistory(plain), design: plain })
  setView({ onlyLooking: false })
  setStep('hairline')
  setTool('hairline')
  const turn = command('point.corner')
  expect(whyNot(turn)).not.toBeNull()
  pickPoint('left.apex')
  expect(whyNot(turn)).toBeNull()
  expect(keysText(turn)).toBe('T')
  // The canvas and the table listen at once, as they do in the studio.
  const stopTable = listenToKeys(commands)
  const steps = () => designStore.getState().history!.at
  const isSharp = () => isCorner(designStore.getState().design!.hairline, 'left.apex')
  const was = isSharp()
  focused('photo')
  await userEvent.keyboard('t')
  expect({ steps: steps(), isSharp: isSharp() }).toEqual({ steps: 1, isSharp: !was })
  run('point.corner')
  expect({ steps: steps(), isSharp: isSharp() }).toEqual({ steps: 2, isSharp: was })
  setView({ singleKeys: false })
  await userEvent.keyboard('t')
  setView({ singleKeys: true })
  expect(steps()).toBe(2)
  stopTable()
  pickPoint(null)
  designStore.setState(closedStudio)
  routeStore.setState({ screen: 'library' }, true)
})

it('Delete, which stands in the command table, takes one object and no more', async () => {
  const plain = newDesign({ id: 'p', hash: 'h', width: 1200, height: 1600 })
  const two = withNewFreeLine(withNewFreeLine(plain, 'free')!, 'free')!
  routeStore.setState({ screen: 'studio', patientId: 'p', visitId: 'v' }, true)
  designStore.setState({ ...closedStudio, history: startHistory(two), design: two })
  setStep('hairline')
  setTool('select')
  const stopTable = listenToKeys(commands)
  takeObject({ kind: 'line', id: 3 })
  setLayers({ freePoint: null, lineInHand: null })
  expect(command('deleteSelected').keys).toContain('Delete')
  focused('photo')
  await userEvent.keyboard('{Delete}')
  const { design, history } = designStore.getState()
  expect([lineOf(design!, 2) !== null, lineOf(design!, 3) !== null, history!.at]).toEqual([true, false, 1])
  stopTable()
  designStore.setState(closedStudio)
  routeStore.setState({ screen: 'library' }, true)
})

it('Delete takes the point in hand first, and then the whole line that is', async () => {
  const plain = withNewFreeLine(newDesign({ id: 'p', hash: 'h', width: 1200, height: 1600 }), 'free')!
  routeStore.setState({ screen: 'studio', patientId: 'p', visitId: 'v' }, true)
  designStore.setState({ ...closedStudio, history: startHistory(plain), design: plain })
  setStep('hairline')
  setTool('select')
  takeObject({ kind: 'line', id: 2 })
  setLayers({ freePoint: 'line2.p3' })
  const points = () => {
    const line = lineOf(designStore.getState().design!, 2)
    return line && 'points' in line ? line.points.length : 0
  }
  const before = points()
  document.querySelector<HTMLElement>('#photo')!.focus()
  await userEvent.keyboard('{Delete}')
  expect(points()).toBe(before - 1)
  await userEvent.keyboard('{Delete}')
  expect(points()).toBe(0)
  designStore.setState(closedStudio)
  routeStore.setState({ screen: 'library' }, true)
})
