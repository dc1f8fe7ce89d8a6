import { barriers } from './barriers.ts'
import { standInCamera } from './handsOn.ts'
import { screen } from './planPage.ts'
import {
  atRest,
  button,
  canvas,
  drag,
  expect,
  filled,
  goTo,
  newPatient,
  openFilled,
  openSample,
  radio,
  seenAt,
  settled,
  step,
  test,
  useScale,
  type Page,
} from './studio.ts'

const PIN = '4815'
const lockScreen = (page: Page) => page.getByRole('dialog', { name: 'Locked' })
const pinField = (page: Page) => page.getByRole('dialog').getByLabel('PIN', { exact: true })

/** Sets the PIN by way of the lock, which offers it where there is none. */
async function setPinAndLock(page: Page): Promise<void> {
  await page.keyboard.press('Control+Alt+KeyL')
  const dialog = page.getByRole('dialog', { name: 'Set a PIN to lock' })
  await dialog.getByLabel('New PIN, 4 to 8 digits').fill(PIN)
  await dialog.getByLabel('New PIN again').fill(PIN)
  await page.keyboard.press('Enter')
  await expect(lockScreen(page)).toBeVisible()
}

async function givePin(page: Page, pin: string): Promise<void> {
  await pinField(page).fill(pin)
  await page.keyboard.press('Enter')
}

async function unlock(page: Page): Promise<void> {
  await givePin(page, PIN)
  await expect(lockScreen(page)).toHaveCount(0)
}

/** All that stands in the page, seen or not, beside the lock itself. */
const left = (page: Page) =>
  page.evaluate(() => ({
    text: document.body.textContent,
    pictures: document.querySelectorAll('canvas, img, video').length,
    title: document.title,
  }))

test('a lock hides everything, outlives a reload, makes who guesses wait, and gives back what was there', async ({
  page,
}) => {
  await openFilled(page)
  await page.getByRole('textbox', { name: /^Density, value/ }).fill('120')
  await page.keyboard.press('Enter')
  await filled(page)
  await canvas(page).focus()
  const address = page.url()
  await setPinAndLock(page)
  const closed = await left(page)
  expect(closed.pictures).toBe(0)
  expect(closed.text.trim()).toBe('LockedPINUnlockForgot the PIN?')
  expect(closed.title).toBe('Trichion')
  expect(await barriers(page), 'Locked').toEqual([])
  await expect(pinField(page)).toBeFocused()
  // No shortcut leads through, and Tab stays in.
  for (const keys of ['Control+k', 'Control+,', 'Control+z', 'Shift+p', '?', 'Escape']) await page.keyboard.press(keys)
  await expect(page.getByRole('dialog')).toHaveCount(1)
  expect((await left(page)).pictures).toBe(0)
  await button(page, 'Forgot the PIN?').click()
  await expect(page.getByText('Backups and case files that were saved')).toBeVisible()
  expect(await barriers(page), 'Locked, forgotten').toEqual([])
  // What is kept of the PIN is not the PIN.
  expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain(PIN)

  await page.reload()
  await expect(lockScreen(page)).toBeVisible()
  await page.waitForLoadState('networkidle')
  expect(await left(page)).toEqual(closed)

  for (const wrong of ['1234', '481', '4816', '0000']) {
    await givePin(page, wrong)
    await expect(page.getByRole('alert')).toContainText(wrong.length < 4 ? 'A PIN has 4 to 8 digits.' : 'Wrong PIN.')
  }
  await expect(page.getByRole('alert')).toContainText('The next try is possible in')
  await page.reload()
  await expect(page.getByRole('alert')).toContainText('Too many wrong PINs.')
  // Not even the right one, before the time is over.
  await givePin(page, PIN)
  await expect(lockScreen(page)).toBeVisible()
  await expect(button(page, 'Unlock')).toBeVisible({ timeout: 30_000 })
  await unlock(page)
  expect(page.url()).toBe(address)
  await filled(page)
  await expect(step(page, 'Dots')).toHaveAttribute('aria-current', 'step')
  await expect(page.getByRole('textbox', { name: /^Density, value/ })).toHaveValue('120')
  await canvas(page).focus()
  await page.keyboard.press('Control+Alt+KeyL')
  await expect(lockScreen(page)).toBeVisible()
  await unlock(page)
  await expect(canvas(page)).toBeFocused()
})

