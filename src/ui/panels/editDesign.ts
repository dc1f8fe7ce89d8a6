import { surfaceOf } from '../../core/design/calibration.ts'
import type { Design, FillSettings } from '../../core/design/design.ts'
import { current } from '../../core/design/history.ts'
import { cancelLive, commit, show } from '../../store/designActions.ts'
import { designStore } from '../../store/designStore.ts'

/** The last committed design: what a gesture starts from, so that a long drag adds no rounding of its own. */
export function baseDesign(): Design | null {
  const { history, design } = designStore.getState()
  return history ? current(history) : design
}

/** How a slider writes into the design: a live change while it moves, one undo step at its end. */
export function designEdit(label: string, change: (base: Design, value: number) => Design) {
  return {
    onShow(value: number) {
      const base = baseDesign()
      if (base) show(change(base, value))
    },
    onCommit(value: number, mergeKey?: string) {
      const base = baseDesign()
      if (!base) return
      show(change(base, value))
      commit(label, mergeKey)
    },
    onCancel: cancelLive,
  }
}

export const withFill = (design: Design, part: Partial<FillSettings>): Design => ({
  ...design,
  fill: { ...design.fill, ...part },
})

/** Scale at the glabella: the one that the figures of a flat photo use. */
export const scaleAt = (design: Design): number => surfaceOf(design).mmPerPxAt(design.marks.glabella)
