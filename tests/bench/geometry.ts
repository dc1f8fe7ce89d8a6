import { fitHead } from '../../src/core/geometry/fitHead.ts'
import { headSurface } from '../../src/core/geometry/headSurface.ts'
import { buildHeadSet } from '../../src/core/sampling/headSet.ts'
import { readHeadSet } from '../../src/core/sampling/headSetFile.ts'
import { placeDots } from '../../src/core/sampling/placeDots.ts'
import { headSetBytes, pointSet } from '../core/sampling/shippedSet.ts'
import { carryErrorsMm } from '../fixtures/carryErrors.ts'
import { markedSample, regionOn, type SampleRegion, type SampleView } from '../fixtures/sampleHeads.ts'
import { cpuMs } from './cpu.ts'
import { median, rounded, type Figures } from './measure.ts'

const FITS = 40

/** Mean relative error of an area of the sample on the fitted head, over a scale 2 % short, right and 2 % long. */
function areaError(view: SampleView, region: SampleRegion): number {
  const { areaMm2, mask } = regionOn(view, region)
  const errors = [-0.02, 0, 0.02].map((scaleError) => {
    const result = fitHead(markedSample(view, { scaleError, focal: true }))
    if ('problem' in result) throw new Error(`The head of ${view} was not fitted: ${result.problem}.`)
    return Math.abs(headSurface(result.fit).areaMm2Of(mask).value / areaMm2 - 1)
  })
  return errors.reduce((sum, e) => sum + e, 0) / errors.length
}

/** The fitted head beside the sample's truth, and what it costs. */
export function benchGeometry(): Figures {
  const evidence = markedSample('frontal')
  for (let i = 0; i < FITS; i++) fitHead(evidence)
  const fits = Array.from({ length: FITS }, () => cpuMs(() => fitHead(evidence)))
  let dots = 0
  const buildMs = cpuMs(() => {
    const steps = buildHeadSet(1)
    let step = steps.next()
    while (!step.done) step = steps.next()
    dots = step.value.count
  })
  // What the program does instead of building them: it reads the file and lays its dots on a head and a seed.
  const nothing = { x0: 0, y0: 0, step: 1000, width: 1, height: 1, dotsPerCm2: new Float32Array(1) }
  const layMs = cpuMs(() => {
    const head = readHeadSet(headSetBytes())
    const result = fitHead(evidence)
    if ('problem' in result) throw new Error(`The head was not fitted: ${result.problem}.`)
    placeDots(nothing, { seed: 1, surface: headSurface(result.fit), pointSet: { ...pointSet, head } })
  })
  const carried = carryErrorsMm('frontal', 'right-45')
  return {
    'geometry.fitMs': rounded(median(fits), 2),
    'geometry.pointSetBuildMs': Math.round(buildMs),
    'geometry.pointSetLayMs': Math.round(layMs),
    'geometry.pointSetBuildMs.dots': dots,
    'geometry.vertexAreaError': rounded(areaError('vertex', 'frontal third'), 4),
    // The head is bowed as when a hairline is shown; upright most of that region is hidden or seen at a slant.
    'geometry.frontalAreaError': rounded(areaError('hairline', 'frontal third'), 4),
    'geometry.frontalAreaError.upright': rounded(areaError('frontal', 'frontal third'), 4),
    'geometry.carryOverErrorMm': rounded(carried.reduce((sum, e) => sum + e, 0) / carried.length, 2),
  }
}
