import { saveSnapshot, toCompare } from './pictures.ts'
import { screen } from './planPage.ts'
import { button, expect, fill, goTo, openSample, test, useScale } from './studio.ts'

const tablets = [
  { width: 1180, height: 820 },
  { width: 834, height: 1194 },
] as const

/** What a fingertip needs, CSS px, less the rounding of a laid out page. */
const FINGER = 43

/**
 * Runs in the page: controls that can be seen and that a finger does not get hold of all over a square of 44 px, by their
 * names, with the width and height where they do answer. Where a window is open, those of the window.
 */
function tooSmall(least: number): string[] {
  const root: ParentNode = document.querySelector('[role=dialog]') ?? document
  const selector = 'button, a[href], select, summary, [role=button], label'
  const found: string[] = []
  for (const control of root.querySelectorAll<HTMLElement>(selector)) {
    // Stops of one row under a rail, and shades of one ladder: as wide as the row leaves them. The rail sets any of them too.
    if (control.matches('.time-stop, .shade')) continue
    if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    if (control instanceof HTMLButtonElement && control.disabled) continue
    // A field within its label is held by the label.
    if (control.closest('label') && control.tagName !== 'LABEL') continue
    if (control.tagName === 'LABEL' && !control.querySelector('input')) continue
    control.scrollIntoView({ block: 'center', inline: 'nearest' })
    const box = control.getBoundingClientRect()
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    const answers = (dx: number, dy: number) => {
      const at = document.elementFromPoint(x + dx, y + dy)
      return at !== null && (control.contains(at) || at.closest('label')?.contains(control) === true)
    }
    // Behind something else, or out of a list's window.
    if (box.width < 2 || box.height < 2 || !answers(0, 0)) continue
    const reach = (dx: number, dy: number) => {
      let px = 0
      while (px < 60 && answers(dx * (px + 1), dy * (px + 1))) px++
      return px
    }
    const wide = reach(-1, 0) + reach(1, 0) + 1
    const high = reach(0, -1) + reach(0, 1) + 1
    const name = control.getAttribute('aria-label') ?? control.textContent?.trim().slice(0, 40)
    if (Math.min(wide, high) < least) found.push(`${name} (${control.className}): ${wide} x ${high}`)
  }
  return found
}

test.describe('under a finger', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 1180, height: 820 } })

  test('every control of the library, the studio, compare, plan and export is as large as a fingertip', async ({
    page,
  }) => {
    test.setTimeout(240_000)
    const small: Record<string, string[]> = {}
    const look = async (where: string) => {
      for (const size of tablets) {
        const { width } = size
        await page.setViewportSize(size)
        await page.waitForTimeout(150)
        const found = await page.evaluate(tooSmall, FINGER)
        if (found.length > 0) small[`${where}, ${width} wide`] = found
      }
      await page.setViewportSize({ width: 1180, height: 820 })
    }
    await page.goto('/')
    await expect(button(page, 'Try the sample')).toBeVisible()
    await look('empty library')
    await openSample(page)
    for (const name of ['Photo', 'Scale', 'Hairline', 'Area'] as const) {
      await goTo(page, name)
      await look(name)
    }
    await goTo(page, 'Scale')
    await useScale(page)
    await fill(page)
    await goTo(page, 'Dots')
    await look('Dots')
    await test.step('the time is set without scrolling, on a tablet held either way', async () => {
      for (const size of tablets) {
        await page.setViewportSize(size)
        await page.getByRole('complementary').evaluate((panel) => panel.scrollTo(0, 0))
        await expect(page.getByRole('group', { name: 'Time shown' })).toBeInViewport({ ratio: 1 })
        for (const name of ['Fresh', '10 years'])
          await expect(button(page, `Show ${name}`)).toBeInViewport({ ratio: 0.7 })
        // What it stands over is scrolled out from under it.
        for (const i of [1, 2]) await page.locator('.shade').nth(i).click()
      }
    })
    await saveSnapshot(page)
    await toCompare(page)
    for (const key of ['1', '2', '3', '4', '5']) {
      await page.keyboard.press(key)
      await look(`compare ${key}`)
    }
    await button(page, 'Export').click()
    for (const kind of ['Picture', 'Treatment plan', 'Case file']) {
      await page.getByRole('radio', { name: new RegExp(`^${kind}`) }).check()
      await look(`export ${kind}`)
    }
    await page.keyboard.press('Escape')
    await screen(page, 'Plan').click()
    await look('plan')
    await test.step('the name of the agreed price stands in one line, over what it is for', async () => {
      const name = page.locator('.field-name', { hasText: 'Agreed price' })
      for (const size of tablets) {
        await page.setViewportSize(size)
        expect((await name.boundingBox())!.height, `${size.width} wide`).toBeLessThan(38)
      }
    })
    await page.getByRole('link', { name: 'Library' }).click()
    await button(page, 'Sample patient').click()
    await expect(button(page, 'Open Studio')).toBeVisible()
    await look('library')
    expect(small).toEqual({})
  })
})
