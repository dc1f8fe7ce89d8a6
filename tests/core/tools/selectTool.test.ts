import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/core/design/design.ts'
import { freeLinePaths, withNewFreeLine } from '../../../src/core/design/lines/freeLines.ts'
import { figuresOf, hairlinePath } from '../../../src/core/design/lines/hairline.ts'
import { currentId, isFree, linesOf, withNewHairline } from '../../../src/core/design/lines/lines.ts'
import { movedBack } from '../../../src/core/design/lines/lineCopy.ts'
import { idleSelect, selectTool, type Select } from '../../../src/core/tools/selectTool.ts'
import type { Input, ToolContext } from '../../../src/core/tools/tool.ts'
import type { PointPx } from '../../../src/core/geometry/points.ts'
import { freshDesign, Hand } from './hand.ts'

const plain = freshDesign()
const back = movedBack(plain, plain.hairline, 9)
const design = withNewFreeLine(withNewHairline(plain, back)!, 'moustache')!
const path = hairlinePath(back)
/** On the second line, away from all points of the first. */
const onSecond = path[Math.round(path.length * 0.53)]!
const moustache = linesOf(design).find(isFree)!
const lip = freeLinePaths(moustache, design.marks)[0]!
const onMoustache = lip[Math.round(lip.length * 0.08)]!

/** What a click comes to, and what it chooses. */
function click(at: PointPx, context: Partial<ToolContext> = {}, o: { to?: PointPx; pointer?: Input['pointer'] } = {}) {
  const hand = new Hand('select', design, context)
  let state: Select = idleSelect
  let last: ReturnType<typeof selectTool> | null = null
  const input = (type: Input['type'], p: PointPx): Input => ({
    type,
    at: p,
    pointer: o.pointer ?? 'mouse',
    pressure: 0.5,
    shift: false,
    alt: false,
    ctrl: false,
  })
  for (const step of [input('down', at), ...(o.to ? [input('move', o.to)] : []), input('up', o.to ?? at)]) {
    last = selectTool(state, step, design, hand.context)
    state = last.state
  }
  return last!
}

describe('a click with Select on another line', () => {
  it('makes a hairline current, in one step', () => {
    const hand = new Hand('select', design).click(onSecond.x, onSecond.y)
    expect(hand.steps).toEqual(['Make hairline current'])
    expect(currentId(hand.design)).toBe(2)
    const height = (d: Design) => figuresOf(d.hairline, d.marks, 0.1).heightMm
    expect(height(hand.design)).toBeGreaterThan(height(design))
    hand.click(plain.hairline.midline.x + 30, plain.hairline.midline.y)
    expect(currentId(hand.design)).toBe(1)
    expect(hand.design.hairline).toBe(plain.hairline)
  })

  it('takes a line of the lower face in hand and changes nothing', () => {
    expect(click(onMoustache)).toEqual({ state: idleSelect, chosen: { kind: 'line', id: moustache.id } })
  })

  it('chooses nothing where it misses', () => {
    expect(click({ x: onSecond.x, y: onSecond.y - 11 }).chosen).toBeUndefined()
  })

  it('reaches farther for a finger than for a mouse', () => {
    const beside = { x: onSecond.x, y: onSecond.y - 14 }
    expect(click(beside).chosen).toBeUndefined()
    expect(click(beside, {}, { pointer: 'touch' }).chosen).toEqual({ kind: 'line', id: 2 })
  })

  it('goes to a handle first', () => {
    const { apex } = plain.hairline.left
    expect(new Hand('select', design).drag(apex, 30, 0).steps).toEqual(['Move frontotemporal apex'])
  })

  it('has the points of the line in hand, and not those of the hairline', () => {
    const { apex } = plain.hairline.left
    expect(new Hand('select', design, { lineInHand: moustache.id }).drag(apex, 30, 0).steps).toEqual([])
    const at = moustache.points[3]!.at
    const hand = new Hand('select', design, { lineInHand: moustache.id }).drag(at, 12, 8)
    expect(hand.steps).toEqual(['Move point'])
    expect(linesOf(hand.design).find(isFree)!.points[3]!.at.x).toBeCloseTo(at.x + 12, 6)
  })
})
