import type { HeadFit } from '../../geometry/headFit.ts'
import { headView } from '../../geometry/headModel.ts'
import { shareOnHead } from '../../geometry/headRim.ts'
import { isGuessedScale, isScaled } from '../scale/calibration.ts'
import type { Design, KnownLength, Scale, ScaleSource } from '../design.ts'
import { frontOf, isBesideFront } from './frontView.ts'
import { fitOf, type HeadFront } from './head.ts'
import { findHead } from './headFitting.ts'
import { viewOf } from '../photoView.ts'
import { isMeasured, scaleEvidence } from '../scale/scaleEvidence.ts'

/**
 * A view with what another view of the same head knows of it: its form, and how a line is measured from the front. Without a
 * scale of its own in use it takes what was measured there, or else the head's. A view from the front is measured as it is, and a
 * head in millimetres learns nothing from one that is only assumed.
 */
export function withHeadKnown(from: Design, to: Design): Design {
  const known = frontKnownTo(from)
  if (!known || viewOf(to) === 'frontal' || to.head?.on === false || (isScaled(to) && !isScaled(from))) return to
  // Two photos of one visit show the same hair.
  const hair = to.head?.hair ?? from.head?.hair
  const learning = { ...to, head: { on: true, found: { problem: 'unchecked' } as const, ...(hair && { hair }), known } }
  const takesScale = !isScaled(to) && isScaled(from)
  const head = { ...learning.head, found: findHead(takesScale ? withoutAverages(learning) : learning) }
  const learned = { ...to, head }
  if (!takesScale || !('fit' in head.found)) return learned
  // The two are not compared: the head's breadth lies some ten centimetres behind the scalp, where a px shows more.
  const [first, ...also] = measuredLengths(to)
  return { ...learned, scale: first ? { ...first, status: 'used', also } : scaleOfHead(to, head.found.fit) }
}

/** An average of adults says nothing beside a head that was measured. */
function withoutAverages(design: Design): Design {
  const [first, ...also] = measuredLengths(design)
  const scale: Scale = first ? { ...first, status: 'proposed', also } : { ...design.scale, status: 'skipped' }
  return { ...design, scale }
}

/** What was measured on the patient or in the photo, though nobody has taken it in use. */
const measuredLengths = (design: Design): readonly KnownLength[] =>
  design.scale.status === 'skipped' || isGuessedScale(design)
    ? []
    : scaleEvidence(design.scale)
        .counted.filter((length) => isMeasured(length) && !averages.includes(length.source))
        .map(({ a, b, knownMm, source, foundError }) => ({ a, b, knownMm, source, ...(foundError && { foundError }) }))

const averages: readonly ScaleSource[] = ['pupils', 'iris', 'head', 'breadth']

function frontKnownTo(design: Design): HeadFront | null {
  const fit = fitOf(design)
  if (!fit) return null
  if (isBesideFront(design)) return frontOf(design)
  return viewOf(design) === 'frontal' ? { fit, marks: design.marks } : null
}

/** From one side of the head to the other as a photo shows it, at the height of its middle. */
function scaleOfHead({ photo }: Pick<Design, 'photo'>, fit: HeadFit): Scale {
  const view = headView(fit)
  const middle = view.seen([0, 0, 0])
  const x = (sense: 1 | -1): number => {
    const far = { x: sense * 2 * photo.width, y: 0 }
    const end = middle.x + shareOnHead(view, middle, far) * far.x
    return Math.max(0, Math.min(photo.width, Math.round(end)))
  }
  const [a, b] = [x(-1), x(1)]
  const y = Math.round(middle.y)
  return {
    a: { x: a, y },
    b: { x: b, y },
    knownMm: ((b - a) * fit.position[2]) / fit.focalPx,
    source: 'head',
    foundError: fit.lengthError,
    status: 'used',
  }
}