test('in the library the lock is a button, every tab is locked by it, and all are opened by one', async ({
  page,
  context,
}) => {
  await newPatient(page)
  await page.getByRole('link', { name: 'Library' }).click()
  const other = await context.newPage()
  await other.goto('/')
  await expect(other.getByRole('button', { name: 'New patient' }).first()).toBeVisible()
  await button(page, 'Lock').click()
  await page.getByLabel('New PIN, 4 to 8 digits').fill(PIN)
  await page.getByLabel('New PIN again').fill('4816')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('The two are not the same.')
  expect(await barriers(page), 'Set PIN').toEqual([])
  await page.getByLabel('New PIN again').fill(PIN)
  await page.keyboard.press('Enter')
  await expect(lockScreen(page)).toBeVisible()
  await expect(lockScreen(other)).toBeVisible()
  expect((await left(other)).text).not.toContain('New patient')
  await unlock(other)
  await expect(page.getByRole('button', { name: 'New patient' }).first()).toBeVisible()

  await test.step('Settings change and remove it by the present PIN alone', async () => {
    await page.keyboard.press('Control+,')
    await button(page, 'Change PIN').click()
    await page.getByLabel('Present PIN').fill('0000')
    await page.getByLabel('New PIN, 4 to 8 digits').fill('234567')
    await page.getByLabel('New PIN again').fill('234567')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toContainText('Wrong PIN.')
    await page.getByLabel('Present PIN').fill(PIN)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('status').filter({ hasText: 'PIN changed.' })).toHaveCount(1)
    await button(page, 'Remove PIN').click()
    await page.getByLabel('Present PIN').fill('234567')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('status').filter({ hasText: 'PIN removed.' })).toHaveCount(1)
    await expect(button(page, 'Set PIN')).toBeVisible()
    expect(await page.evaluate(() => localStorage.getItem('trichion.lock'))).toBe(null)
  })
})

test('a device that nobody touches for five minutes is locked, and one that is worked on is not', async ({ page }) => {
  await page.clock.install()
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'New patient' }).first()).toBeVisible()
  await setPinAndLock(page)
  await unlock(page)
  for (let minutes = 0; minutes < 12; minutes += 4) {
    await page.clock.fastForward('04:00')
    await page.mouse.move(300 + minutes, 300)
  }
  await expect(lockScreen(page)).toHaveCount(0)
  await page.clock.fastForward('05:20')
  await expect(lockScreen(page)).toBeVisible()
})

