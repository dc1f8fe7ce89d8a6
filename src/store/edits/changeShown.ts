import { areaBounds } from '../../core/design/areas/area.ts'
import { eachArea } from '../../core/design/areas/areas.ts'
import { changedPart, type DesignPart } from '../../core/design/changedPart.ts'
import { changedPlace } from '../../core/design/changedPlace.ts'
import type { Design } from '../../core/design/design.ts'
import { outlinePolygon } from '../../core/design/head/headOutline.ts'
import { unionOf, type RectPx } from '../../core/geometry/points.ts'
import { boundsOf } from '../../core/geometry/polygon.ts'
import { jobsStore } from '../jobsStore.ts'
import { routeStore } from '../routeStore.ts'
import { flashPlace, setStep, viewStore, type StepName } from '../viewStore.ts'

/** Flashes where a step of the view that is looked at has changed something. */
export const showChange = (before: Design, after: Design): void => flashPlace(changedPlace(before, after))

/**
 * Shows what a step has changed on a view that it has just led to, where nobody looked yet: the step of the studio that has
 * it is taken, what lies nowhere by itself flashes as all that it is the look of, and the frame stays until the picture is
 * there. Called once the design is the one after the step.
 */
export function showChangeThere(before: Design, after: Design): void {
  const part = changedPart(before, after)
  if (part && routeStore.getState().screen === 'studio') takeStepOf(part, before.fill.filled && after.fill.filled)
  flashPlace(changedPlace(before, after) ?? (part && lookOf(part, after)), pictureDrawn())
}

function takeStepOf(part: DesignPart, inDots: boolean): void {
  const { step } = viewStore.getState()
  const shows: readonly StepName[] = part === 'hairline' ? ['hairline', 'area', 'dots'] : [part]
  if (!shows.includes(step) && !(part === 'area' && inDots && step === 'dots')) setStep(part)
}

/** Dots are the look of the areas, an adjustment and a scale that of the whole head. */
function lookOf(part: DesignPart, design: Design): RectPx | null {
  const areas = eachArea(design).map((one) => areaBounds(one.design))
  const whole = areas.reduce(unionOf, null)
  return (part === 'dots' ? whole : null) ?? boundsOf(outlinePolygon(design.marks))
}

/** However slow the picture is, the frame does not outlast the moment, ms. */
const MOST_MS = 4000

function pictureDrawn(): Promise<void> {
  return new Promise((drawn) => {
    const done = () => {
      stop()
      clearTimeout(late)
      drawn()
    }
    const stop = jobsStore.subscribe(({ fill }) => fill === null && done())
    const late = setTimeout(done, MOST_MS)
    if (jobsStore.getState().fill === null) done()
  })
}
