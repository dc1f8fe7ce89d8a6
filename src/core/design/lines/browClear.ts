import { faceOnHead, onHead } from '../../geometry/headPriors.ts'
import type { HeadFit } from '../../geometry/headFit.ts'
import { entry, headView } from '../../geometry/headModel.ts'
import { onGrid, type PointPx } from '../../geometry/points.ts'
import type { Design } from '../design.ts'
import { seenMarks } from '../scale/marks.ts'

/** The tail of a brow ends so far behind the outer corner of its eye, and hair begins so far behind the tail, mm (assumed). */
const TAIL_BEHIND_EYE_MM = 12
const HAIR_BEHIND_TAIL_MM = 16
/** A brow and the skin that it would be mistaken for reach so far above the eye corner, mm. */
const BESIDE_BROW_MM = 40

/**
 * Where a place of a carried line lies clear of the brow: each view has a fit of its own, and by some millimetres a temple
 * would end on the brow's tail. Beside it a place moves back along the head to where hair begins; others stay.
 */
export function clearOfBrow({ photo, marks }: Pick<Design, 'photo' | 'marks'>, head: HeadFit): (p: PointPx) => PointPx {
  const view = headView(head)
  const marked = new Map(seenMarks({ photo, marks }).map(({ handle, at }) => [handle as string, at]))
  const eyes = (['eyeRight', 'eyeLeft'] as const).map((name) => {
    const mark = marked.get(name)
    // By its mark where the view shows it, but no farther back than the head has it.
    const usual = onHead(head.axes, faceOnHead[name].at)
    const at = (mark && view.skinUnder(mark)) ?? usual
    return { up: at[1], forward: at[2] }
  })
  return (p) => {
    const place = view.skinUnder(p)
    if (!place) return p
    const [x, up, forward] = place
    const eye = eyes[x < 0 ? 0 : 1]!
    const most = eye.forward - TAIL_BEHIND_EYE_MM - HAIR_BEHIND_TAIL_MM
    if (forward <= most || up > eye.up + BESIDE_BROW_MM) return p
    const sense = x < 0 ? -1 : 1
    const inward = entry(head.axes, [sense * 300, up, most], [-sense, 0, 0])
    if (Number.isNaN(inward)) return p
    const { x: seenX, y: seenY } = view.seen([sense * (300 - inward), up, most])
    return onGrid({ x: seenX, y: seenY })
  }
}
