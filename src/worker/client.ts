import { proxy, wrap, type Remote } from 'comlink'
import type {
  Engine,
  FillProgress,
  HairSeen,
  InspectResult,
  LeaveOut,
  MatchResult,
  NativeTrace,
  OpenResult,
  Tile,
} from './engine.ts'
import type { EngineService } from './engineService.ts'
import { PartMissing } from './loadedPart.ts'

export type Health = 'ready' | 'restarted' | 'failed'

/** How often the worker is asked for a sign of life while a job runs, and how long it may be silent. */
const HEARTBEAT_MS = 1000
/** One tile takes well under a second. */
const SILENT_MS = 20_000
/** A HEIC decoder works in one piece, on a slow tablet for half a minute. */
const SILENT_WHILE_OPENING_MS = 60_000

const NOT_NEEDED = 'It is not needed any more.'

class WorkerDied extends Error {
  override readonly name = 'WorkerDied'
}

const isDeath = (error: unknown): boolean => error instanceof WorkerDied || error instanceof PartMissing

interface RunOptions {
  readonly limitMs?: number
  readonly opens?: boolean
}

interface Session {
  readonly remote: Remote<EngineService>
  /** Rejects with WorkerDied when the worker is gone, with PartMissing where it never came. */
  readonly death: Promise<never>
  /** Declares it dead. Idempotent. */
  end(reason: string | PartMissing): void
  dead: boolean
}

const startEngineWorker = (): Worker => new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' })

function startSession(worker: Worker): Session {
  let fail: (error: Error) => void = () => {}
  const death = new Promise<never>((_, reject) => (fail = reject))
  death.catch(() => {})
  const session: Session = {
    remote: wrap<EngineService>(worker),
    death,
    dead: false,
    end(reason) {
      if (session.dead) return
      session.dead = true
      worker.terminate()
      fail(typeof reason === 'string' ? new WorkerDied(reason) : reason)
    },
  }
  worker.addEventListener('error', (event) => {
    event.preventDefault()
    // Nothing was thrown: its own file, or one that it imports, did not come.
    session.end(event.message || new PartMissing('The worker could not be loaded.'))
  })
  return session
}

/**
 * The worker, kept alive: a dead or hung one is replaced once per job, given the current photo again, and the job repeated.
 * It is started by its first job, or beforehand where somebody is about to open a photo: the library needs none.
 */
