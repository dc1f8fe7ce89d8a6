import { boundsOf, rasterPolygon } from '../../geometry/polygon.ts'
import { moved, sizeOf, type Similarity } from '../../geometry/similarity.ts'
import type { Place } from '../../pixels/lightMatch.ts'
import { cellsOver, drawnIn, type AreaOf } from '../areas/area.ts'
import { eachArea } from '../areas/areas.ts'
import type { Design, Marks } from '../design.ts'
import { outlinePolygon } from '../head/headOutline.ts'
import { viewOf, type PhotoView } from '../photoView.ts'
import { partViews } from '../scale/calibration.ts'

/** These show both eyes, and skin between and below them. */
const faceViews: readonly PhotoView[] = ['frontal', 'right45', 'left45']

/** How far the face's own skin reaches round the middle between the eyes, in the distance of their outer corners: to below the hairline. */
const FACE_REACH = 0.6
/** Kept from treated skin, in the same distance: some 9 mm, as single hairs before a line and ink that has spread. */
const MARGIN = 0.1
/** Coverage from which a cell is the head's, 0..255. */
const WITHIN = 128

const eyesApart = ({ eyeLeft, eyeRight }: Marks): number => Math.hypot(eyeLeft.x - eyeRight.x, eyeLeft.y - eyeRight.y)

/** Whether it is known where on two photos of one view the whole head lies: somebody has checked the marks of both. */
export const knowsHeads = (a: Design, b: Design): boolean =>
  a.marks.checked && b.marks.checked && !partViews.includes(viewOf(a))

/** Where on A, px, the light of two photos may be read: about the eyes. Null where the view or the marks do not say. */
export function comparedFace(a: Design, b: Design): Place | null {
  if (!knowsHeads(a, b) || !faceViews.includes(viewOf(a))) return null
  const { eyeRight, eyeLeft } = a.marks
  return { x: (eyeRight.x + eyeLeft.x) / 2, y: (eyeRight.y + eyeLeft.y) / 2, reach: FACE_REACH * eyesApart(a.marks) }
}

/** Areas of a design, and where it says that ink lies already. */
function worksOf(design: Design): readonly AreaOf[] {
  const { reversal } = design
  const areas = eachArea(design).map((area) => area.design)
  return reversal
    ? [...areas, { ...design, hairline: reversal.existing.hairline, area: reversal.existing.area }]
    : areas
}

/**
 * Leaves of a drawing of a head what nobody works on: what any of the designs treats, with a margin, and what lies beside the
 * head becomes transparent.
 * @param rgba sRGB bytes, row-major, in place
 * @param designs of the drawn photo; the first one says where its head is
 * @param toPhoto from px of the drawing to px of the photo
 */
export function leaveUntreated(
  rgba: Uint8ClampedArray,
  { width, height }: { readonly width: number; readonly height: number },
  designs: readonly [Design, ...Design[]],
  toPhoto: Similarity,
): void {
  const [{ marks, photo }] = designs
  const corners = [0, width].flatMap((x) => [0, height].map((y) => moved(toPhoto, { x, y })))
  const step = Math.max(1, Math.round(sizeOf(toPhoto)))
  const grid = cellsOver(boundsOf(corners), photo, step)
  const free = rasterPolygon(outlinePolygon(marks), grid).map((coverage) => (coverage >= WITHIN ? 1 : 0))
  const margin = Math.ceil((MARGIN * eyesApart(marks)) / step)
  for (const treated of designs.flatMap(worksOf).map((work) => drawnIn(work, grid))) {
    treated.forEach((coverage, i) => {
      if (coverage === 0) return
      const [x, y] = [i % grid.width, Math.floor(i / grid.width)]
      const [from, to] = [Math.max(0, x - margin), Math.min(grid.width, x + margin + 1)]
      for (let j = Math.max(0, y - margin); j <= Math.min(grid.height - 1, y + margin); j++)
        free.fill(0, j * grid.width + from, j * grid.width + to)
    })
  }
  for (let y = 0, i = 3; y < height; y++) {
    for (let x = 0; x < width; x++, i += 4) {
      const p = moved(toPhoto, { x: x + 0.5, y: y + 0.5 })
      const [across, down] = [Math.floor((p.x - grid.left) / step), Math.floor((p.y - grid.top) / step)]
      const isFree = across >= 0 && across < grid.width && free[down * grid.width + across] === 1
      if (!isFree) rgba[i] = 0
    }
  }
}
