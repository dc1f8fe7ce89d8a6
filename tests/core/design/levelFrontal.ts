import type { Design, Marks } from '../../../src/core/design/design.ts'
import { withHeadMeasured } from '../../../src/core/design/edits.ts'
import { withHandleAt } from '../../../src/core/design/lines/measuredLine.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import type { PointPx } from '../../../src/core/geometry/points.ts'

/** A frontal photo of the sample's head taken level, with its marks as they were found on it: the apexes lie at the head's rim. */
const marks: Marks = {
  glabella: { x: 1559.25, y: 1547.44 },
  midlineTilt: 0.00914,
  eyeRight: { x: 910.05, y: 1839.88 },
  eyeLeft: { x: 2178.77, y: 1857.4 },
  outline: {
    centre: { x: 1535.44, y: 1883.13 },
    rx: 1087.19,
    ry: 1558.29,
    squareness: 2.45,
    radii: [
      0.99, 0.988, 0.986, 0.991, 0.998, 1.005, 1.01, 1.01, 1.005, 1.002, 0.997, 0.99, 0.986, 0.985, 0.986, 0.99, 0.993,
      1, 1, 0.996, 0.995, 0.993, 0.99, 0.99, 0.994, 1.001, 1.01, 1.011, 1.01, 1.011, 1.008, 1.003, 0.991, 0.995, 0.993,
      0.997, 0.998, 0.998, 0.999, 0.999, 0.999, 0.999, 0.999, 0.999, 0.999, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.999,
      0.999, 0.999, 0.999, 0.999, 0.999, 0.999, 0.998, 0.998, 0.997, 0.997, 0.996, 0.995, 0.994, 0.993, 0.992,
    ],
  },
  checked: false,
  found: true,
}

export const levelFrontal: Design = withHeadMeasured(
  newDesign(
    { id: 'level', hash: 'level', width: 3024, height: 4032 },
    {
      marks,
      scale: {
        a: { x: 1093.21, y: 1834.59 },
        b: { x: 1995.36, y: 1842.84 },
        knownMm: 63,
        source: 'pupils',
        status: 'used',
        foundError: 0.02,
        also: [
          {
            a: { x: 1001.12, y: 1833.75 },
            b: { x: 1185.3, y: 1835.43 },
            knownMm: 11.7,
            source: 'iris',
            foundError: 0.12,
          },
        ],
      },
    },
  ),
  true,
)

/** The same with the right apex dragged so many px, its partner along with it unless `mirror` is off. */
export function withApexDragged({ x, y }: PointPx, mirror = true): Design {
  const { apex } = levelFrontal.hairline.right
  return {
    ...levelFrontal,
    hairline: withHandleAt(levelFrontal, 'right.apex', { x: apex.x + x, y: apex.y + y }, mirror),
  }
}
