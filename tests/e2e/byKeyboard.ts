import type { Locator, Page } from '@playwright/test'

/** Presses Tab, or Shift+Tab, until something has the focus: a person without a mouse has no other way there. */
export async function tabTo(page: Page, target: Locator, o: { back?: boolean; most?: number } = {}): Promise<void> {
  // Found by its role after every press it would cost ten times as much as the press: only where it was drawn anew.
  let element = await target.elementHandle()
  const focused = async (): Promise<boolean> => {
    const here = await element?.evaluate((node) => (node.isConnected ? node === document.activeElement : null))
    if (typeof here === 'boolean') return here
    element = await target.elementHandle()
    return target.evaluate((node) => node === document.activeElement)
  }
  for (let k = 0; k <= (o.most ?? 80); k++) {
    if (await focused()) return
    await page.keyboard.press(o.back ? 'Shift+Tab' : 'Tab')
  }
  const at = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))
  throw new Error(`Tab does not come to ${target.toString()}; it stands on ${at}.`)
}

/** Tab, then Enter. */
export async function pressByKey(page: Page, target: Locator, o: { back?: boolean } = {}): Promise<void> {
  await tabTo(page, target, o)
  await page.keyboard.press('Enter')
}
