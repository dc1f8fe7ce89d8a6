import { heightMmOf, layLine, withFigureOf } from './measuredLine.ts'
import { withHeadMeasured } from '../edits.ts'
import { newDesign } from '../newDesign.ts'
import type { Design } from '../design.ts'

export interface SampleLine {
  readonly name: string
  readonly design: Design
}

/** What they are called: no name of a patient, and none that a snapshot of one's own would be given. */
export const sampleNames = ['Soft example', 'Mature example', 'Defined edge example'] as const

/** How much higher the careful line lies than the laid one, mm. */
const HIGHER_MM = 5

/**
 * Three ways to design the sample patient, filled, as a consultation would lay them beside each other: careful, usual and
 * strong. They stand on the marks and the scale of the design in hand, and on nothing else of it.
 */
export function sampleLines({ photo, marks, scale, fill }: Design): readonly SampleLine[] {
  const used = { ...scale, status: scale.status === 'proposed' ? 'used' : scale.status } as const
  const fresh = withHeadMeasured(newDesign(photo, { marks, scale: used, seed: fill.seed }), true)
  const laid = { ...fresh, hairline: layLine(fresh, 'mature'), fill: { ...fresh.fill, filled: true } }
  const higher = withFigureOf(laid, 'height', heightMmOf(laid) + HIGHER_MM, 'both', scale.status === 'skipped')
  return [
    {
      name: sampleNames[0],
      design: {
        ...laid,
        hairline: { ...higher, transitionMm: 13, irregularity: 0.7 },
        fill: { ...laid.fill, densityPerCm2: 110 },
      },
    },
    { name: sampleNames[1], design: laid },
    {
      name: sampleNames[2],
      design: {
        ...laid,
        hairline: { ...laid.hairline, transitionMm: 4, irregularity: 0.2 },
        fill: { ...laid.fill, densityPerCm2: 190 },
      },
    },
  ]
}
