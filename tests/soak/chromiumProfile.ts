import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { coach } from './patient.ts'
import { chromiumArgs, needChromium } from '../tools/chromium.mjs'

/** Where the profile and the log of a run that lost something are kept. */
const kept = join(import.meta.dirname, '..', '.out', 'lost')

/**
 * A Chromium with a profile that outlives it: started as a process of our own, so that it can be killed as a whole, as a
 * power cut or the system would.
 */
export class ChromiumProfile {
  readonly folder = mkdtempSync(join(tmpdir(), 'trichion-profile-'))
  /** Where the browser last launched listens. */
  port = 0
  #process: ChildProcess | null = null
  #browser: Browser | null = null
  readonly #log: string[] = []

  note(line: string): void {
    this.#log.push(line)
  }

  /** A page of a fresh browser on this profile. */
  async launch(): Promise<Page> {
    const portFile = join(this.folder, 'DevToolsActivePort')
    rmSync(portFile, { force: true })
    const args = [
      ...chromiumArgs,
      '--headless',
      '--remote-debugging-port=0',
      '--hide-crash-restore-bubble',
      '--window-size=1440,900',
      `--user-data-dir=${this.folder}`,
      'about:blank',
    ]
    this.#process = spawn(needChromium(), args, { stdio: 'ignore' })
    const told = await untilSome(() => (existsSync(portFile) ? /^\d+\n\S/.exec(readFileSync(portFile, 'utf8')) : null))
    this.port = parseInt(told[0], 10)
    this.#browser = await chromium.connectOverCDP(`http://127.0.0.1:${this.port}`)
    const [context] = this.#browser.contexts()
    // Preferences are no record: a kill loses them, and the first steps would be explained again, over the strokes.
    if (context) await coach(context)
    const page = context?.pages()[0] ?? (await context?.newPage())
    if (!page) throw new Error('The browser has no page.')
    await page.setViewportSize({ width: 1440, height: 900 })
    return page
  }

  /** A second tab of the same browser. */
  async tab(): Promise<Page> {
    const page = await this.#browser?.contexts()[0]?.newPage()
    if (!page) throw new Error('The browser is not running.')
    return page
  }

  /** SIGKILL: no process of it runs a handler. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Asked to end, as by its window. */
  async quit(): Promise<void> {
    const session = await this.#browser?.newBrowserCDPSession()
    await session?.send('Browser.close').catch(() => undefined)
    await this.#end('SIGTERM')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process
    this.#process = null
    if (!child) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      await ended
    }
    await this.#browser?.close().catch(() => undefined)
    this.#browser = null
    // Its children end by themselves, but may still write.
    rmSync(join(this.folder, 'SingletonLock'), { force: true })
  }

  /** Keeps what a losing run left, for whoever looks into it. */
  keep(name: string): string {
    const to = join(kept, name)
    mkdirSync(kept, { recursive: true })
    rmSync(to, { recursive: true, force: true })
    cpSync(this.folder, join(to, 'profile'), { recursive: true })
    writeFileSync(join(to, 'log.txt'), this.#log.join('\n'))
    return to
  }

  async end(): Promise<void> {
    await this.kill()
    try {
      rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 })
    } catch {
      // Processes of the killed browser still write: the system's own clearing of temporary files does the rest.
    }
  }
}

async function untilSome<T>(look: () => T | null): Promise<T> {
  const until = performance.now() + 30_000
  for (;;) {
    const found = look()
    if (found !== null) return found
    if (performance.now() > until) throw new Error('The browser did not start.')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