export function createEngine(
  o: {
    startWorker?: () => Worker
    silentMs?: number
    /** Hears when the first of its jobs starts, and when the last one ends. */
    onBusy?: (busy: boolean) => void
  } = {},
): Engine {
  const { startWorker = startEngineWorker, silentMs = SILENT_MS, onBusy } = o
  const silentOpeningMs = o.silentMs ?? SILENT_WHILE_OPENING_MS
  let started: Session | null = null
  /** Bytes of the current photo. A Blob, so that the browser may keep them out of the page's memory. */
  let current: Blob | null = null
  /** Of a fresh worker that is given the photo; null while there is nothing to wait for. */
  let reopening: Promise<unknown> | null = null
  let health: Health = 'ready'
  let ended = false
  const listeners = new Set<(health: Health) => void>()
  let newestFill = 0
  let newestTiles = 0
  /** Photos are opened one after the other: the one asked for last is the one that stays. */
  let lastOpening: Promise<unknown> = Promise.resolve()

  /** @throws WorkerDied once it has ended: nobody would end a worker that is started then. */
  function session(): Session {
    if (ended) throw new WorkerDied(NOT_NEEDED)
    return (started ??= startSession(startWorker()))
  }

  function say(now: Health): void {
    if (now === health) return
    health = now
    for (const listener of listeners) listener(now)
  }

  /** A fresh worker in place of a dead one, with the photo that was open. */
  function replace(dead: Session): void {
    if (started !== dead || ended) return
    const fresh = startSession(startWorker())
    started = fresh
    const again = current && openAgain(fresh, current)
    reopening = again
    again?.then(
      () => (reopening = reopening === again ? null : reopening),
      // Whoever waits for it hears of it.
      () => {},
    )
  }

  /** A worker that cannot have the photo is of no use to any job. */
  async function openAgain(fresh: Session, photo: Blob): Promise<void> {
    try {
      const bytes = await photo.arrayBuffer()
      const result = await watched(fresh, silentOpeningMs, openOn(fresh.remote, bytes))
      if (result.ok) return
    } catch {
      // The same as an answer that it does not open.
    }
    fresh.end('The photo could not be opened again.')
    throw new WorkerDied('The photo could not be opened again.')
  }

  /** The promise of a job, watched by a heartbeat. */
  async function watched<T>(on: Session, limitMs: number, job: Promise<T>): Promise<T> {
    let heard = performance.now()
    let looked = heard
    const timer = setInterval(
      () => {
        const now = performance.now()
        // A page that slept, or was throttled in the background, has heard nobody: that is not the worker's silence.
        if (now - looked > 5 * HEARTBEAT_MS) heard = now
        looked = now
        if (now - heard > limitMs) on.end('The worker does not answer.')
        else
          on.remote.ping().then(
            () => (heard = performance.now()),
            () => {},
          )
      },
      Math.min(HEARTBEAT_MS, limitMs / 4),
    )
    try {
      return await Promise.race([job, on.death])
    } finally {
      clearInterval(timer)
    }
  }

  /** Another photo may be opened although the current one killed the worker, and kills each new one. */
  async function giveUpOnBrokenPhoto(): Promise<void> {
    try {
      await reopening
    } catch {
      current = null
    }
    if (started?.dead) replace(started)
  }

  let running = 0
  async function run<T>(job: (remote: Remote<EngineService>) => Promise<T>, o: RunOptions = {}): Promise<T> {
    if (++running === 1) onBusy?.(true)
    try {
      return await attempted(job, o)
    } finally {
      if (--running === 0) onBusy?.(false)
    }
  }

  async function attempted<T>(
    job: (remote: Remote<EngineService>) => Promise<T>,
    { limitMs = silentMs, opens = false }: RunOptions,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      if (opens) await giveUpOnBrokenPhoto()
      const mine = session()
      try {
        // Asked at once where that is possible: before the page draws what the same input changed on it.
        if (reopening) await reopening
        const result = await watched(mine, limitMs, job(mine.remote))
        if (health === 'failed') say('ready')
        return result
      } catch (error) {
        if (!isDeath(error) || ended) throw error
        replace(mine)
        if (attempt === 2) {
          say('failed')
          throw error
        }
        say('restarted')
      }
    }
  }

  return {
    wake: () => void (ended || session()),
    currentPhoto: () => current,
    async openPhoto(bytes): Promise<OpenResult> {
      const opening = lastOpening.then(() =>
        run((remote) => openOn(remote, bytes), { limitMs: silentOpeningMs, opens: true }),
      )
      lastOpening = opening.catch(() => {})
      const result = await opening
      // Only now: a file that does not open disturbs nothing that runs.
      if (result.ok) {
        newestFill++
        newestTiles++
        current = new Blob([result.photo.stored])
      }
      return result
    },
    otherPhoto: (bytes, maxSide) => run((remote) => remote.otherPhoto(bytes, maxSide), { limitMs: silentOpeningMs }),
    inspectPhoto: (bytes) =>
      run(async (remote): Promise<InspectResult> => remote.inspectPhoto(bytes), { limitMs: silentOpeningMs }),
    inspectPicture: (bytes) => run((remote) => remote.inspectPicture(bytes)),
    photoTiles(onTile, finest) {
      const id = ++newestTiles
      const wanted = () => id === newestTiles
      const each = (tile: Tile) => give([tile], wanted(), ([one]) => onTile(one!))
      return run((remote) => remote.photoTiles(proxy(each), finest))
    },
    finerTiles: (design, asked, onTile) => run((remote) => remote.finerTiles(design, asked, proxy(onTile))),
    fill(design, on, o = {}) {
      const id = ++newestFill
      const wanted = () => id === newestFill
      return run(async (remote) => {
        if (!wanted()) return null
        const result = await remote.fill(
          design,
          proxy((p: FillProgress) => {
            if (wanted()) on.progress(p)
          }),
          proxy((tiles: readonly Tile[]) => give(tiles, wanted(), on.tiles)),
          o,
        )
        if (!result) return null
        const { tiles, ...picture } = result
        give(tiles, wanted(), on.tiles)
        return wanted() ? picture : null
      })
    },
    cancelFill() {
      newestFill++
      if (started && !started.dead) void started.remote.cancelFill().catch(() => {})
    },
    helmet: (design) => run((remote) => remote.helmet(design)),
    reversal: (design, progress) => run(async (remote) => remote.reversal(design, proxy(progress ?? (() => {})))),
    cancelReversal() {
      if (started && !started.dead) void started.remote.cancelReversal().catch(() => {})
    },
    measure: (design) => run((remote) => remote.measure(design)),
    skinTone: (design) => run((remote) => remote.skinTone(design)),
    matchNative: (design, patches) => run(async (remote): Promise<MatchResult> => remote.matchNative(design, patches)),
    proposePatches: (design) => run((remote) => remote.proposePatches(design)),
    shapeArea: (design, shaping) => run((remote) => remote.shapeArea(design, shaping)),
    leaveOut: (design, what) => run(async (remote): Promise<LeaveOut> => remote.leaveOut(design, what)),
    hairInAreas: (design) => run(async (remote): Promise<HairSeen | null> => remote.hairInAreas(design)),
    nativeTrace: (design) => run(async (remote): Promise<NativeTrace> => remote.nativeTrace(design)),
    findOutline: (marks, photoHash) => run((remote) => remote.findOutline(marks, photoHash)),
    photoQuality: (marks, photoHash) => run((remote) => remote.photoQuality(marks, photoHash)),
    picture: (designs, options) => run((remote) => remote.picture(designs, options)),
    holdsPicture: (width, height) => run((remote) => remote.holdsPicture(width, height)),
    onHealth(listener) {
      listeners.add(listener)
    },
    end() {
      ended = true
      current = null
      started?.end(NOT_NEEDED)
    },
  }
}

/** Copied, not transferred: should the worker die of these bytes, the next one is given them again. */
const openOn = async (remote: Remote<EngineService>, bytes: ArrayBuffer): Promise<OpenResult> => remote.openPhoto(bytes)

/** Tiles that come too late are closed, not shown. */
function give(tiles: readonly Tile[], wanted: boolean, on: (tiles: readonly Tile[]) => void): void {
  if (wanted) on(tiles)
  else for (const bitmap of tiles.flatMap(({ mips }) => mips)) bitmap.close()
}
