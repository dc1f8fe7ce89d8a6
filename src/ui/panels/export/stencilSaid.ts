import { lengthErrorOf, SKIN_OVER_PLANE } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { fitOf } from '../../../core/design/head/head.ts'
import { MOST_STENCIL_ERROR, stencilErrorOf, stencilOf } from '../../../core/design/scale/stencil.ts'
import type { exportStencil } from '../../../store/papers/documentActions.ts'
import type { PaperDesign } from '../../../store/papers/paperDesign.ts'
import { errorPercent, number, percent } from '../../shell/figures/format.ts'
import { exportStrings as t } from '../../strings/exportStrings.ts'
import { paperName } from './paperName.ts'

/** How sure a stencil is, and whether that is less than one should be: then it is exported all the same, if at all. */
export function stencilSure(design: Design): { readonly text: string; readonly unsure: boolean } {
  const error = stencilErrorOf(design)
  const isOpen = stencilOf(design).openEnds.length > 0
  const isWide = error > MOST_STENCIL_ERROR
  const unsure = isOpen || isWide
  const text = [
    t.stencilBand(percent(error)),
    isWide && t.stencilUnsure(`± ${percent(MOST_STENCIL_ERROR)}`),
    isOpen && t.stencilOpen,
    unsure && t.stencilHelp,
  ]
  return { text: text.filter(Boolean).join(' '), unsure }
}

/** The stencil's own words, with what its lengths are. */
export function stencilTexts(of: PaperDesign): Parameters<typeof exportStencil>[2] {
  const { design } = of
  const band = errorPercent(stencilErrorOf(design))
  // Widths of a flat photo err by its scale alone; heights also by how much longer the skin of this head is.
  const lengths = fitOf(design)
    ? t.stencil.lengthsOnHead(band)
    : t.stencil.lengths(number(SKIN_OVER_PLANE, 2), band, errorPercent(lengthErrorOf(design)))
  return { ...t.stencil, lengths, of: paperName(of, false) }
}
