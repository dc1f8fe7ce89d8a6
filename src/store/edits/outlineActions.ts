import { createStore } from 'zustand/vanilla'
import type { Marks } from '../../core/design/design.ts'
import { withMarks } from '../../core/design/edits.ts'
import { sameValue } from '../../core/design/history.ts'
import { edit } from './designActions.ts'
import { committedDesign, designStore } from '../designStore.ts'
import type { Engine } from '../../worker/engine.ts'
import { engine } from '../services.ts'

/** `late`: the marks were changed meanwhile, so that the answer is of no use. */
export type Snapping = 'snapped' | 'noEdge' | 'failed' | 'late'

/** The last try: of which marks, and what came of it; null while it runs. */
interface Snap {
  readonly marks: Marks | undefined
  readonly result: Snapping | null
}

export const snapStore = createStore<{ readonly last: Snap | null }>(() => ({ last: null }))

const marksNow = () => designStore.getState().design?.marks
export const isSnapping = (): boolean => snapStore.getState().last?.result === null

/** Snaps the outline and keeps what came of it; one at a time. */
export async function startSnapping(label: string): Promise<void> {
  if (isSnapping()) return
  snapStore.setState({ last: { marks: marksNow(), result: null } })
  const result = await snapOutline(label)
  snapStore.setState({ last: { marks: marksNow(), result } })
}

/** Lays the head outline on the edge of the head that the photo shows; without one everything stays as it was. */
export async function snapOutline(label: string): Promise<Snapping> {
  const asked = committedDesign(designStore.getState())
  if (!asked) return 'late'
  const { marks } = asked
  let outline
  try {
    outline = await engine().findOutline(marks, asked.photo.hash)
  } catch {
    return 'failed'
  }
  const { design, live } = designStore.getState()
  if (live || !design || design.photo.id !== asked.photo.id || design.marks !== marks) return 'late'
  if (!outline) return 'noEdge'
  if (!sameValue(outline, marks.outline)) edit(withMarks(design, { ...marks, outline }), label)
  return 'snapped'
}

/** Proposed marks with the outline on the head's edge, where the photo plainly shows it. */
export async function snappedMarks(marks: Marks, photoHash: string, on: Engine): Promise<Marks> {
  try {
    const outline = await on.findOutline(marks, photoHash)
    return outline ? { ...marks, outline } : marks
  } catch {
    return marks
  }
}
