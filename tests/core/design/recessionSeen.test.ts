import { describe, expect, it } from 'vitest'
import type { Design } from '../../../src/core/design/design.ts'
import { withHeadMeasured, withPhotoView } from '../../../src/core/design/edits.ts'
import { fitOf } from '../../../src/core/design/head/head.ts'
import { hidesRecession } from '../../../src/core/design/lines/recessionSeen.ts'
import { sampleDesignOf } from './sampleHeads.ts'

const bowed = sampleDesignOf('frontal')
/** The same head with its line where a level photo would show it: close below the rim. */
const top = bowed.marks.outline.centre.y - bowed.marks.outline.ry
const close = <P extends { x: number; y: number }>(p: P): P => ({ ...p, y: top + (p.y - top) * 0.12 })
const { hairline } = bowed
const level: Design = {
  ...bowed,
  hairline: {
    ...hairline,
    midline: close(hairline.midline),
    right: { ...hairline.right, apex: close(hairline.right.apex) },
    left: { ...hairline.left, apex: close(hairline.left.apex) },
  },
}

describe('a photo from the front', () => {
  it('shows recession where the head is bowed to the camera, and little of it where the line lies at the rim', () => {
    expect(fitOf(bowed)).not.toBeNull()
    expect(hidesRecession(bowed)).toBe(false)
    expect(hidesRecession(level)).toBe(true)
  })

  it('is not judged where nothing is known of the head, nor is a view from aside', () => {
    expect(hidesRecession(withHeadMeasured(level, false))).toBe(false)
    expect(hidesRecession(withPhotoView(level, 'right45'))).toBe(false)
  })
})
