import { describe, expect, it } from 'vitest'
import { norwoodStages } from '../../../src/core/design/design.ts'
import { push, sameDesign, startHistory, undo } from '../../../src/core/design/history.ts'
import { withScale } from '../../../src/core/design/edits.ts'
import { withStage } from '../../../src/core/design/lines/recession.ts'
import {
  DESIGN_FORMAT,
  designFromJson,
  DesignFormatError,
  designToJson,
  historyFromRecord,
  historyToRecord,
} from '../../../src/core/design/serialise.ts'
import { usualAgeing, usualFading } from '../../../src/core/pigment/ageing.ts'
import { freshDesign, Hand } from '../tools/hand.ts'

const worked = () => new Hand('brush', freshDesign(), { feather: 0.7 }).down(200, 300).move(900, 700).up().design

describe('a stored design', () => {
  it('comes back as it was, through a structured clone', () => {
    const design = worked()
    const record = structuredClone(designToJson(design))
    expect(record.format).toBe(DESIGN_FORMAT)
    expect(sameDesign(designFromJson(record), design)).toBe(true)
  })

  it('keeps the hair that is thought away, by stage and as it was drawn', () => {
    for (const stage of [...norwoodStages, 'drawn'] as const) {
      const lost = new Hand('lasso', withStage(worked(), stage), { drawnOn: 'hairLoss' })
      const { design } = lost.down(400, 400).move(800, 400).move(800, 700).up()
      expect(sameDesign(designFromJson(structuredClone(designToJson(design))), design)).toBe(true)
    }
  })

  it('keeps which of two found points a hand has put', () => {
    const { design } = new Hand('scale', withScale(freshDesign(), { ...freshDesign().scale, foundError: 0.02 })).drag(
      freshDesign().scale.a,
      -20,
      6,
    )
    expect(design.scale.placed).toBe('a')
    expect(designFromJson(structuredClone(designToJson(design))).scale).toMatchObject({ placed: 'a', foundError: 0.02 })
  })

  it('is small: an empty photo takes no bytes, a stroke few', () => {
    const { add } = designToJson(worked()).design.area
    const bytes = add.tiles.reduce((sum, [, tile]) => sum + tile.length, 0)
    expect(designToJson(freshDesign()).design.area.add.tiles).toEqual([])
    expect(bytes).toBeLessThan(200_000)
  })

  it('reads designs from before roles, painted density, presets and matches as they were meant', () => {
    const { format, design } = designToJson(worked())
    const { role: _role, presentPerCm2: _present, more: _more, less: _less, ...area } = design.area
    const { undertone: _undertone, preset: _preset, match: _match, ...fill } = design.fill
    expect(sameDesign(designFromJson({ format, design: { ...design, area, fill } }), worked())).toBe(true)
  })

  it('reads the moments of designs from before the time slider as days, and gives them usual ageing', () => {
    const { format, design } = designToJson(worked())
    const { ageing: _ageing, ...fill } = design.fill
    const days = { fresh: 0, healed: 42, '1y': 365, '3y': 1095, '5y': 1826 }
    for (const [moment, day] of Object.entries(days)) {
      const read = designFromJson({ format, design: { ...design, fill: { ...fill, moment } } })
      expect(read.fill.moment).toBe(day)
      expect(read.fill.ageing).toEqual({
        pigment: 'carbon',
        sun: 'normal',
        skin: null,
        halfLifeYears: 6,
        touchUps: [],
      })
    }
  })

  it('keeps how the clinic saw ink fade, and whether the skin was asked about', () => {
    const design = worked()
    for (const skin of [null, 'oily'] as const) {
      const ageing = { ...usualAgeing, skin, fading: { ...usualFading, touchUpBelow: 0.5 } }
      const aged = { ...design, fill: { ...design.fill, ageing } }
      expect(designFromJson(structuredClone(designToJson(aged))).fill.ageing).toEqual(ageing)
    }
  })

  it('is refused in words where it is damaged or newer', () => {
    const good = designToJson(worked())
    const { design } = good
    const [first] = design.area.add.tiles
    const withAdd = (add: unknown) => ({ ...good, design: { ...design, area: { ...design.area, add } } })
    const bad: readonly unknown[] = [
      null,
      undefined,
      7,
      'text',
      [],
      {},
      { ...good, format: DESIGN_FORMAT + 1 },
      { ...good, design: { ...design, marks: { ...design.marks, midlineTilt: Number.NaN } } },
      { ...good, design: { ...design, hairline: { ...design.hairline, style: 'mohawk' } } },
      { ...good, design: { ...design, fill: { ...design.fill, sitting: 4 } } },
      { ...good, design: { ...design, fill: { ...design.fill, seed: -1 } } },
      { ...good, design: { ...design, fill: { ...design.fill, moment: -1 } } },
      { ...good, design: { ...design, fill: { ...design.fill, moment: 'later' } } },
      { ...good, design: { ...design, fill: { ...design.fill, ageing: { ...design.fill.ageing, touchUps: [9, 8] } } } },
      { ...good, design: { ...design, photo: { ...design.photo, width: 1e9 } } },
      { ...good, design: { ...design, photo: { ...design.photo, width: 640 } } },
      withAdd({ ...design.area.add, tiles: [[1e6, first![1]]] }),
      withAdd({ ...design.area.add, tiles: [[0, first![1].slice(0, -3)]] }),
      withAdd({ ...design.area.add, tiles: [[0, new Uint8Array([9, 9, 9])]] }),
      withAdd({ ...design.area.add, tiles: [[0, new Uint8Array()]] }),
    ]
    for (const record of bad) expect(() => designFromJson(record)).toThrow(DesignFormatError)
  })
})

describe('a stored history', () => {
  const history = () => {
    const hand = new Hand('brush')
    let h = startHistory(hand.design)
    for (let i = 0; i < 12; i++) {
      hand
        .down(100 + 40 * i, 200)
        .move(150 + 40 * i, 900)
        .up()
      h = push(h, hand.design, 'Paint area')
    }
    const { design } = hand
    h = push(h, { ...design, fill: { ...design.fill, densityPerCm2: 90 } }, 'Change density', 'density')
    return undo(h)
  }

  it('comes back with every step, its place and its labels', () => {
    const before = history()
    const after = historyFromRecord(structuredClone(historyToRecord(before)))
    expect(after.at).toBe(before.at)
    expect(after.entries.map((e) => [e.label, e.mergeKey])).toEqual(before.entries.map((e) => [e.label, e.mergeKey]))
    before.entries.forEach((e, i) => expect(sameDesign(after.entries[i]!.design, e.design)).toBe(true))
  })

  it('stores a mask and a tile once, and gives them back as one', () => {
    const after = historyFromRecord(historyToRecord(history()))
    const last = after.entries.at(-1)!.design.area
    const before = after.entries.at(-2)!.design.area
    expect(last.add).toBe(before.add)
    expect(last.exclude).toBe(after.entries[0]!.design.area.exclude)
    const record = historyToRecord(after)
    expect(record.tiles.length).toBe(new Set(record.tiles).size)
    expect(historyToRecord(after).tiles[0]).toBe(record.tiles[0])
  })

  it('is refused where it points to nothing', () => {
    const good = historyToRecord(history())
    for (const bad of [
      { ...good, at: 99 },
      { ...good, entries: [] },
      { ...good, masks: [] },
      { ...good, tiles: [] },
      { ...good, tiles: good.tiles.map(() => new Uint8Array([1, 0])) },
    ]) {
      expect(() => historyFromRecord(bad)).toThrow(DesignFormatError)
    }
  })
})
