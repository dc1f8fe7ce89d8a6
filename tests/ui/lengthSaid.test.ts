import { describe, expect, it } from 'vitest'
import { withHeadMeasured, withScale } from '../../src/core/design/edits.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { figureSaid, lengthSaid } from '../../src/ui/shell/figures/lengthSaid.ts'
import { isAboutRight, measureText } from '../../src/ui/panels/scale/measureText.ts'
import { placeSaid } from '../../src/ui/canvas/hands/placeSaid.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'

describe('a length', () => {
  it('on a scale that is only guessed is about so much, whatever its band', () => {
    const fresh = newDesign({ id: 'p', hash: 'h', width: 3024, height: 4032 })
    const marks = { ...fresh.marks, outline: { ...fresh.marks.outline, radii: Array.from({ length: 72 }, () => 1) } }
    const onHead = withHeadMeasured({ ...fresh, marks }, true)
    const guessed = withScale(onHead, { ...onHead.scale, status: 'used' })
    expect(lengthSaid(guessed, 75)).toMatch(/^≈ 75 ± \d+$/)
    const ends = [marks.glabella, { ...marks.glabella, y: marks.glabella.y - 500 }]
    expect(measureText(guessed, ends)).toContain('≈')
  })

  it('on a photo that is measured flat is about so much, however good its scale: in the panel, on the photo and for ears', () => {
    const flat = withHeadMeasured(sampleDesignOf('frontal'), false)
    expect(figureSaid(flat, 75)).toBe('≈ 75 mm')
    const { glabella } = flat.marks
    expect(measureText(flat, [glabella, { ...glabella, x: glabella.x + 500 }])).toMatch(/^≈ \d+ mm$/)
    expect(isAboutRight(flat)).toBe(true)
    expect(placeSaid(flat, { x: glabella.x + 300, y: glabella.y - 900 }).text).toMatch(
      /^≈ \d+ mm from the midline, ≈ \d+ mm above the glabella$/,
    )
  })

  it('on a scale that was measured is said with its band alone', () => {
    expect(lengthSaid(sampleDesignOf('frontal'), 75)).toMatch(/^75 ± \d+$/)
  })
})
