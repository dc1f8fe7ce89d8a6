import type { Design } from '../../../src/core/design/design.ts'
import { withEdgeHair, withHeadMeasured } from '../../../src/core/design/edits.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { readSampleMarks, readSampleView, type SampleView } from '../../../src/core/design/scale/sampleMarks.ts'
import type { PointPx } from '../../../src/core/geometry/points.ts'
import record from '../../../public/sample/marks.json' with { type: 'json' }
import truth from '../../fixtures/sample-midlines.json' with { type: 'json' }

/** Places of the sample's midline that each of its photos shows, by their way from the glabella along the skin. */
export const midlines: Readonly<
  Record<'frontal' | SampleView, readonly { readonly mm: number; readonly at: PointPx }[]>
> = truth

/** A view of the sample patient, whose head is shaved, as it is opened and its scale confirmed: measured on the head. */
export function sampleDesignOf(view: 'frontal' | SampleView): Design {
  if (view !== 'frontal') {
    const { marks, scale } = readSampleView(record, view)
    const photo = { id: view, hash: view, width: 2268, height: 3024, view }
    return onShavedHead(newDesign(photo, { marks, scale: { ...scale, status: 'used' } }))
  }
  const { marks, knownMm } = readSampleMarks(record)
  const scale = { a: marks.eyeRight, b: marks.eyeLeft, knownMm, source: 'caliper', status: 'used' } as const
  return onShavedHead(newDesign({ id: view, hash: view, width: 3024, height: 4032 }, { marks, scale }))
}

const onShavedHead = (design: Design): Design => withEdgeHair(withHeadMeasured(design, true), 'shaved')
