/** What a tab does with a design that only one tab may edit at a time. */
export interface DesignLockEvents {
  /** This tab edits from now on. What is on disk may be newer than what was read before, unless it is the first answer. */
  readonly onMine: (o: { first: boolean }) => void
  /** Another tab edits. */
  readonly onElsewhere: () => void
  /** Another tab asks for the design: stop editing, save, and say whether everything is on disk. */
  readonly onAsked: () => Promise<boolean>
  /** The tab that edits has saved something. */
  readonly onSavedElsewhere: () => void
}

type Message =
  | { readonly kind: 'ask'; readonly photoId: string; readonly from: string }
  | { readonly kind: 'heard'; readonly photoId: string; readonly to: string }
  | { readonly kind: 'answer'; readonly photoId: string; readonly to: string; readonly saved: boolean }
  | { readonly kind: 'saved'; readonly photoId: string }

/**
 * Seconds in which a tab that hangs would not even say that it has heard, and those that one may take to save. They are
 * counted one by one: where this tab stands still for a while, what the other one said meanwhile is heard first.
 */
const HEARD_S = 4
const SAVED_S = 20
/** How long a tab that has saved waits to be taken over: whoever asked may be gone. */
const TAKEN_MS = 4000

const PREFIX = 'trichion design '

/** By which the browser knows this tab; null where it cannot say. */
let me: Promise<string | null> | undefined

const thisTab = (): Promise<string | null> => {
  const name = `trichion tab ${crypto.randomUUID()}`
  me ??= navigator.locks.request(name, async () => {
    const { held } = await navigator.locks.query()
    return held?.find((lock) => lock.name === name)?.clientId ?? null
  })
  return me
}

/** Those of some photos whose designs another tab edits. None where the browser cannot say. */
export async function heldElsewhere(photoIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (!navigator.locks) return new Set()
  try {
    const [mine, { held = [] }] = await Promise.all([thisTab(), navigator.locks.query()])
    const names = new Set(held.filter(({ clientId }) => clientId !== mine).map(({ name }) => name))
    return new Set(photoIds.filter((id) => names.has(PREFIX + id)))
  } catch {
    return new Set()
  }
}

/**
 * One writer per design: a Web Lock by the photo's id. Whoever does not have it waits for it, so that a tab that is closed
 * or crashes hands over by itself; `takeOver` asks the tab that has it to save first, then steals it.
 */
export class DesignLock {
  readonly #me = crypto.randomUUID()
  readonly #channel = new BroadcastChannel('trichion designs')
  #waiting: AbortController | null = null
  #release: (() => void) | null = null
  #answer: ((saved: boolean) => void) | null = null
  /** Whether the tab that was asked lives. */
  #isHeard = false
  #timesAsked = 0
  #closed = false
  /** Settles once the last request for the Web Lock is over: refused, given up or released. */
  #over: Promise<unknown> = Promise.resolve()

  private constructor(
    private readonly photoId: string,
    private readonly on: DesignLockEvents,
  ) {
    this.#channel.addEventListener('message', (event: MessageEvent<Message>) => void this.#hear(event.data))
  }

