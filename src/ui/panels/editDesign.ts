import { isScaled } from '../../core/design/scale/calibration.ts'
import { faceScaleOf, flatFace, type FaceScale } from '../../core/design/scale/faceScale.ts'
import type { Design, FillSettings } from '../../core/design/design.ts'
import { current } from '../../core/design/history.ts'
import { measuredLine } from '../../core/design/lines/measuredLine.ts'
import { cancelLive, commit, show } from '../../store/edits/designActions.ts'
import { designStore } from '../../store/designStore.ts'

/** The last committed design: what a gesture starts from, so that a long drag adds no rounding of its own. */
export function baseDesign(): Design | null {
  const { history, design } = designStore.getState()
  return history ? current(history) : design
}

/** What a slider showed last: a hand that lets go there commits that very design, and its picture is not made twice. */
let last: { readonly base: Design; readonly value: number; readonly design: Design } | null = null

/** How a slider writes into the design: a live change while it moves, one undo step at its end. */
export function designEdit(label: string, change: (base: Design, value: number) => Design) {
  const showAt = (value: number) => {
    const base = baseDesign()
    if (!base) return
    const design = change(base, value)
    last = { base, value, design }
    show(design)
  }
  return {
    onShow: (value: number) => showAt(value),
    onCommit(value: number, mergeKey?: string) {
      const { design, live } = designStore.getState()
      const isShown = live && last?.design === design && last?.value === value && last.base === baseDesign()
      if (!isShown) showAt(value)
      commit(label, mergeKey)
    },
    onCancel: cancelLive,
  }
}

export const withFill = (design: Design, part: Partial<FillSettings>): Design => ({
  ...design,
  fill: { ...design.fill, ...part },
})

/** How the figures of a line are measured. Without a scale in use they are shares of what the photo shows, whatever the head. */
export function figureScaleOf(design: Design): FaceScale {
  const scale = measuredLine(design).face
  return isScaled(design) ? scale : flatFace(scale.mmPerPx)
}

/** mm per px in the plane through the glabella: what is said in px or shares where there is no scale in use. */
export const scaleAt = (design: Design): number => faceScaleOf(design).mmPerPx
