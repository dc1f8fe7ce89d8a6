import { describe, expect, it } from 'vitest'
import { isScaled } from '../../../src/core/design/scale/calibration.ts'
import { heightMmOf } from '../../../src/core/design/lines/measuredLine.ts'
import { sampleLines } from '../../../src/core/design/lines/sampleLines.ts'
import { sampleDesignOf } from './sampleHeads.ts'

const opened = sampleDesignOf('frontal')
const asOpened = { ...opened, scale: { ...opened.scale, status: 'proposed' as const } }
const lines = sampleLines(asOpened)
const [soft, mature, defined] = lines.map(({ design }) => design)

describe('the sample patient’s three examples', () => {
  it('are filled designs to scale, with three edges and densities to compare', () => {
    expect(lines.map(({ name }) => name)).toEqual(['Soft example', 'Mature example', 'Defined edge example'])
    for (const { design } of lines) expect(design.fill.filled && isScaled(design)).toBe(true)
    expect(heightMmOf(soft!) - heightMmOf(mature!)).toBeCloseTo(5, 0)
    expect(heightMmOf(defined!)).toBeCloseTo(heightMmOf(mature!), 6)
    const edges = [soft!, mature!, defined!].map(({ hairline }) => hairline.transitionMm)
    expect(edges).toEqual(edges.toSorted((a, b) => b - a))
    const densities = [soft!, mature!, defined!].map(({ fill }) => fill.densityPerCm2)
    expect(densities).toEqual(densities.toSorted((a, b) => a - b))
  })

  it('take marks and scale of the design in hand, and nothing that a hand has drawn', () => {
    const worked = { ...opened, fill: { ...opened.fill, densityPerCm2: 60, filled: true } }
    expect(sampleLines(worked)).toEqual(lines)
    const unscaled = { ...opened, scale: { ...opened.scale, status: 'skipped' as const } }
    for (const { design } of sampleLines(unscaled)) expect(isScaled(design)).toBe(false)
  })
})
