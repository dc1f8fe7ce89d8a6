import { describe, expect, it } from 'vitest'
import { beyondTexts } from '../../src/ui/panels/area/carriedText.ts'

describe('what is said of points that a view does not show', () => {
  it('names them, and how they were laid', () => {
    expect(beyondTexts([], 'Frontal')).toEqual([])
    expect(
      beyondTexts(
        [
          { side: 'left', name: 'apex', as: 'mirrored' },
          { side: 'right', name: 'apex', as: 'edge' },
          { side: 'left', name: 'templePoint', as: 'edge' },
        ],
        'Frontal',
      ),
    ).toEqual([
      'The left apex lies beyond what Frontal shows; it was laid as the mirror image of the other side’s.',
      'The right apex and the left temple point lie beyond what Frontal shows; they were laid at the edge of that.',
    ])
  })
})
