/** Changes are gathered for so long: a copy is never older than that and what the copying takes. */
const GATHER_MS = 10_000
/** After a failure, as of a full disk. */
const AGAIN_MS = 60_000

/** Keeps the second copy of a database up to date, in a worker that is started with the first change. */
export class SecondCopy {
  #worker: Worker | null = null
  #waiting: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly database: string) {}

  /** Something has changed. */
  soon(): void {
    this.#waiting ??= setTimeout(() => this.now(), GATHER_MS)
  }

  /** The page may be closed next. */
  now(): void {
    clearTimeout(this.#waiting)
    this.#waiting = undefined
    this.#worker ??= this.#start()
    this.#worker.postMessage(this.database)
  }

  /** Copies what is waiting to be copied, and nothing where nothing is. */
  nowIfWaiting(): void {
    if (this.#waiting !== undefined) this.now()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./secondCopy.worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<boolean>) => {
      if (!data) this.#waiting ??= setTimeout(() => this.now(), AGAIN_MS)
    })
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      this.#worker = null
      worker.terminate()
      this.#waiting ??= setTimeout(() => this.now(), AGAIN_MS)
    })
    return worker
  }
}
