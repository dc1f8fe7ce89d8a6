import type { PointPx } from '../../geometry/points.ts'
import type { Design, Side } from '../design.ts'
import { faceFrame } from '../head/headOutline.ts'
import type { Way } from './lengthBand.ts'

type LengthFigure = 'height' | 'recession' | 'width'

/** Between which places of the photo a length of a line lies; of a width over both sides, its half on one of them. */
export function figureWay(
  { marks, hairline }: Pick<Design, 'marks' | 'hairline'>,
  figure: LengthFigure,
  side: Side = hairline.only ?? 'right',
): Way {
  if (figure === 'height') return [marks.glabella, hairline.midline]
  const { toFace, toPhoto } = faceFrame(marks)
  const { apex } = hairline[side]
  const [line, end] = [toFace(hairline.midline), toFace(apex)]
  return [toPhoto(figure === 'width' ? { x: line.x, y: end.y } : { x: end.x, y: line.y }), apex]
}

/** The same of whatever a readout or a rule says of a place, by its name; undefined where that lies along no one way. */
export function namedWay(
  design: Pick<Design, 'marks' | 'hairline'>,
  name: string,
  side?: Side | null,
): Way | undefined {
  if (name === 'height' || name === 'roomForLoss') return figureWay(design, 'height')
  return name === 'recession' || name === 'width' ? figureWay(design, name, side ?? undefined) : undefined
}

/** Of a length that is said of a place of the photo: how far behind the midline's height it lies, or outside its eye's corner. */
export function readoutWay(
  design: Pick<Design, 'marks' | 'hairline'>,
  { kind, at }: { readonly kind: string; readonly at: PointPx },
): Way | undefined {
  const { toFace, toPhoto } = faceFrame(design.marks)
  const { x, y } = toFace(at)
  const side = x < 0 ? 'right' : 'left'
  if (kind === 'behindMidline') return [toPhoto({ x, y: toFace(design.hairline.midline).y }), at]
  const eye = side === 'right' ? design.marks.eyeRight : design.marks.eyeLeft
  if (kind === 'outsideEye') return [toPhoto({ x: toFace(eye).x, y }), at]
  return namedWay(design, kind, side)
}

/** Of what a rule of hairline design looks at; undefined where that is no length along skin. */
export const ruleWay = (
  design: Pick<Design, 'marks' | 'hairline'>,
  rule: string,
  { side, at }: { readonly side: Side | null; readonly at: PointPx },
): Way | undefined => (rule === 'apex' ? readoutWay(design, { kind: 'outsideEye', at }) : namedWay(design, rule, side))
