import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  adjustmentRange,
  adjustmentsOf,
  asTaken,
  levelsEyes,
  pictureRect,
  rightsMidline,
  turnOf,
  wholeFrame,
  withAdjustments,
} from '../../../src/core/design/adjustments.ts'
import { movedMarks } from '../../../src/core/design/scale/marks.ts'
import { push, sameDesign, startHistory, undo, current } from '../../../src/core/design/history.ts'
import {
  designFromJson,
  DesignFormatError,
  designToJson,
  historyFromRecord,
  historyToRecord,
} from '../../../src/core/design/serialise.ts'
import { freshDesign } from '../tools/hand.ts'

const degrees = fc.double({ min: -15, max: 15, noNaN: true })
const photo = fc.record({ width: fc.integer({ min: 200, max: 8192 }), height: fc.integer({ min: 200, max: 8192 }) })
const adjusted = () =>
  withAdjustments(freshDesign(), { exposureEv: 0.5, temperature: -20, tint: 7, straightenDeg: 3.5 })

describe('straightening', () => {
  it('leads from photo to picture and back to the same point, and keeps every length', () => {
    fc.assert(
      fc.property(
        photo,
        degrees,
        fc.tuple(fc.double({ noNaN: true, min: -500, max: 9000 }), degrees),
        (of, deg, [x, y]) => {
          const turn = turnOf(of, deg)
          if (!turn) return
          const there = turn.toPicture({ x, y })
          const back = turn.toPhoto(there)
          expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(1e-6)
          const { centre } = turn
          const reach = Math.hypot(x - centre.x, y - centre.y)
          expect(Math.hypot(there.x - centre.x, there.y - centre.y)).toBeCloseTo(reach, 5)
        },
      ),
    )
  })

  it('turns clockwise as seen', () => {
    const turn = turnOf({ width: 1000, height: 1000 }, 10)!
    expect(turn.toPicture({ x: 900, y: 500 }).y).toBeGreaterThan(500)
  })

  it('shows a frame that the turned photo fills to its corners, of the photo’s shape', () => {
    fc.assert(
      fc.property(photo, degrees, (of, deg) => {
        const frame = wholeFrame(of, deg)
        const turn = turnOf(of, deg)
        for (const x of [frame.x, frame.x + frame.width]) {
          for (const y of [frame.y, frame.y + frame.height]) {
            const p = turn?.toPhoto({ x, y }) ?? { x, y }
            expect(Math.min(p.x, p.y, of.width - p.x, of.height - p.y)).toBeGreaterThan(-1e-6)
          }
        }
        expect(Math.abs(frame.width / of.width - frame.height / of.height)).toBeLessThan(
          4 / Math.min(of.width, of.height),
        )
        expect(frame.x * 2 + frame.width).toBe(of.width)
        // Not smaller than it need be: two px wider it would have empty corners.
        if (!turn) return
        const wider = { x: frame.x - 3, y: frame.y - 3, width: frame.width + 6, height: frame.height + 6 }
        const outside = [wider.x, wider.x + wider.width].some((x) =>
          [wider.y, wider.y + wider.height].some((y) => {
            const p = turn.toPhoto({ x, y })
            return Math.min(p.x, p.y, of.width - p.x, of.height - p.y) < 0
          }),
        )
        expect(outside).toBe(true)
      }),
    )
  })

  it('is the whole photo where nothing is turned', () => {
    expect(turnOf({ width: 300, height: 400 }, 0)).toBeNull()
    expect(wholeFrame({ width: 300, height: 400 }, 0)).toEqual({ x: 0, y: 0, width: 300, height: 400 })
    const rect = { x: 20, y: 30, width: 100, height: 50 }
    expect(pictureRect(rect, { width: 300, height: 400 }, 0)).toBe(rect)
  })

  it('levels the eyes and sets the midline upright, whichever way the head leans', () => {
    const { marks, photo: of } = freshDesign()
    fc.assert(
      fc.property(degrees, (lean) => {
        const rad = (lean * Math.PI) / 180
        const [a, b] = [marks.eyeRight, marks.eyeLeft]
        const far = Math.hypot(b.x - a.x, b.y - a.y)
        const leaning = movedMarks(marks, [a, b], [a, { x: a.x + far * Math.cos(rad), y: a.y + far * Math.sin(rad) }])
        const turn = turnOf(of, levelsEyes(leaning))
        const [right, left] = [leaning.eyeRight, leaning.eyeLeft].map((p) => turn?.toPicture(p) ?? p)
        expect(left!.y).toBeCloseTo(right!.y, 5)
        expect(rightsMidline(leaning)).toBeCloseTo(-lean, 5)
      }),
    )
  })
})

describe('adjustments of a design', () => {
  it('move nothing and leave the dots’ settings the very same', () => {
    const design = freshDesign()
    const { adjustments: _adjustments, ...rest } = adjusted()
    expect(sameDesign(rest, design)).toBe(true)
    const changed = withAdjustments(design, { straightenDeg: 9 })
    for (const part of ['marks', 'scale', 'hairline', 'area', 'fill', 'recession'] as const)
      expect(changed[part]).toBe(design[part])
  })

  it('stay in range, and set back to nothing leave the design as it never had any', () => {
    const far = withAdjustments(freshDesign(), { exposureEv: 9, temperature: -900, tint: 101, straightenDeg: -40 })
    expect(far.adjustments).toEqual({ exposureEv: 2, temperature: -100, tint: 100, straightenDeg: -15, crop: null })
    const back = withAdjustments(far, asTaken)
    expect('adjustments' in back).toBe(false)
    expect(sameDesign(back, freshDesign())).toBe(true)
    expect('adjustments' in withAdjustments(freshDesign(), { straightenDeg: -0 })).toBe(false)
  })

  it('are one step of the history, and none where nothing changed', () => {
    const h = push(startHistory(freshDesign()), adjusted(), 'Change exposure')
    expect(h.entries.length).toBe(2)
    expect(push(h, adjusted(), 'Change exposure')).toBe(h)
    expect(adjustmentsOf(current(undo(h)))).toBe(asTaken)
  })
})

describe('stored adjustments', () => {
  it('come back as they were, alone and in a history', () => {
    const design = adjusted()
    expect(sameDesign(designFromJson(structuredClone(designToJson(design))), design)).toBe(true)
    const history = push(startHistory(freshDesign()), design, 'Straighten')
    const read = historyFromRecord(structuredClone(historyToRecord(history)))
    expect(read.entries.map((e) => e.design.adjustments)).toEqual([undefined, design.adjustments])
  })

  it('are missing in designs from before, which open as they were taken', () => {
    const record = structuredClone(designToJson(freshDesign()))
    expect('adjustments' in record.design).toBe(false)
    const read = designFromJson(record)
    expect('adjustments' in read).toBe(false)
    expect(sameDesign(read, freshDesign())).toBe(true)
  })

  it('are refused out of range, half there or not a number', () => {
    const record = designToJson(adjusted())
    const read = (adjustments: unknown) => () =>
      designFromJson({ ...record, design: { ...record.design, adjustments } })
    const good = adjusted().adjustments!
    expect(read(good)).not.toThrow()
    for (const [name, [least, most]] of Object.entries(adjustmentRange)) {
      expect(read({ ...good, [name]: most })).not.toThrow()
      for (const bad of [least - 0.01, most + 0.01, Number.NaN, '1', null])
        expect(read({ ...good, [name]: bad }), `${name} ${bad}`).toThrow(DesignFormatError)
    }
    const { tint: _tint, ...half } = good
    expect(read(half)).toThrow(DesignFormatError)
  })
})