test('a page that is put away shows nothing until it is back; a stroke that is locked away in its midst was never made; the plan is the same after the lock', async ({
  page,
}) => {
  await openSample(page)
  await setPinAndLock(page)
  await unlock(page)
  await test.step('a page that is put away shows nothing until it is back', async () => {
    await settled(page)
    const see = (state: 'hidden' | 'visible') =>
      page.evaluate((now) => {
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now })
        document.dispatchEvent(new Event('visibilitychange'))
        const shown = [...document.querySelectorAll('body *')].filter((e) =>
          e.checkVisibility({ visibilityProperty: true }),
        )
        return { shown: shown.length, background: getComputedStyle(document.documentElement).backgroundColor }
      }, state)
    // In the same task: no frame shows anything else.
    expect(await see('hidden')).toEqual({ shown: 0, background: 'rgb(23, 23, 23)' })
    expect((await see('visible')).shown).toBeGreaterThan(50)
    const byKey = await page.evaluate(() => {
      const keys = { key: 'l', code: 'KeyL', ctrlKey: true, altKey: true, bubbles: true }
      document.body.dispatchEvent(new KeyboardEvent('keydown', keys))
      const pictures = [...document.querySelectorAll('canvas, img')]
      return pictures.filter((e) => e.checkVisibility({ visibilityProperty: true })).length
    })
    expect(byKey).toBe(0)
    await expect(lockScreen(page)).toBeVisible()

    await test.step('and locked, the lock is there when it is back, also by the browser’s Back', async () => {
      await see('hidden')
      await see('visible')
      await expect(pinField(page)).toBeVisible()
      await page.evaluate(() => {
        dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
        dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
      })
      await expect(pinField(page)).toBeVisible()
      await unlock(page)
      expect((await see('visible')).shown).toBeGreaterThan(50)
    })
  })

  await test.step('a stroke that is locked away in its midst was never made, and what was made before is kept', async () => {
    await useScale(page)
    await goTo(page, 'Area')
    await settled(page)
    const box = (await canvas(page).boundingBox())!
    const at = (x: number, y: number) => ({ x: box.x + box.width * x, y: box.y + box.height * y })
    const place = { x: box.width * 0.45, y: box.height * 0.5, width: box.width * 0.1, height: box.height * 0.14 }
    const before = await seenAt(page, place)
    await drag(page, at(0.47, 0.53), at(0.53, 0.53))
    expect(Buffer.compare((await seenAt(page, place)).rgba, before.rgba)).not.toBe(0)
    await page.mouse.move(at(0.45, 0.6).x, at(0.45, 0.6).y)
    await page.mouse.down()
    await page.mouse.move(at(0.55, 0.6).x, at(0.55, 0.6).y, { steps: 4 })
    await page.keyboard.press('Control+Alt+KeyL')
    await expect(lockScreen(page)).toBeVisible()
    await page.mouse.up()
    await unlock(page)
    await settled(page)
    await canvas(page).focus()
    // One step back, and the stroke before is the one that goes.
    await page.keyboard.press('Control+z')
    await page.mouse.move(at(0.1, 0.1).x, at(0.1, 0.1).y)
    await expect.poll(async () => Buffer.compare((await seenAt(page, place)).rgba, before.rgba)).toBe(0)
  })

  await test.step('the plan that is looked at is the same after the lock', async () => {
    await screen(page, 'Plan').click()
    await radio(page, 'Kind of plan', 'Reversal').click()
    await button(page, 'Trace existing hairline').click()
    await button(page, 'Line is right').click()
    await expect(radio(page, 'Skin type', 'I')).toBeVisible()
    await radio(page, 'Kind of plan', 'New work').click()
    await page.keyboard.press('Control+Alt+KeyL')
    await expect(lockScreen(page)).toBeVisible()
    await unlock(page)
    await expect(radio(page, 'Kind of plan', 'New work')).toBeChecked()
    // Left and come back to, it is what the design is about.
    await screen(page, 'Studio').click()
    await settled(page)
    await screen(page, 'Plan').click()
    await expect(radio(page, 'Kind of plan', 'Reversal')).toBeChecked()
  })
})

/** Drops and pastes a case file and a photo, and says of each event whether the browser would open them instead of the page. */
const bringFiles = (page: Page) =>
  page.evaluate(() => {
    const files = new DataTransfer()
    files.items.add(new File(['no case'], 'case.trichion'))
    files.items.add(new File(['no photo'], 'photo.jpg', { type: 'image/jpeg' }))
    const o = { bubbles: true, cancelable: true }
    return [
      new DragEvent('dragover', { ...o, dataTransfer: files }),
      new DragEvent('drop', { ...o, dataTransfer: files }),
      new ClipboardEvent('paste', { ...o, clipboardData: files }),
    ].map((event) => (document.body.dispatchEvent(event) ? 'left to the browser' : 'taken from the browser'))
  })

