import { createStore } from 'zustand/vanilla'
import { isScaled, mmPerPxOf } from '../core/design/calibration.ts'
import { hasArea } from '../core/design/area.ts'
import type { Design } from '../core/design/design.ts'
import { endReversal } from '../core/design/reversal.ts'
import { viewOf } from '../core/design/photoView.ts'
import { headMeasures, headViewOf } from '../core/plan/headMeasures.ts'
import type { PlanMeasures } from '../core/plan/planTreatment.ts'
import { committedDesign, designStore } from './designStore.ts'
import { sameDots } from './sameDots.ts'
import { engine } from './services.ts'

interface PlanState {
  /** What the plan is made of; null until it is measured. */
  readonly measures: PlanMeasures | null
  /** The design that they are of. They outlive the screen, and are nothing to another photo. */
  readonly measured: Design | null
  readonly failed: boolean
}

const unmeasured: PlanState = { measures: null, measured: null, failed: false }

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
  const measure = async () => {
    const design = committedDesign(designStore.getState())
    if (design === seen) return
    seen = design
    if (design?.photo.id !== planStore.getState().measured?.photo.id) planStore.setState(unmeasured)
    // Dates and a reversal change nothing of what is counted.
    const same = (a: Design, b: Design) => sameDots(endReversal(a), endReversal(b)) && viewOf(a) === viewOf(b)
    if (design && asked && same(design, asked)) return
    asked = design
    if (!design || !isScaled(design) || !hasArea(design)) {
      planStore.setState(unmeasured)
      return
    }
    try {
      const measures = await measuresOf(design)
      if (asked === design) planStore.setState({ measures, measured: design, failed: false })
    } catch {
      if (asked !== design) return
      // The next change asks again.
      asked = null
      planStore.setState({ ...unmeasured, failed: true })
    }
  }
  const again = () => {
    seen = null
    void measure()
  }
  measureNow = again
  void measure()
  const stop = designStore.subscribe(() => void measure())
  return () => {
    stop()
    if (measureNow === again) measureNow = null
  }
}

/** All dots count, whatever sitting is shown. The design must be scaled and have an area. */
export async function measuresOf(design: Design): Promise<PlanMeasures> {
  const whole = { ...design, fill: { ...design.fill, sitting: 3 as const } }
  const flat = await engine().measure(whole)
  const view = headViewOf[viewOf(design)]
  const areas = flat.areas
    .filter(({ areaCm2 }) => areaCm2 > 0)
    .map(({ id, role, ...measured }) => ({
      id: String(id),
      role,
      ...headMeasures(measured, mmPerPxOf(design.scale), view),
    }))
  return { areas, skin: design.fill.ageing.skin }
}
