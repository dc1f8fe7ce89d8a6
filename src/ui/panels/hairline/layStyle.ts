import type { HairlineStyle } from '../../../core/design/design.ts'
import { withStyle } from '../../../core/design/edits.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { designStore } from '../../../store/designStore.ts'
import { traceNative } from '../../../store/edits/traceActions.ts'
import { strings } from '../../strings/strings.ts'
import { traceStrings } from '../../strings/traceStrings.ts'

/**
 * A style replaces the shape, also its own that a hand has changed; the edge stays as the artist set it. `nativeTrace` looks for
 * the hair that is there.
 */
export function layStyle(style: HairlineStyle): void {
  if (style === 'nativeTrace') {
    void traceNative(traceStrings.edit)
    return
  }
  const { design } = designStore.getState()
  if (design) edit(withStyle(design, style), strings.edits.style(strings.hairline.styles[style]))
}
