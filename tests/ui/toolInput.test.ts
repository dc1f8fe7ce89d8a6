import { describe, expect, it } from 'vitest'
import type { ToolName } from '../../src/core/tools/tool.ts'
import type { CanvasContact } from '../../src/ui/canvas/hands/pointerInput.ts'
import { toolInput } from '../../src/ui/canvas/hands/toolInput.ts'
import { coverageAt } from '../../src/core/pixels/maskCompare.ts'
import { freshDesign, Hand } from '../core/tools/hand.ts'

const pen: CanvasContact = {
  id: 1,
  pointer: 'pen',
  x: 400,
  y: 400,
  time: 0,
  button: 0,
  width: 0,
  pressure: 0.5,
  shift: false,
  alt: false,
  ctrl: false,
  eraser: true,
  path: [{ x: 390, y: 400 }],
}

const altWith = (tool: ToolName, contact: Partial<CanvasContact> = {}) =>
  toolInput({ ...pen, ...contact }, 'down', tool, (at) => at).alt

describe('the pen’s other end, or its barrel button', () => {
  it('erases with whatever paints, and with the eraser as well; of density it never makes more', () => {
    for (const tool of ['brush', 'lasso', 'exclude'] as const) expect(altWith(tool), tool).toBe(true)
    expect(altWith('density')).toBe(false)
    const alt = altWith('eraser')
    const hand = new Hand('brush').drag({ x: 380, y: 400 }, 60, 0)
    const eraser = new Hand('eraser', hand.design)
    eraser.holding({ pointer: 'pen', alt }).click(400, 400)
    expect(coverageAt(eraser.design.area.add, 400, 400)).toBe(0)
  })

  it('moves no copy, breaks no tangent and means nothing else with tools that do not paint', () => {
    for (const tool of ['select', 'hairline', 'scale', 'measure', 'dots', 'zones', 'hand'] as const) {
      expect(altWith(tool), tool).toBe(false)
      expect(altWith(tool, { alt: true }), tool).toBe(true)
    }
    const { midline } = freshDesign().hairline
    const alt = altWith('hairline')
    const hand = new Hand('hairline').holding({ pointer: 'pen', alt }).click(midline.x, midline.y)
    expect(hand.steps).toEqual([])
  })

  it('is told where it lies on the photo, with all places on the way', () => {
    const half = ({ x, y }: { x: number; y: number }) => ({ x: x / 2, y: y / 2 })
    expect(toolInput(pen, 'move', 'brush', half)).toMatchObject({ at: { x: 200, y: 200 }, path: [{ x: 195, y: 200 }] })
  })
})
