import { distance } from '../../../core/geometry/points.ts'
import type { Design, Hairline, Marks, Side } from '../../../core/design/design.ts'
import { fitOf } from '../../../core/design/head/head.ts'
import type { FaceScale } from '../../../core/design/scale/faceScale.ts'
import { figuresOf, mirrored } from '../../../core/design/lines/hairline.ts'
import { figureWay } from '../../../core/design/scale/figureWay.ts'
import { isUnsure, lengthBand, surestOf, type Way } from '../../../core/design/scale/lengthBand.ts'
import { isMeasurable, measuredLine } from '../../../core/design/lines/measuredLine.ts'
import { lengthBandText } from '../../shell/figures/bandText.ts'
import { aboutLength, withUnit } from '../../shell/figures/length.ts'
import { exportStrings } from '../../strings/exportStrings.ts'
import { strings } from '../../strings/strings.ts'
import type { Group, Row } from './planRows.ts'

const t = strings.hairline

/** The line in figures, as the Hairline step says them; none where the photo does not show what they stand on. */
export function hairlineGroups(design: Design): readonly Group[] {
  if (!isMeasurable(design, 'height', 'both')) return []
  const { hairline, marks, face } = measuredLine(design)
  const { heightMm, halfWidthMm, recessionMm } = figuresOf(hairline, marks, face)
  const length = (name: string, mm: number, way: Way): Row => {
    if (isUnsure(design, way)) return { name, value: exportStrings.plan.unmeasured, band: null }
    const onHead = fitOf(design) !== null
    const value = onHead ? withUnit(lengthBandText(lengthBand(design, mm, way))) : aboutLength(mm)
    return { name, value, band: null }
  }
  const { only } = hairline
  const sides = (['right', 'left'] as const).filter(
    (side) => (!only || side === only) && isMeasurable(design, 'recession', side),
  )
  // The mirror image of the other side is one figure, as where it is set.
  const alike = sides.length === 2 && isMirrored(hairline, marks, face)
  const wayOf = (figure: 'width' | 'recession', side: Side) => figureWay(design, figure, side)
  const both = (figure: 'width' | 'recession') => [wayOf(figure, 'right'), wayOf(figure, 'left')] as const
  const recessions = alike
    ? [length(t.recession, recessionMm.right, surestOf(design, ...both('recession')))]
    : sides.map((side) =>
        length(`${t.recession}, ${t.sides[side].toLowerCase()}`, recessionMm[side], wayOf('recession', side)),
      )
  // Of two halves that are not alike the less sure one is part of it.
  const unsure = sides.length === 2 && !alike ? both('width').find((way) => isUnsure(design, way)) : undefined
  const shown = sides.length === 1 ? wayOf('width', sides[0]!) : surestOf(design, ...both('width'))
  const width = only
    ? length(t.halfWidth, halfWidthMm[only], wayOf('width', only))
    : length(t.width, halfWidthMm.right + halfWidthMm.left, unsure ?? shown)
  return [
    {
      title: exportStrings.plan.hairline(t.styles[hairline.style]),
      rows: [
        length(t.height, heightMm, figureWay(design, 'height')),
        ...(sides.length > 0 ? [width] : []),
        ...recessions,
      ],
    },
  ]
}

/** Apexes that lie as far apart as this are drawn each on its own, mm. */
const APART_MM = 0.5

const isMirrored = ({ right, left }: Hairline, marks: Marks, { mmPerPx }: FaceScale): boolean =>
  distance(mirrored(right.apex, marks), left.apex) * mmPerPx < APART_MM
