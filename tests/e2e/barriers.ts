import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type * as Checker from 'axe-core'

const checker = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What a checker finds wrong on the screen, grave or not. It is read into a page once, and answers there: to carry all
 * that it found right would cost ten times as much.
 * @param o.popup a menu is open: it lies outside all landmarks, as menus do, and takes the focus with it
 * @param o.within selectors of the parts to look at, all of the page unless said
 */
export async function barriers(page: Page, o: { popup?: boolean; within?: readonly string[] } = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(checker)
  return page.evaluate(
    async ({ popup, within }) => {
      // A colour that is on its way to another is neither.
      const moving = document.getAnimations().filter((a) => a.effect?.getComputedTiming().endTime !== Infinity)
      await Promise.allSettled(moving.map((a) => a.finished))
      const { axe } = window as unknown as { axe: typeof Checker }
      const { violations } = await axe.run(within ? { include: [...within] } : document, {
        resultTypes: ['violations'],
        rules: popup ? { region: { enabled: false } } : {},
      })
      return violations.map((v) => `${v.impact} ${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`)
    },
    { popup: o.popup ?? false, within: o.within },
  )
}
