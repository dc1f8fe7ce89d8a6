import { describe, expect, it } from 'vitest'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { setTool, setView, viewStore } from '../../src/store/viewStore.ts'
import { hasZones, variantsOf } from '../../src/ui/shell/commands/toolVariants.ts'

const design = newDesign({ id: 'p', hash: 'h', width: 1200, height: 1600 })
const view = () => viewStore.getState()
const names = (tool: Parameters<typeof variantsOf>[0], of = design) =>
  variantsOf(tool, of, view())?.all.map((v) => v.name)

describe('the ways to use a tool', () => {
  it('are there where a tool truly has more than one, and nowhere else', () => {
    expect(names('brush')).toEqual(['Anywhere on the photo', 'Keep inside hairline'])
    expect(names('lasso')).toEqual(names('brush'))
    expect(names('density')).toEqual(['More density', 'Less density'])
    expect(names('zones')).toEqual(['Remove', 'Keep', 'Add'])
    for (const tool of ['select', 'hand', 'scale', 'hairline', 'eraser', 'exclude', 'dots', 'measure'] as const)
      expect(names(tool), tool).toBe(undefined)
  })

  it('are one for a beard, which has no hairline to keep behind', () => {
    expect(names('brush', { ...design, area: { ...design.area, role: 'beard' } })).toBe(undefined)
  })

  it('take the tool in the hand as it was chosen, and say which is in use', () => {
    setTool('select')
    variantsOf('lasso', design, view())!.all[1]!.take()
    expect(view()).toMatchObject({ tool: 'lasso', step: 'area', insideHairline: true })
    expect(variantsOf('brush', design, view())!.chosen).toBe('inside')
    variantsOf('density', design, view())!.all[1]!.take()
    expect(view()).toMatchObject({ tool: 'density', lessDensity: true })
    setView({ insideHairline: false, lessDensity: false })
  })

  it('of zones wait for a reversal', () => {
    expect(hasZones(null)).toBe(false)
    expect(hasZones(design)).toBe(false)
  })
})
