import { expect, type BrowserContext, type Page } from '@playwright/test'

/** Numbers in [0, 1) from a seed, so that a losing run can be played again. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Whoever works here has seen the first steps, which would lie over the strokes. */
export async function coach(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => localStorage.setItem('trichion.preferences', '{"coached":true,"exampled":true}'))
}

/** From an empty profile to the sample in the Area step; returns its address. */
export async function openSampleToPaint(page: Page, base: string): Promise<string> {
  await coach(page.context())
  await page.goto(base)
  await page.getByRole('button', { name: 'Try the sample' }).first().click()
  await page.getByRole('button', { name: 'Use this scale' }).click()
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: 'Area', exact: true }).click()
  await canPaint(page)
  return page.url()
}

export async function canPaint(page: Page): Promise<void> {
  await expect(page.getByRole('radiogroup', { name: 'Area tool' })).toBeVisible({ timeout: 60_000 })
  await isShown(page)
}

/** The open photo is on the canvas. */
export async function isShown(page: Page): Promise<void> {
  await expect(page.getByRole('application')).toBeVisible()
  await expect(page.getByRole('application')).not.toHaveAttribute('aria-busy', 'true')
}

/**
 * One gesture: a short stroke, each at another place, and every other one erases the last: what is painted already would be
 * no edit.
 */
export async function stroke(page: Page, i: number): Promise<void> {
  const place = i >> 1
  const x = 480 + ((place * 37) % 300)
  const y = 260 + ((place * 23) % 180)
  const erases = i % 2 === 1
  if (erases) await page.keyboard.down('Alt')
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 14, y + 9)
  await page.mouse.up()
  if (erases) await page.keyboard.up('Alt')
}

/** What the program says: `saved` acknowledges everything up to now. */
export const saveState = (page: Page): Promise<string | null> => page.locator('.topbar').getAttribute('data-save')

/**
 * Hears from the page how many gestures it has acknowledged: each time that it says `saved`, all that had ended by then. What
 * it says in its last moment counts as well, so this lives out here.
 */
export async function hearAcknowledged(page: Page): Promise<() => number> {
  let acknowledged = 0
  page.on('console', (message) => {
    const [, count] = /^acknowledged (\d+)$/.exec(message.text()) ?? []
    if (count) acknowledged = Number(count)
  })
  await page.evaluate(() => {
    let ended = 0
    addEventListener('pointerup', () => ended++, { capture: true })
    const bar = document.querySelector('.topbar')
    if (!bar) throw new Error('There is no top bar.')
    const look = () => bar.getAttribute('data-save') === 'saved' && console.info(`acknowledged ${ended}`)
    new MutationObserver(look).observe(bar, { attributeFilter: ['data-save'] })
  })
  return () => acknowledged
}

/** The rows of a store, as they are on disk. */
export function rowsOf<T = Record<string, unknown>>(page: Page, store: string): Promise<T[]> {
  return page.evaluate(
    (name) =>
      new Promise<never[]>((resolve, reject) => {
        const request = indexedDB.open('trichion')
        request.addEventListener('error', () => reject(new Error('The database does not open.')))
        request.addEventListener('success', () => {
          const db = request.result
          const all = db.transaction(name).objectStore(name).getAll()
          all.addEventListener('success', () => {
            resolve(all.result as never[])
            db.close()
          })
        })
      }),
    store,
  )
}

/** The number of the last gesture on disk; every gesture counts it up by one. */
export async function gesturesOnDisk(page: Page): Promise<number> {
  const [head] = await rowsOf<{ entries: number[]; at: number }>(page, 'histories')
  if (!head) throw new Error('There is no history on disk.')
  return head.entries[head.at] ?? -1
}

/** Hands a file to the page by a drop on it or from the clipboard. */
export async function dropOrPaste(
  page: Page,
  way: 'drop' | 'paste',
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): Promise<void> {
  await page.evaluate(
    ({ kind, called, coded }) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0))], called))
      const init = { bubbles: true, cancelable: true }
      const event =
        kind === 'drop'
          ? new DragEvent('drop', { ...init, dataTransfer: data })
          : new ClipboardEvent('paste', { ...init, clipboardData: data })
      document.body.dispatchEvent(event)
    },
    { kind: way, called: name, coded: Buffer.from(bytes).toString('base64') },
  )
}
