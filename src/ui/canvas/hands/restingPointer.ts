import type { ToolName } from '../../../core/tools/tool.ts'
import { viewStore, type ViewState } from '../../../store/viewStore.ts'
import type { CanvasContact } from './pointerInput.ts'

const brushes: ReadonlySet<ToolName> = new Set(['brush', 'eraser', 'exclude', 'density'])
/** What moves or changes the ring under a pointer at rest. */
const viewOfRing = ['camera', 'brushMm', 'feather', 'tool'] as const

/**
 * Where the pointer hovers: the brush's ring stays under it while the picture moves or the brush grows, and shows at once what
 * a key turns the brush to.
 * @param isFree whether no gesture is under way
 * @param move gives the contact to the tool as a move
 */
export function restingPointer(isFree: () => boolean, move: (e: CanvasContact) => void) {
  let at: CanvasContact | null = null
  function again(): void {
    if (at && isFree() && brushes.has(viewStore.getState().tool)) move(at)
  }
  return {
    /** It has come to another place. A finger hovers nowhere. */
    moved(e: CanvasContact): void {
      at = e.pointer === 'touch' ? null : { ...e, path: [] }
    },
    left(): void {
      at = null
    },
    viewChanged(now: ViewState, before: ViewState): void {
      if (viewOfRing.some((key) => now[key] !== before[key])) again()
    },
    alt(held: boolean): void {
      if (!at || at.alt === held) return
      at = { ...at, alt: held }
      again()
    },
  }
}
