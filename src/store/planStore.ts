import { createStore } from 'zustand/vanilla'
import { isScaled, mmPerPxOf } from '../core/design/calibration.ts'
import { hasArea } from '../core/design/area.ts'
import type { Design } from '../core/design/design.ts'
import { endReversal } from '../core/design/reversal.ts'
import { headMeasures } from '../core/plan/headMeasures.ts'
import type { PlanMeasures } from '../core/plan/planTreatment.ts'
import { committedDesign, designStore } from './designStore.ts'
import { sameDots } from './sameDots.ts'
import { engine } from './services.ts'

/** What the plan of the open design is made of; null until it is measured. */
export const planStore = createStore<{ readonly measures: PlanMeasures | null; readonly failed: boolean }>(() => ({
  measures: null,
  failed: false,
}))

/** Keeps the measures in step with the design while the plan is on the screen. Returns the way to stop. */
export function followDesign(): () => void {
  let asked: Design | null = null
  const measure = async () => {
    const design = committedDesign(designStore.getState())
    // Dates and a reversal change nothing of what is counted.
    if (design && asked && sameDots(endReversal(design), endReversal(asked))) return
    asked = design
    if (!design || !isScaled(design) || !hasArea(design)) {
      planStore.setState({ measures: null, failed: false })
      return
    }
    try {
      const measures = await measuresOf(design)
      if (asked === design) planStore.setState({ measures, failed: false })
    } catch {
      if (asked === design) planStore.setState({ measures: null, failed: true })
    }
  }
  void measure()
  return designStore.subscribe(() => void measure())
}

/** All dots count, whatever sitting is shown. */
async function measuresOf(design: Design): Promise<PlanMeasures> {
  const whole = { ...design, fill: { ...design.fill, sitting: 3 as const } }
  const flat = await engine().measure(whole)
  const { role } = design.area
  const area = { id: role, role, ...headMeasures(flat, mmPerPxOf(design.scale)) }
  return { areas: [area], skin: design.fill.ageing.skin }
}
