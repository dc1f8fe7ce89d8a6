import { vi } from 'vitest'
import { LOCK_KEY } from '../../src/storage/lockRecord.ts'

/**
 * Tabs of one browser without a browser: what each keeps is common to all, a write is heard of by the others, and each runs
 * the modules anew. What a tab does is done within `inTab`.
 */
export function browserTabs() {
  const kept = new Map<string, string>()
  const locks = new Map<string, Tab>()
  const tabs = new Set<Tab>()
  let here: Tab | null = null

  const write = (key: string, value: string | null) => {
    if ((kept.get(key) ?? null) === value) return
    if (value === null) kept.delete(key)
    else kept.set(key, value)
    const from = here
    for (const tab of tabs) if (tab !== from && !tab.asleep) tab.heard.push(key)
  }

  const enter = (tab: Tab) => (here = tab)

  class Tab {
    readonly window = new EventTarget()
    readonly document = new EventTarget()
    readonly heard: string[] = []
    covered = false
    visible = true
    /** As in the cache of pages that Back leads to: hears of nothing. */
    asleep = false

    inTab<T>(act: () => T): T {
      enter(this)
      const { window, document } = this
      vi.stubGlobal('addEventListener', window.addEventListener.bind(window))
      vi.stubGlobal('dispatchEvent', window.dispatchEvent.bind(window))
      vi.stubGlobal('document', {
        documentElement: {
          setAttribute: () => (this.covered = true),
          removeAttribute: () => (this.covered = false),
        },
        activeElement: null,
        addEventListener: document.addEventListener.bind(document),
        visibilityState: this.visible ? 'visible' : 'hidden',
      })
      return act()
    }

    show(visible: boolean): void {
      this.visible = visible
      this.inTab(() => this.document.dispatchEvent(new Event('visibilitychange')))
    }

    /** Another page takes its place, and Back leads to it again after a while. */
    putAway(): void {
      this.inTab(() => this.window.dispatchEvent(new Event('pagehide')))
      this.asleep = true
    }
    comeBack(): void {
      this.asleep = false
      this.inTab(() => this.window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true })))
    }

    /** Closed, reloaded or crashed: nothing of it says good-bye. */
    end(): void {
      tabs.delete(this)
      for (const [name, tab] of locks) if (tab === this) locks.delete(name)
    }
  }

  vi.stubGlobal('HTMLElement', class {})
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => write(key, value),
    removeItem: (key: string) => write(key, null),
  })
  vi.stubGlobal('navigator', {
    locks: {
      request(name: string, hold: () => Promise<unknown>) {
        if (here) locks.set(name, here)
        return hold()
      },
      query: () => Promise.resolve({ held: [...locks.keys()].map((name) => ({ name })) }),
    },
  })

  /** Until every tab has heard what the others wrote. */
  function settle(): void {
    for (let rounds = 0; [...tabs].some((tab) => tab.heard.length > 0); rounds++) {
      if (rounds > 20) throw new Error('The tabs answer each other without end.')
      for (const tab of tabs) {
        const key = tab.heard.shift()
        if (key !== undefined) tab.inTab(() => tab.window.dispatchEvent(Object.assign(new Event('storage'), { key })))
      }
    }
  }

  return {
    kept,
    settle,
    record: (): unknown => JSON.parse(kept.get(LOCK_KEY) ?? 'null'),
    async open() {
      const tab = new Tab()
      tabs.add(tab)
      vi.resetModules()
      const [lock, present] = await tab.inTab(() =>
        Promise.all([import('../../src/store/lockStore.ts'), import('../../src/store/snapshots/presentStore.ts')]),
      )
      const stop = tab.inTab(() => lock.startLock())
      const state = () => lock.lockStore.getState()
      return {
        tab,
        stop,
        state,
        /** What is to be seen: the library and designs, the lock in their place, or nothing. */
        seen: () => (tab.covered ? 'nothing' : state().locked || state().leaving ? 'lock' : 'all'),
        /** The lock stands on the page now, and uncovers it as `LockGate` does. */
        drawn: () => tab.inTab(() => (state().locked || state().leaving) && lock.uncover()),
        do(act: (on: typeof lock & typeof present) => void) {
          tab.inTab(() => act({ ...lock, ...present }))
          settle()
        },
        async givePin(pin: string) {
          const tried = await tab.inTab(() => lock.unlock(pin))
          settle()
          return tried
        },
      }
    },
  }
}
