import { createStore } from 'zustand/vanilla'
import { isScaled } from '../../core/design/scale/calibration.ts'
import { hasArea } from '../../core/design/areas/area.ts'
import { takesDots, type Design } from '../../core/design/design.ts'
import { endReversal } from '../../core/design/reversal.ts'
import { viewOf } from '../../core/design/photoView.ts'
import { scaled } from '../../core/plan/bands.ts'
import { headMeasures } from '../../core/plan/headMeasures.ts'
import type { PlanMeasures } from '../../core/plan/planTreatment.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { countedDots } from '../dots/finishedPictures.ts'
import { jobsStore } from '../jobsStore.ts'
import { sameDots } from '../dots/sameDots.ts'
import { engine } from '../services.ts'

interface PlanState {
  /** What the plan is made of; null until it is measured. */
  readonly measures: PlanMeasures | null
  /** The design that they are of. They outlive the screen, and are nothing to another photo. */
  readonly measured: Design | null
  readonly failed: boolean
  /** Whether their dots are those that were drawn, not those that the densities ask for. */
  readonly counted: boolean
}

const unmeasured: PlanState = { measures: null, measured: null, failed: false, counted: false }

export const planStore = createStore<PlanState>(() => unmeasured)

/** The measures of a design; null where those that are known are of another photo. */
export const measuresFor = ({ measures, measured }: PlanState, { photo }: Design): PlanMeasures | null =>
  measured?.photo.id === photo.id ? measures : null

let measureNow: (() => void) | null = null

/** Asks again for what could not be measured. */
export const measureAgain = (): void => measureNow?.()

/** Keeps the measures in step with the design while the plan is on the screen. Returns the way to stop. */
export function followDesign(): () => void {
  let asked = planStore.getState().measured
  let seen: Design | null = null
  const follow = async () => {
    const design = committedDesign(designStore.getState())
    if (design === seen) return
    seen = design
    if (design?.photo.id !== planStore.getState().measured?.photo.id) planStore.setState(unmeasured)
    // Dates and a reversal change nothing of what is counted.
    const same = (a: Design, b: Design) => sameDots(endReversal(a), endReversal(b)) && viewOf(a) === viewOf(b)
    // A picture that was finished meanwhile knows how many there are.
    const isKnown = planStore.getState().counted || design === null || countedDots(design) === null
    if (design && asked && same(design, asked) && (isKnown || asked !== planStore.getState().measured)) return
    asked = design
    if (!design || !isScaled(design) || !hasArea(design)) {
      planStore.setState(unmeasured)
      return
    }
    try {
      const found = await measure(design)
      if (asked === design) planStore.setState({ ...found, measured: design, failed: false })
    } catch {
      if (asked !== design) return
      // The next change asks again.
      asked = null
      planStore.setState({ ...unmeasured, failed: true })
    }
  }
  const again = () => {
    seen = null
    void follow()
  }
  measureNow = again
  void follow()
  const stops = [
    designStore.subscribe(() => void follow()),
    jobsStore.subscribe((now, before) => {
      if (now.fillResult !== before.fillResult) again()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
    if (measureNow === again) measureNow = null
  }
}

/** All dots count, whatever sitting is shown. The design must be scaled and have an area. */
export const measuresOf = async (design: Design): Promise<PlanMeasures> => (await measure(design)).measures

/** Where a picture of the design was finished its dots are those that were counted there, as the studio shows them. */
async function measure(design: Design): Promise<Pick<PlanState, 'counted'> & { readonly measures: PlanMeasures }> {
  const whole = { ...design, fill: { ...design.fill, sitting: 3 as const } }
  const measured = await engine().measure(whole)
  const drawn = countedDots(design)
  const share = drawn && measured.dots.value > 0 ? drawn.value / measured.dots.value : 1
  const areas = measured.areas
    .filter(({ role, areaCm2 }) => takesDots(role) && areaCm2.value > 0)
    .map(({ id, role, areaCm2, dots }) => ({
      id: String(id),
      role,
      ...headMeasures({ areaCm2, dots: scaled(dots, share) }, design),
    }))
  return { measures: { areas, skin: design.fill.ageing.skin }, counted: drawn !== null }
}
