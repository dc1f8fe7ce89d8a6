import { toast } from '../jobsStore.ts'
import { repository } from '../services.ts'

/** After a run that ended without warning: what was acknowledged is there. */
export function sayCrash(): void {
  repository()
    .takeCrash()
    .then((savedAt) => {
      if (savedAt === null) return
      const time = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' }).format(new Date(savedAt))
      toast(`Restored to ${time}. Nothing is lost.`)
    })
    .catch(() => undefined)
}
