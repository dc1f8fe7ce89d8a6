import { expect, type Page } from '@playwright/test'
import type { ChromiumProfile } from './chromiumProfile.ts'
import { canPaint, gesturesOnDisk, hearAcknowledged, stroke } from './patient.ts'

/** What became of one run of strokes that was cut off. */
export interface Cut {
  /** Gestures since the start of the run. */
  readonly made: number
  readonly acknowledged: number
  readonly kept: number
  /** From the browser's answer to the canvas, ms. */
  readonly usableMs: number
}

/** Strokes without a pause until the browser is killed at a moment of its own; then the browser again, and what is there. */
export async function killedWhileStroking(
  profile: ChromiumProfile,
  page: Page,
  o: { readonly address: string; readonly afterMs: number; readonly from: number },
): Promise<{ cut: Cut; page: Page }> {
  const before = await gesturesOnDisk(page)
  const heard = await hearAcknowledged(page)
  const killed = new Promise<void>((resolve) => setTimeout(() => resolve(profile.kill()), o.afterMs))
  let made = 0
  try {
    for (;;) {
      await stroke(page, o.from + made)
      made++
    }
  } catch {
    // The browser is gone.
  }
  await killed
  const acknowledged = heard()
  const again = await profile.launch()
  const start = performance.now()
  await again.goto(o.address)
  if (acknowledged > 0) await expect(again.getByText(/^Restored to .* Nothing is lost\.$/).first()).toBeVisible()
  await canPaint(again)
  const usableMs = Math.round(performance.now() - start)
  const kept = (await gesturesOnDisk(again)) - before
  const cut = { made, acknowledged, kept, usableMs }
  profile.note(JSON.stringify({ ...o, ...cut }))
  return { cut, page: again }
}

/** Nothing acknowledged is lost, and of the rest at most one gesture. */
export function expectNothingLost({ made, acknowledged, kept }: Cut): void {
  expect(kept).toBeGreaterThanOrEqual(acknowledged)
  expect(kept).toBeGreaterThanOrEqual(made - 1)
}

export const waysToLeave = ['reload', 'close', 'navigate', 'hide'] as const

/** A moment for what a hidden page still writes, before the system takes its memory, ms. */
const HIDDEN_MS = 100

/**
 * Hides the page, as another app over it does, and then ends its process as the system does: no handler hears of that. A
 * browser without a screen hides no page by itself, so the page is told.
 */
async function hideAndCrash(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })
    Object.defineProperty(document, 'hidden', { get: () => true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await new Promise((resolve) => setTimeout(resolve, HIDDEN_MS))
  await crash(page)
}

/** Ends the page's own process; resolves once it is gone. */
export async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  session.send('Page.crash').catch(() => undefined)
  await crashed
}

/** Leaves the page within a moment of a stroke, without waiting for anything; gives back the page that is opened next. */
export async function leaveAfterStroke(
  page: Page,
  o: { readonly address: string; readonly i: number; readonly way: (typeof waysToLeave)[number] },
): Promise<{ page: Page; lost: number }> {
  const before = await gesturesOnDisk(page)
  await stroke(page, o.i)
  let next = page
  switch (o.way) {
    case 'reload':
      await page.reload()
      break
    case 'close':
      next = await page.context().newPage()
      await next.setViewportSize({ width: 1440, height: 900 })
      await page.close()
      await next.goto(o.address)
      break
    case 'navigate':
      await page.goto('about:blank')
      await page.goto(o.address)
      break
    case 'hide':
      await hideAndCrash(page)
      next = await page.context().newPage()
      await next.setViewportSize({ width: 1440, height: 900 })
      await page.close()
      await next.goto(o.address)
      break
  }
  await canPaint(next)
  return { page: next, lost: before + 1 - (await gesturesOnDisk(next)) }
}
