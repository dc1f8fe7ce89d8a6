import { beforeEach, describe, expect, it } from 'vitest'
import { moveMark } from '../../src/core/design/scale/marks.ts'
import { withMarks } from '../../src/core/design/edits.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { current, startHistory } from '../../src/core/design/history.ts'
import type { Repository } from '../../src/storage/repository.ts'
import { edit, undo } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { snapOutline } from '../../src/store/edits/outlineActions.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine } from '../../src/worker/engine.ts'

const radii = Array.from({ length: 72 }, (_, i) => 1 + 0.001 * (i % 9))
const first = newDesign({ id: 'p', hash: 'h', width: 3000, height: 4000 })
/** Of a head that is taller than the marks had it. */
const outline = { ...first.marks.outline, centre: { x: 1500, y: 1700 }, ry: 1400, radii }
const steps = () => designStore.getState().history!.entries.length
const design = () => current(designStore.getState().history!)

function engineThat(findOutline: Engine['findOutline']): void {
  setServices({ engine: { findOutline } as unknown as Engine, repository: {} as Repository })
}

describe('snapping the outline to the head', () => {
  beforeEach(() => designStore.setState({ ...closedStudio, history: startHistory(first), design: first }))

  it('is one step that can be taken back, and none when it changes nothing', async () => {
    engineThat(() => Promise.resolve(outline))
    expect(await snapOutline('Snap head outline')).toBe('snapped')
    expect(design().marks.outline).toEqual(outline)
    expect(steps()).toBe(2)
    expect(await snapOutline('Snap head outline')).toBe('snapped')
    expect(steps()).toBe(2)
    undo()
    expect(design().marks).toBe(first.marks)
  })

  it('changes nothing where no edge was found, or the photo could not be looked at', async () => {
    engineThat(() => Promise.resolve(null))
    expect(await snapOutline('Snap head outline')).toBe('noEdge')
    engineThat(() => Promise.reject(new Error('out of memory')))
    expect(await snapOutline('Snap head outline')).toBe('failed')
    expect(design()).toBe(first)
  })

  it('gives way to marks that were moved meanwhile', async () => {
    engineThat(() => {
      edit(withMarks(first, moveMark(first.marks, 'outlineTop', { x: 1500, y: 300 })), 'Move mark')
      return Promise.resolve(outline)
    })
    expect(await snapOutline('Snap head outline')).toBe('late')
    expect(design().marks.outline.radii).toBeUndefined()
  })
})
