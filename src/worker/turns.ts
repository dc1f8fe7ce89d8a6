const { port1, port2 } = new MessageChannel()
const waiting: (() => void)[] = []
port1.onmessage = () => waiting.shift()?.()

/** Lets waiting messages in. scheduler.yield() does not: in Chromium it outranks them. */
export function nextMessageTask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    port2.postMessage(0)
  })
}

/** Called between slices of a long job; false means that the job is no longer wanted. */
export type Turn = () => Promise<boolean>

/** A turn that lets messages in only every few milliseconds: each costs a round through the event loop. */
export function turnEvery(milliseconds: number, stillWanted: () => boolean): Turn {
  let last = performance.now()
  return async () => {
    if (performance.now() - last >= milliseconds) {
      await nextMessageTask()
      last = performance.now()
    }
    return stillWanted()
  }
}

/** The result of work in pieces, with messages let in between them; null once it is no longer wanted. */
export async function inSlices<T>(steps: Iterator<unknown, T>, turn: Turn): Promise<T | null> {
  while (await turn()) {
    const step = steps.next()
    if (step.done) return step.value
  }
  return null
}
