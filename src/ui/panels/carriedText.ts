import type { Carrying } from '../../store/carryActions.ts'
import { toast } from '../../store/jobsStore.ts'
import { headStrings } from '../strings/headStrings.ts'

const t = headStrings.carry

/** Says how a design came from one view to another, or what is missing there. */
export function toastCarried(done: Carrying, from: string, to: string): void {
  if (done === 'late') return
  if ('carried' in done) {
    const text = done.carried === 'onHead' ? t.done(from) : t.proposed(from)
    toast(done.unseen ? `${text} ${t.unseen[done.unseen](from)}` : text)
  } else if (done.because === null) toast(t.switchedOff(done.flat === 'from' ? from : to))
  else toast(t.flat(done.flat === 'from' ? from : to, headStrings.flat[done.because]))
}
