import { describe, expect, it } from 'vitest'
import { withChange } from '../../../src/core/design/areas/areaChange.ts'
import { withNewArea } from '../../../src/core/design/areas/areas.ts'
import { broughtDesign } from '../../../src/core/design/carry/bring.ts'
import { markedEdited, withEditsMarked } from '../../../src/core/design/carry/carriedMarks.ts'
import { carriedDesign } from '../../../src/core/design/carry/carry.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { designFromJson, designToJson } from '../../../src/core/design/serialise.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { emptyMask, type TiledMask } from '../../../src/core/pixels/tiledMask.ts'
import { sampleDesignOf } from './sampleHeads.ts'

const frontal = sampleDesignOf('frontal')
const crown = sampleDesignOf('crown')
const vertex = sampleDesignOf('vertex')

function carried(from: Design, to: Design): Design {
  const design = carriedDesign(from, to)
  if ('problem' in design) throw new Error(design.problem)
  return design
}

const dab = (mask: TiledMask, x: number, y: number) => paintCapsule(mask, { x, y }, { x, y }, 80, 0, 'max')
const withMask = (design: Design, name: 'add' | 'subtract', mask: TiledMask): Design => ({
  ...design,
  area: { ...design.area, [name]: mask },
})
const onCrown = carried(frontal, crown)

describe('an area that was carried to another view', () => {
  it('says that it was carried, and not that a hand has drawn it; so does what was erased of it', () => {
    expect(frontal.area.carried).toBeUndefined()
    expect(onCrown.area.carried).toEqual({ add: 'asIs' })
    const { x, y } = frontal.hairline.midline
    const erased = withMask(frontal, 'subtract', dab(frontal.area.subtract, x, y - 300))
    expect(carried(erased, vertex).area.carried).toEqual({ subtract: 'asIs' })
    expect(broughtDesign(erased, frontal).area.carried).toEqual({ subtract: 'asIs' })
    // A proposal is one there too: nothing of it was carried.
    expect(carried(frontal, vertex).area.carried).toBeUndefined()
  })

  it('says what a hand has changed of it since, and nothing once it was cleared or shaped anew', () => {
    const painted = withMask(onCrown, 'add', dab(onCrown.area.add, 200, 200))
    const edited = withEditsMarked(onCrown, painted)
    expect(edited.area.carried).toEqual({ add: 'edited' })
    expect(withEditsMarked(edited, { ...edited, fill: { ...edited.fill, filled: true } }).area).toBe(edited.area)
    const tile = new Map([[0, new Uint8Array(256 * 256).fill(255)]])
    expect(withChange(onCrown.area, { add: tile, subtract: new Map() }).carried).toEqual({ add: 'edited' })
    const none = emptyMask(crown.photo.width, crown.photo.height)
    expect(withEditsMarked(edited, withMask(edited, 'add', none)).area.carried).toBeUndefined()
    expect(markedEdited({ ...edited.area, add: none }, edited.area).carried).toBeUndefined()
  })

  it('says it of the area alone that was carried, also while another one is in hand', () => {
    const more = withNewArea(onCrown, 'scar')!
    const drawn = withEditsMarked(more, withMask(more, 'add', dab(more.area.add, 900, 700)))
    expect(drawn.area.carried).toBeUndefined()
    expect(drawn.areas?.map(({ area }) => area?.carried)).toEqual([{ add: 'asIs' }, undefined])
  })

  it('is edited where a hand had drawn there before, and carried on where it goes on to a third view', () => {
    const drawn = withMask(crown, 'add', dab(crown.area.add, 1100, 2200))
    expect(carried(frontal, drawn).area.carried).toEqual({ add: 'edited' })
    expect(carried(frontal, onCrown).area.carried).toEqual({ add: 'asIs' })
  })

  it('says so still when it is read again, and designs from before read as they were', () => {
    const { areas: _areas, ...read } = designFromJson(designToJson(onCrown))
    expect(read.area.carried).toEqual({ add: 'asIs' })
    expect('carried' in designFromJson(designToJson(frontal)).area).toBe(false)
  })
})
