import { describe, expect, it } from 'vitest'
import { withHeadMeasured } from '../../src/core/design/edits.ts'
import { stencilSure, stencilTexts } from '../../src/ui/panels/export/stencilSaid.ts'
import { lengthErrorOf } from '../../src/core/design/scale/calibration.ts'
import { errorPercent } from '../../src/ui/shell/figures/format.ts'
import { withApexDragged } from '../core/design/levelFrontal.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'

describe('what is said of a stencil before it is printed', () => {
  it('its band, and no more where the photo shows the line well', () => {
    const { text, unsure } = stencilSure(sampleDesignOf('frontal'))
    expect(text).toMatch(/^The lengths of its front are ± \d+%\.$/)
    expect(unsure).toBe(false)
  })

  it('that heads differ in how much longer their skin is than a flat photo of it, however good the scale', () => {
    const flat = withHeadMeasured(sampleDesignOf('frontal'), false)
    const { text, unsure } = stencilSure(flat)
    expect(Number(/± (\d+)%/.exec(text)?.[1])).toBeGreaterThanOrEqual(11)
    expect(unsure).toBe(false)
  })

  it('prints of a flat photo how sure its widths are, too: as sure as its scale', () => {
    const flat = withHeadMeasured(sampleDesignOf('frontal'), false)
    const { lengths } = stencilTexts({ design: flat, picture: flat, from: 'open', saved: null })
    expect(lengths).toContain(`Widths are as in the photo, ± ${errorPercent(lengthErrorOf(flat))}.`)
    expect(lengthErrorOf(flat)).toBeGreaterThan(0)
  })

  it('that it breaks off where the line lies past what the photo shows, and what helps', () => {
    const { text, unsure } = stencilSure(withApexDragged({ x: -40, y: -57 }))
    expect(unsure).toBe(true)
    expect(text).toContain('there the stencil ends')
    expect(text).toContain('45° photo')
  })

  it('that it is too unsure from a photo that shows the brows at an angle', () => {
    const { text, unsure } = stencilSure(sampleDesignOf('vertex'))
    expect(unsure).toBe(true)
    expect(text).toContain('No more than ± 15%')
  })
})