test('a device that was handed over leaves Present by the PIN alone', async ({ page, context }) => {
  await openFilled(page)
  await setPinAndLock(page)
  await unlock(page)
  await canvas(page).focus()
  await page.keyboard.press('p')
  const present = page.getByRole('dialog', { name: 'Present' })
  await present.getByRole('button', { name: 'Leaving needs the PIN' }).click()
  expect(await barriers(page), 'Present, handed over').toEqual([])
  await page.keyboard.press('Escape')
  const asked = page.getByRole('dialog', { name: 'Enter the PIN to leave' })
  await expect(asked).toBeVisible()
  expect((await left(page)).text).not.toContain('Sample')
  await button(page, 'Back to the pictures').click()
  await expect(present).toBeVisible()
  await page.keyboard.press('Escape')
  await givePin(page, '1111')
  await expect(page.getByRole('alert')).toContainText('Wrong PIN.')
  await givePin(page, PIN)
  await expect(asked).toHaveCount(0)
  await expect(present).toHaveCount(0)
  await expect(canvas(page)).toBeVisible()

  await test.step('no file comes in beside the pictures, nor while the PIN is asked for', async () => {
    await page.keyboard.press('p')
    await expect(present).toBeVisible()
    expect(await bringFiles(page)).toEqual([
      'taken from the browser',
      'taken from the browser',
      'taken from the browser',
    ])
    await atRest(present)
    await expect(page.getByRole('dialog')).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(asked).toBeVisible()
    expect(await bringFiles(page)).toEqual([
      'taken from the browser',
      'taken from the browser',
      'taken from the browser',
    ])
    await givePin(page, PIN)
    await expect(canvas(page)).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  await test.step('the plan from where it was handed over is the same afterwards', async () => {
    await screen(page, 'Plan').click()
    await radio(page, 'Kind of plan', 'Reversal').click()
    await canvas(page).focus()
    await page.keyboard.press('p')
    await expect(present).toBeVisible()
    await page.keyboard.press('Escape')
    await givePin(page, PIN)
    await expect(radio(page, 'Kind of plan', 'Reversal')).toBeChecked()
    await screen(page, 'Studio').click()
    await settled(page)
  })

  await test.step('the PIN in another tab opens that tab, and the device stays handed over', async () => {
    await canvas(page).focus()
    await page.keyboard.press('p')
    await expect(present).toBeVisible()
    const other = await context.newPage()
    await other.goto('/')
    await unlock(other)
    await expect(other.getByRole('button', { name: 'New patient' }).first()).toBeVisible()
    await other.close()
    const third = await context.newPage()
    await third.goto('/')
    await expect(lockScreen(third)).toBeVisible()
    await third.close()
    await expect(present).toBeVisible()
    await page.keyboard.press('Escape')
    await givePin(page, PIN)
    await expect(canvas(page)).toBeVisible()
    await canvas(page).focus()
  })

  await test.step('a reload leads nowhere either', async () => {
    await page.keyboard.press('p')
    await expect(present).toBeVisible()
    await page.reload()
    await expect(lockScreen(page)).toBeVisible()
    expect((await left(page)).pictures).toBe(0)
    await unlock(page)
    await expect(canvas(page)).toBeVisible()
  })
})

test('what was being written about a visit goes on after the lock, which its key closes from within a field', async ({
  page,
}) => {
  await newPatient(page)
  await page.getByRole('textbox', { name: 'Patient name' }).fill('Sample patient')
  await page.getByRole('link', { name: 'Library' }).click()
  await page.locator('[data-card]').click()
  await setPinAndLock(page)
  await unlock(page)
  await button(page, 'New visit').click()
  await page.getByRole('textbox', { name: 'Notes', exact: true }).fill('Likes it soft')
  await page.keyboard.press('Control+Alt+KeyL')
  await expect(lockScreen(page)).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain('Likes it soft')
  await unlock(page)
  await button(page, 'New visit').click()
  await expect(page.getByRole('textbox', { name: 'Notes', exact: true })).toHaveValue('Likes it soft')
  await page.keyboard.press('Escape')
  await button(page, 'New visit').click()
  await expect(page.getByRole('textbox', { name: 'Notes', exact: true })).toHaveValue('')
})

test('a picture that was just taken can be used after the lock', async ({ page }) => {
  await page.addInitScript(standInCamera, { refusals: 0 })
  await newPatient(page)
  await setPinAndLock(page)
  await unlock(page)
  await button(page, 'Take photo').click()
  const camera = page.getByRole('dialog', { name: 'Take photo' })
  await camera.getByLabel('View', { exact: true }).selectOption('Vertex')
  await button(page, 'Take photo now').click()
  await expect(button(page, 'Use photo')).toBeVisible()
  await page.keyboard.press('Control+Alt+KeyL')
  await expect(lockScreen(page)).toBeVisible()
  expect((await left(page)).pictures).toBe(0)
  await unlock(page)
  await expect(camera.getByRole('img')).toBeVisible()
  await button(page, 'Use photo').click()
  const strip = page.getByRole('region', { name: /^Views/ })
  await expect(strip.getByRole('button', { name: 'Vertex', exact: true })).toHaveAttribute('aria-current', 'true')
})
