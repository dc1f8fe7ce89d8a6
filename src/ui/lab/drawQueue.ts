const waiting: (() => void)[] = []
let running = false

function next(): void {
  const job = waiting.shift()
  running = job !== undefined
  if (!job) return
  job()
  setTimeout(next)
}

/** Runs jobs one by one with room for the page between them; the result takes a job back that has not begun. */
export function soon(job: () => void): () => void {
  waiting.push(job)
  if (!running) {
    running = true
    setTimeout(next)
  }
  return () => {
    const at = waiting.indexOf(job)
    if (at >= 0) waiting.splice(at, 1)
  }
}
