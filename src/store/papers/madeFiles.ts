import { download, localTime } from '../saving/download.ts'
import { jobsStore, toast } from '../jobsStore.ts'

/** Runs one export at a time, and says what failed. */
export async function making(work: () => Promise<void>, problem: string): Promise<void> {
  if (jobsStore.getState().exporting) return
  jobsStore.setState({ exporting: true })
  try {
    await work()
  } catch {
    toast(problem)
  } finally {
    jobsStore.setState({ exporting: false })
  }
}

/** Downloads under a neutral name, and says it. */
export function save(bytes: ArrayBuffer, kind: string, ending: string, type: string): void {
  const name = `trichion-${kind}-${localTime(new Date())}.${ending}`
  download(bytes, name, type)
  toast(`Saved as ${name}.`)
}
