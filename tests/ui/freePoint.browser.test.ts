import { createElement, Fragment } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { useStore } from 'zustand'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { faceFrame } from '../../src/core/design/head/headOutline.ts'
import { startHistory } from '../../src/core/design/history.ts'
import { withNewFreeLine } from '../../src/core/design/lines/freeLines.ts'
import { isFree, lineOf, type FreeLine } from '../../src/core/design/lines/lines.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { faceHeightPx } from '../../src/core/design/scale/marks.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { followLayers, setLayers } from '../../src/store/layerStore.ts'
import { routeStore } from '../../src/store/routeStore.ts'
import { setStep, setTool } from '../../src/store/viewStore.ts'
import { HandleList } from '../../src/ui/canvas/hands/HandleList.tsx'
import { FreeLineDetails } from '../../src/ui/panels/hairline/FreeLineDetails.tsx'

const bearded = withNewFreeLine(newDesign({ id: 'photo', hash: 'h', width: 1200, height: 1600 }), 'beardCheek')!
const unscaled = { ...bearded, scale: { ...bearded.scale, status: 'skipped' as const } }

let root: Root
let stop: () => void
const line = (): FreeLine => {
  const found = lineOf(designStore.getState().design!, 2)!
  if (!isFree(found)) throw new Error('Expected the beard.')
  return found
}

function Panel() {
  const design = useStore(designStore, (s) => s.design)!
  return createElement(Fragment, null, [
    createElement(HandleList, { key: 'handles' }),
    createElement(FreeLineDetails, { key: 'line', design, line: line() }),
  ])
}

beforeEach(() => {
  routeStore.setState({ screen: 'studio', patientId: 'p', visitId: 'v' }, true)
  designStore.setState({ ...closedStudio, history: startHistory(unscaled), design: unscaled })
  setStep('hairline')
  setTool('hairline')
  stop = followLayers()
  setLayers({ lineInHand: 2 })
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  root.unmount()
  stop()
  document.body.replaceChildren()
  designStore.setState(closedStudio)
  routeStore.setState({ screen: 'library' }, true)
})

it('Enter on a point of the beard line types where it lies, without a scale in shares of the face and no mm', async () => {
  root.render(createElement(Panel))
  const handle = () => document.querySelector<HTMLElement>('[role="slider"][aria-label*="point 4 of 13"]')
  await expect.poll(handle).not.toBeNull()
  handle()!.focus()
  await expect.poll(() => document.querySelector('[data-point-figures] .figure-input')).not.toBeNull()
  expect(document.body.textContent).not.toMatch(/\bmm\b/)
  await userEvent.keyboard('{Enter}')
  expect(document.activeElement?.classList.contains('figure-input')).toBe(true)
  await userEvent.keyboard('{Control>}a{/Control}25{Enter}')
  const { toFace } = faceFrame(unscaled.marks)
  await expect.poll(() => Math.abs(toFace(line().points[3]!.at).x)).toBeCloseTo(0.25 * faceHeightPx(unscaled.marks), 3)
  expect(toFace(line().points[3]!.at).y).toBeCloseTo(toFace(bearded.lines!.filter(isFree)[0]!.points[3]!.at).y, 3)
})
