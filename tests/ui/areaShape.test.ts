import { describe, expect, it } from 'vitest'
import { rasterArea } from '../../src/core/design/areas/area.ts'
import { withHeadMeasured } from '../../src/core/design/edits.ts'
import { areaCm2Of } from '../../src/core/fill/skinMeasures.ts'
import { paintCapsule } from '../../src/core/pixels/maskPaint.ts'
import { areaShapes } from '../../src/ui/canvas/overlays/areaShape.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'

const onHead = sampleDesignOf('frontal')
const flat = withHeadMeasured(onHead, false)

describe('what a stroke adds', () => {
  it.each([
    ['on the head', onHead],
    ['in a flat photo', flat],
  ])('%s is of the same skin as the area that is shown: what is seen at a slant is left out of both', (_, design) => {
    const shapes = areaShapes()
    const shown = (of: typeof design) => 100 * areaCm2Of(rasterArea(of, 4), of).value
    const before = shapes.mm2Of(design)
    expect(Math.abs(before / shown(design) - 1)).toBeLessThan(0.02)
    // Over the head's edge at the temple, where skin turns away.
    const { outline } = design.marks
    const from = { x: outline.centre.x + 0.7 * outline.rx, y: outline.centre.y - 0.4 * outline.ry }
    const to = { x: outline.centre.x + 1.1 * outline.rx, y: from.y }
    const { area } = design
    const painted = { ...design, area: { ...area, add: paintCapsule(area.add, from, to, 90, 0, 'max') } }
    const stroke = shapes.mm2Of(painted) - before
    const grown = shown(painted) - shown(design)
    expect(grown).toBeGreaterThan(100)
    expect(Math.abs(stroke / grown - 1)).toBeLessThan(0.04)
  })
})