  /** Resolves once it is known whether this tab may edit. Without Web Locks every tab may. */
  static async open(photoId: string, on: DesignLockEvents): Promise<DesignLock> {
    const lock = new DesignLock(photoId, on)
    if (!navigator.locks) {
      on.onMine({ first: true })
      return lock
    }
    await new Promise<void>((known) => {
      let answered = false
      lock
        .#request({ ifAvailable: true }, (granted) => {
          answered = true
          known()
          if (granted) return lock.#hold({ first: true })
          lock.#elsewhere()
          return undefined
        })
        .catch(() => {
          if (answered) return lock.#elsewhere()
          // Refused altogether, as without Web Locks.
          on.onMine({ first: true })
          known()
        })
    })
    return lock
  }

  /**
   * Takes a design from whichever tab edits it, this one too, once that one has saved; null where it could not. It gets the
   * design back, and reads it again, when this lock is closed.
   */
  static async borrow(photoId: string): Promise<DesignLock | null> {
    let mine = false
    const lock = await DesignLock.open(photoId, {
      onMine: () => void (mine = true),
      onElsewhere: () => void (mine = false),
      // Not before this one has done.
      onAsked: () => Promise.resolve(false),
      onSavedElsewhere: () => {},
    })
    if (mine || (await lock.takeOver())) return lock
    lock.close()
    return null
  }

  /** False where the other tab could not save its last change: it goes on editing then. */
  async takeOver(): Promise<boolean> {
    if (this.#release || !navigator.locks) {
      // Another tab has gone on all the same, while this one slept: what it has left is to be read.
      this.on.onMine({ first: false })
      return true
    }
    const saved = await this.#ask()
    // The other one was closed, or has crashed: the design came by itself.
    if (this.#release) return true
    if (!saved || this.#closed) return false
    this.#waiting?.abort()
    return new Promise<boolean>((taken) => {
      this.#request({ steal: true }, () => {
        taken(true)
        return this.#hold({ first: false })
      }).catch(() => {
        taken(false)
        this.#elsewhere()
      })
    })
  }

  /** Asks the tab that edits to save. One that does not answer is hung or gone: what it has saved is on disk. */
  async #ask(): Promise<boolean> {
    let clock: ReturnType<typeof setInterval> | undefined
    const saved = await new Promise<boolean>((resolve) => {
      let seconds = 0
      this.#answer = resolve
      this.#isHeard = false
      clock = setInterval(() => ++seconds >= (this.#isHeard ? SAVED_S : HEARD_S) && resolve(true), 1000)
      this.#say({ kind: 'ask', photoId: this.photoId, from: this.#me })
    })
    clearInterval(clock)
    this.#answer = null
    return saved
  }

  /** Tells the tabs that look on. */
  saved(): void {
    if (this.#release) this.#say({ kind: 'saved', photoId: this.photoId })
  }

  close(): void {
    this.#closed = true
    this.#waiting?.abort()
    this.#release?.()
    this.#channel.close()
  }

  /** Closes it; resolves once another lock of the same design can have it. */
  async giveBack(): Promise<void> {
    this.close()
    await this.#over
  }

  #request(o: LockOptions, granted: LockGrantedCallback<Promise<void> | undefined>): Promise<unknown> {
    const request = navigator.locks.request(this.#name, o, granted)
    this.#over = request.catch(() => {})
    return request
  }

  get #name(): string {
    return PREFIX + this.photoId
  }

  /** Keeps the lock until it is closed or stolen. */
  #hold(o: { first: boolean }): Promise<void> | undefined {
    if (this.#closed) return undefined
    this.#waiting = null
    const held = new Promise<void>((resolve) => (this.#release = resolve))
    // There is nobody left to ask.
    this.#answer?.(true)
    this.on.onMine(o)
    return held
  }

  #wait(): void {
    const waiting = new AbortController()
    this.#waiting = waiting
    this.#request({ signal: waiting.signal }, () => this.#hold({ first: false })).catch(() => {
      if (!waiting.signal.aborted) this.#elsewhere()
    })
  }

  /** Another tab has it, or has taken it. */
  #elsewhere(): void {
    this.#release = null
    if (this.#closed) return
    this.on.onElsewhere()
    this.#wait()
  }

  async #hear(message: Message): Promise<void> {
    if (message.photoId !== this.photoId || this.#closed) return
    if (message.kind === 'saved' && !this.#release) this.on.onSavedElsewhere()
    if (message.kind === 'heard' && message.to === this.#me) this.#isHeard = true
    if (message.kind === 'answer' && message.to === this.#me) this.#answer?.(message.saved)
    if (message.kind !== 'ask' || !this.#release) return
    const time = ++this.#timesAsked
    const held = this.#release
    const goOn = () => held === this.#release && time === this.#timesAsked && this.on.onMine({ first: true })
    this.#say({ kind: 'heard', photoId: this.photoId, to: message.from })
    const saved = await this.on.onAsked()
    this.#say({ kind: 'answer', photoId: this.photoId, to: message.from, saved })
    // Whoever asked may have been closed meanwhile.
    if (saved) setTimeout(goOn, TAKEN_MS)
    else goOn()
  }

  #say(message: Message): void {
    if (!this.#closed) this.#channel.postMessage(message)
  }
}
