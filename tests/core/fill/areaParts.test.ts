import { describe, expect, it } from 'vitest'
import { rasterArea } from '../../../src/core/design/areas/area.ts'
import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { areaPartsOf } from '../../../src/core/fill/areaParts.ts'
import { fieldParts } from '../../../src/core/fill/fieldParts.ts'
import { areaCm2Of } from '../../../src/core/fill/skinMeasures.ts'
import { fillPolygon } from '../../../src/core/pixels/maskFill.ts'
import type { AreaMaskName } from '../../../src/core/design/design.ts'
import { freshDesign } from '../tools/hand.ts'

const plain = freshDesign()
/** On the scalp, behind the middle of the line. */
const scalp = { x: plain.hairline.midline.x - 40, y: plain.hairline.midline.y - 60 }

function withSquare(design: Design, name: AreaMaskName, x: number, y: number, side: number): Design {
  const corners = [
    { x, y },
    { x: x + side, y },
    { x: x + side, y: y + side },
    { x, y: y + side },
  ]
  return { ...design, area: { ...design.area, [name]: fillPolygon(design.area[name], corners, 'add') } }
}

const whole = (design: Design) => areaCm2Of(fieldParts(design, surfaceOf(design)).drawn, design)

describe('the parts of an area', () => {
  it('are nothing but the proposal where no hand was at work', () => {
    const parts = areaPartsOf(plain)
    expect(parts.proposed).toEqual(whole(plain))
    for (const name of ['added', 'erased', 'excluded'] as const) expect(parts[name].value).toBe(0)
  })

  it('add up to what is covered before exclusions: what is painted inside the proposal adds nothing', () => {
    const inside = withSquare(plain, 'add', scalp.x, scalp.y, 40)
    expect(rasterArea(inside, 8).coverage).toEqual(rasterArea(plain, 8).coverage)
    expect(areaPartsOf(inside).added.value).toBe(0)
    const painted = withSquare(withSquare(inside, 'add', 500, 900, 120), 'subtract', scalp.x, scalp.y, 50)
    const parts = areaPartsOf(painted)
    expect(parts.added.value).toBeGreaterThan(0)
    expect(parts.erased.value).toBeGreaterThan(0)
    const sum = parts.proposed.value + parts.added.value - parts.erased.value
    expect(sum).toBeCloseTo(whole(painted).value, 6)
    expect(parts.added.low).toBeLessThan(parts.added.value)
    expect(parts.added.high).toBeGreaterThan(parts.added.value)
  })

  it('say of what is excluded how large it was painted, on the area or beside it', () => {
    const kept = withSquare(plain, 'exclude', scalp.x, scalp.y, 40)
    const beside = withSquare(plain, 'exclude', 560, 900, 80)
    expect(areaPartsOf(kept).excluded.value).toBeCloseTo(whole(plain).value - whole(kept).value, 6)
    expect(whole(beside)).toEqual(whole(plain))
    expect(areaPartsOf(beside).excluded.value).toBeGreaterThan(0)
  })

  it('take off nothing where nothing is', () => {
    const empty = { ...plain, area: { ...plain.area, proposed: false } }
    expect(areaPartsOf(withSquare(empty, 'subtract', scalp.x, scalp.y, 40)).erased.value).toBe(0)
  })
})
