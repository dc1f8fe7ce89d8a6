import type { Design } from '../../core/design/design.ts'
import { endReversal, existingDesign, hasReversal, lineInHand, withReversal } from '../../core/design/reversal.ts'
import { viewStore } from '../viewStore.ts'

const traced = new WeakMap<Design, Design>()
const plain = new WeakMap<Design, Design>()

/** One answer for one design: what was drawn for it is found again. */
function once(known: WeakMap<Design, Design>, design: Design, make: () => Design): Design {
  const before = known.get(design)
  if (before) return before
  const made = make()
  known.set(design, made)
  return made
}

/** The design as it is to be drawn: the studio shows what is designed, the plan a stage of the way there. */
export function pictured(design: Design): Design {
  if (!hasReversal(design)) return design
  switch (viewStore.getState().reversal) {
    case 'off':
      return once(plain, design, () => endReversal(design))
    case 'stages':
      return design
    case 'tracing':
      return once(traced, design, () => withReversal(design, { shownAfter: 0 }))
  }
}

/** The design that lines and handles speak of: while existing ink is traced, that ink. */
export function handled(design: Design): Design {
  return viewStore.getState().reversal === 'tracing' && hasReversal(design) ? existingDesign(design) : design
}

/** The whole design after a change of the handled one. */
export function putBack(whole: Design, changed: Design): Design {
  if (viewStore.getState().reversal !== 'tracing' || !hasReversal(whole)) return changed
  const { hairline, area } = changed
  const { existing } = whole.reversal
  if (hairline === existing.hairline && area === existing.area) return whole
  return lineInHand(withReversal(whole, { existing: { ...existing, hairline, area } }), true)
}
