import type { Beyond } from '../../../core/design/lines/shownLine.ts'
import type { Carrying } from '../../../store/visits/carryActions.ts'
import { toast } from '../../../store/jobsStore.ts'
import { shortName } from '../../strings/handleNames.ts'
import { headStrings } from '../../strings/headStrings.ts'

const t = headStrings.carry

/** Says how a design came from one view to another, or what is missing there. */
export function toastCarried(done: Carrying, from: string, to: string): void {
  if (done === 'late') return
  if ('carried' in done) {
    const text = done.carried === 'onHead' ? t.done(from) : t.proposed(from)
    toast(
      [
        text,
        done.unseen && t.unseen[done.unseen](from),
        ...beyondTexts(done.beyond, from),
        done.cutShort && t.cutShort(from),
        done.linesLeft > 0 && t.linesLeft(done.linesLeft, from),
      ]
        .filter(Boolean)
        .join(' '),
    )
  } else if (done.because === null) toast(t.switchedOff(done.flat === 'from' ? from : to))
  else toast(t.flat(done.flat === 'from' ? from : to, headStrings.flat[done.because]))
}

/** A sentence for each way in which points were laid that the view they come from does not show. */
export function beyondTexts(beyond: readonly Beyond[], from: string): string[] {
  return (['mirrored', 'edge'] as const).flatMap((as) => {
    const points = beyond.filter((one) => one.as === as).map(({ side, name }) => `${side} ${shortName(name)}`)
    return points.length > 0 ? [t.beyond[as](points, from)] : []
  })
}
