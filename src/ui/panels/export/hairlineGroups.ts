import type { Design } from '../../../core/design/design.ts'
import { fitOf } from '../../../core/design/head.ts'
import { figuresOf } from '../../../core/design/hairline.ts'
import { lengthBand } from '../../../core/design/lengthBand.ts'
import { isMeasurable, measuredLine } from '../../../core/design/measuredLine.ts'
import { lengthBandText } from '../../shell/bandText.ts'
import { aboutLength, withUnit } from '../../shell/length.ts'
import { exportStrings } from '../../strings/exportStrings.ts'
import { strings } from '../../strings/strings.ts'
import type { Group, Row } from './planRows.ts'

const t = strings.hairline

/** The line in figures, as the Hairline step says them; none where the photo does not show what they stand on. */
export function hairlineGroups(design: Design): readonly Group[] {
  if (!isMeasurable(design, 'height', 'both')) return []
  const { hairline, marks, face } = measuredLine(design)
  const { heightMm, halfWidthMm, recessionMm } = figuresOf(hairline, marks, face)
  const length = (name: string, mm: number): Row => {
    const onHead = fitOf(design) !== null
    const value = onHead ? withUnit(lengthBandText(lengthBand(design, mm))) : aboutLength(mm)
    return { name, value, band: null }
  }
  const { only } = hairline
  const sides = (['right', 'left'] as const).filter(
    (side) => (!only || side === only) && isMeasurable(design, 'recession', side),
  )
  const width = only ? length(t.halfWidth, halfWidthMm[only]) : length(t.width, halfWidthMm.right + halfWidthMm.left)
  return [
    {
      title: exportStrings.plan.hairline(t.styles[hairline.style]),
      rows: [
        length(t.height, heightMm),
        ...(sides.length > 0 ? [width] : []),
        ...sides.map((side) => length(`${t.recession}, ${t.sides[side].toLowerCase()}`, recessionMm[side])),
      ],
    },
  ]
}
