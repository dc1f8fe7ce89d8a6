import { saveSnapshot, toCompare } from './pictures.ts'
import { button, canvas, choose, expect, goTo, openSample, test, typeFigure, useScale, type Page } from './studio.ts'

const pair = (page: Page, a: string, b: string) => page.getByRole('group', { name: `A, ${a}, and B, ${b}` })

test('a comparison has an address: reload, Back and a second tab show the same pair, and another view stays in Compare', async ({
  page,
  context,
}) => {
  await openSample(page)
  await useScale(page)
  await saveSnapshot(page)
  await goTo(page, 'Hairline')
  await typeFigure(page, 'Height from glabella', 80)
  await saveSnapshot(page)
  await toCompare(page)
  await expect(pair(page, 'Before', 'Mature 80 mm')).toBeVisible()
  const [toLast, isCompared] = [page.url(), /\/compare\/[^/]+\/[\w-]+\/[\w-]+/]
  expect(toLast).toMatch(isCompared)
  await choose(page, page.getByRole('button', { name: /^Choose A/ }), 'Mature 75 mm')
  await expect(pair(page, 'Mature 75 mm', 'Mature 80 mm')).toBeVisible()
  const here = page.url()
  expect(here).not.toBe(toLast)

  await test.step('a second tab that is given the address shows the pair, whatever was compared last', async () => {
    const other = await context.newPage()
    await other.goto(toLast)
    await expect(pair(other, 'Before', 'Mature 80 mm')).toBeVisible()
    await other.goto(here)
    await expect(pair(other, 'Mature 75 mm', 'Mature 80 mm')).toBeVisible()
    await other.goto(toLast)
    await expect(pair(other, 'Before', 'Mature 80 mm')).toBeVisible()
    await other.close()
    await page.reload()
    await expect(pair(page, 'Mature 75 mm', 'Mature 80 mm')).toBeVisible()
  })

  await test.step('another view is looked at in Compare, and Back leads to the pair', async () => {
    const views = page.getByRole('region', { name: /^Views/ })
    for (const name of ['Vertex', 'Frontal', 'Vertex']) {
      await views.getByRole('button', { name, exact: true }).click()
      await expect(views.getByRole('button', { name, exact: true })).toHaveAttribute('aria-current', 'true')
      expect(new URL(page.url()).pathname).toMatch(/\/compare\//)
    }
    await page.goBack()
    await expect(pair(page, 'Mature 75 mm', 'Mature 80 mm')).toBeVisible()
    await page.keyboard.press('Shift+y')
    await expect(canvas(page)).toBeVisible()
    await page.goBack()
    await expect(pair(page, 'Mature 75 mm', 'Mature 80 mm')).toBeVisible()
    expect(new URL(page.url()).pathname).toBe(new URL(here).pathname)
  })

  await test.step('an address of nothing says so, and shows what there is', async () => {
    const { origin, pathname } = new URL(here)
    const [, , patient, , visit, , photo] = pathname.split('/')
    const says = async (path: string, text: string) => {
      await page.goto(origin + path)
      await expect(page.locator('.toast').getByText(text)).toBeVisible()
    }
    await says(
      `/patients/${patient}/visits/${visit}/compare/${photo}/gone/before`,
      'A part of this comparison is not here',
    )
    await expect(pair(page, 'Before', 'Before')).toBeVisible()
    await says(`/patients/${patient}/visits/${visit}/studio/gone`, 'This photo is not here any more.')
    await expect(canvas(page)).toBeVisible()
    await expect(page).toHaveURL(/\/studio\/[0-9a-f]{8}-/)
    await says(`/patients/${patient}/visits/gone/studio`, 'This visit is not here any more. Here is the patient.')
    await expect(button(page, 'Open Studio')).toBeVisible()
    await says('/patients/gone/visits/gone/plan', 'This visit is not here any more. Here is the library.')
    await says('/patients/gone', 'This patient is not here any more. Here is the library.')
    await says('/nowhere', 'Nothing is at this address. Here is the library.')
    await expect(page).toHaveURL(/\/$/)
    await expect(button(page, 'Sample patient')).toBeVisible()
  })
})
