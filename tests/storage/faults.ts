/** Ways in which a database fails, from the nth call on, until `putBack`. */
interface Fault {
  readonly at: 'put' | 'complete' | 'open'
  readonly way: 'throws' | 'aborts' | 'hangs' | 'is full'
  start(nth: number): void
}

const undo: (() => void)[] = []

export function putBack(): void {
  for (const back of undo.splice(0)) back()
}

function replace<T extends object, K extends keyof T>(target: T, key: K, by: (original: T[K]) => T[K]): void {
  const original = target[key]
  target[key] = by(original)
  undo.push(() => (target[key] = original))
}

/** True from the nth call on. */
function from(nth: number): () => boolean {
  let calls = 0
  return () => ++calls >= nth
}

const stop = (event: Event) => event.stopImmediatePropagation()

/** Of every write, whichever way it goes. */
function atPut(
  nth: number,
  fail: (store: IDBObjectStore, write: () => IDBRequest<IDBValidKey>) => IDBRequest<IDBValidKey>,
) {
  const due = from(nth)
  for (const method of ['put', 'add'] as const)
    replace(
      IDBObjectStore.prototype,
      method,
      (original) =>
        function (this: IDBObjectStore, ...a: Parameters<typeof original>) {
          const write = () => original.apply(this, a)
          return due() ? fail(this, write) : write()
        },
    )
}

/** Of every transaction that writes. */
function atTransaction(nth: number, fail: (tx: IDBTransaction) => void): void {
  const due = from(nth)
  replace(
    IDBDatabase.prototype,
    'transaction',
    (original) =>
      function (this: IDBDatabase, ...a: Parameters<typeof original>) {
        const tx = original.apply(this, a)
        if (tx.mode === 'readwrite' && due()) fail(tx)
        return tx
      },
  )
}

/** The browser has closed the database, as after a long sleep; opening it again fails. */
function atOpen(nth: number, fail: () => IDBOpenDBRequest): void {
  const due = from(nth)
  let failing = false
  replace(
    IDBDatabase.prototype,
    'transaction',
    (original) =>
      function (this: IDBDatabase, ...a: Parameters<typeof original>) {
        if (a[1] === 'readwrite' && due()) {
          failing = true
          throw new DOMException('The database connection is closing.', 'InvalidStateError')
        }
        return original.apply(this, a)
      },
  )
  replace(
    IDBFactory.prototype,
    'open',
    (original) =>
      function (this: IDBFactory, ...a: Parameters<typeof original>) {
        // A test that looks at the disk meanwhile opens it without a version.
        return failing && a[1] !== undefined ? fail() : original.apply(this, a)
      },
  )
}

export const faults: readonly Fault[] = [
  {
    at: 'put',
    way: 'throws',
    start: (nth) =>
      atPut(nth, () => {
        throw new DOMException('It can not be cloned.', 'DataCloneError')
      }),
  },
  {
    at: 'put',
    way: 'aborts',
    start: (nth) =>
      atPut(nth, ({ transaction }, write) => {
        const request = write()
        transaction.abort()
        return request
      }),
  },
  {
    at: 'put',
    way: 'hangs',
    start: (nth) =>
      atPut(nth, (_, write) => {
        const request = write()
        for (const type of ['success', 'error']) request.addEventListener(type, stop)
        return request
      }),
  },
  {
    at: 'complete',
    way: 'aborts',
    start: (nth) =>
      atTransaction(nth, (tx) => {
        tx.commit = () => {}
        queueMicrotask(() => tx.abort())
      }),
  },
  {
    at: 'complete',
    way: 'is full',
    start: (nth) =>
      atTransaction(nth, (tx) => {
        tx.commit = () => {}
        const full = new DOMException('No room.', 'QuotaExceededError')
        Object.defineProperty(tx, 'error', { value: full })
        queueMicrotask(() => tx.abort())
      }),
  },
  {
    at: 'complete',
    way: 'hangs',
    start: (nth) =>
      atTransaction(nth, (tx) => {
        for (const type of ['complete', 'abort', 'error']) tx.addEventListener(type, stop)
      }),
  },
  {
    at: 'open',
    way: 'throws',
    start: (nth) =>
      atOpen(nth, () => {
        throw new DOMException('Storage is off.', 'SecurityError')
      }),
  },
  {
    at: 'open',
    way: 'aborts',
    start: (nth) =>
      atOpen(nth, () => {
        const request = indexedDB.open(`refused ${crypto.randomUUID()}`)
        request.addEventListener('upgradeneeded', (event) => {
          stop(event)
          request.transaction?.abort()
        })
        return request
      }),
  },
  {
    at: 'open',
    way: 'hangs',
    start: (nth) =>
      atOpen(nth, () => {
        // Of another database: nobody could ever close it.
        const request = indexedDB.open(`hung ${crypto.randomUUID()}`)
        for (const type of ['success', 'error', 'upgradeneeded']) request.addEventListener(type, stop)
        return request
      }),
  },
]
