import { type Command } from '../../src/ui/shell/commands/command.ts'
import { commands } from '../../src/ui/shell/commands/commands.ts'
import {
  button,
  canvas,
  drag,
  expect,
  filled,
  goTo,
  openSample,
  radio,
  settled,
  test,
  typeFigure,
  useScale,
  type Page,
} from './studio.ts'

/** Where the commands have something to do, and in what order each of them changes what is on the screen. */
const inStudio = [
  ...['hand', 'scale', 'brush', 'lasso', 'eraser', 'exclude', 'density', 'dots', 'measure', 'select', 'hairline'].map(
    (tool) => `tool.${tool}`,
  ),
  ...['photo', 'scale', 'dots', 'area', 'hairline'].map((step) => `step.${step}`),
  'mirror',
  'guides',
  'assess',
  'zoomIn',
  'zoomOut',
  'fullSize',
  'fit',
  'hideOverlays',
  'photoAlone',
  'search',
  'backups',
  'settings',
  'lock',
  'storage',
  'shortcuts',
  'overlays',
  'snapOutline',
  'layers',
  'panels',
  'turnLeft',
  'upright',
  'turnRight',
]
const ofVisit = ['carry']
/** Another style first: each lays a line that is not there yet. */
const styles = ['rounded', 'straight', 'widowsPeak', 'receded', 'female', 'nativeTrace', 'mature'].map(
  (style) => `style.${style}`,
)
const withPoint = ['point.corner']
const withMeasure = ['measure.distance', 'measure.angle', 'deleteSelected']
const withBrush = ['brush.smaller', 'brush.larger', 'feather.less', 'feather.more']
const withArea = ['fill', 'dice', 'match', 'undo', 'redo', 'snapshot', 'present', 'compare']
const inCompare = [
  ...['sideBySide', 'fade', 'flicker', 'difference', 'slider', 'swap'].map((id) => `compare.${id}`),
  'export',
]
const onPlan = ['plan', 'planPdf']
const onStages = ['stage.laterStage', 'stage.earlierStage', 'tool.zones', 'studio']
const away = ['library']
/** The sample needs none. */
const ofOwnPatient = ['consent']

const tested = [
  inStudio,
  ofVisit,
  styles,
  withPoint,
  withMeasure,
  withBrush,
  withArea,
  inCompare,
  onPlan,
  onStages,
  away,
  ofOwnPatient,
].flat()

/** What a person could tell apart: words, figures, states, and the picture. */
const look = (page: Page) =>
  page.evaluate(() => {
    const states = [...document.querySelectorAll('button, [role], input')].map((element) =>
      ['aria-pressed', 'aria-current', 'aria-checked', 'aria-selected', 'aria-disabled', 'aria-expanded']
        .map((name) => element.getAttribute(name))
        .concat(element instanceof HTMLInputElement ? [element.value, `${element.checked}`] : [])
        .join(),
    )
    let hash = 0
    for (const picture of document.querySelectorAll('canvas')) {
      if (picture.width === 0 || picture.height === 0) continue
      const pixels = picture.getContext('2d')?.getImageData(0, 0, picture.width, picture.height)
      const words = new Uint32Array(pixels?.data.buffer ?? new ArrayBuffer(0))
      // A part of them, in every column: what a command draws covers more.
      for (let i = 0; i < words.length; i += 7) hash = (Math.imul(hash, 31) + words[i]!) | 0
    }
    return [document.body.innerText, ...states, hash].join('\n')
  })

/** The look once nothing of what was asked before is still to come. */
async function atRest(page: Page): Promise<string> {
  let before = ''
  await expect
    .poll(
      async () => {
        const now = await look(page)
        const same = now === before
        before = now
        return same
      },
      { intervals: [80] },
    )
    .toBe(true)
  return before
}

const pressed = (binding: string) => binding.replace('$mod', 'Control')

const asDialogs = new Set(['present', 'export', 'consent', 'settings', 'lock', 'storage', 'shortcuts'])

/** Runs a command by its key, or by its name in the search where it has none, and waits until that is to be seen. */
async function runs(page: Page, { id, keys, title, release }: Command): Promise<void> {
  const before = await atRest(page)
  const changed = () => expect.poll(() => look(page), { message: title, intervals: [80] }).not.toBe(before)
  const [key] = keys
  if (key === undefined) {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(title)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Search commands' })).toBeHidden()
    await changed()
  } else if (release) {
    await page.keyboard.down(pressed(key))
    await changed()
    await page.keyboard.up(pressed(key))
    await expect.poll(() => look(page), `${title}, let go`).toBe(before)
  } else {
    await page.keyboard.press(pressed(key))
    await changed()
  }
  // Their code is loaded when it is asked for.
  if (asDialogs.has(id)) await expect(page.getByRole('dialog')).toBeVisible()
  if (await page.getByRole('dialog').isVisible()) {
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
}

async function runAll(page: Page, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const row = commands.find((c) => c.id === id)
    if (!row) throw new Error(`No command is called ${id}.`)
    await test.step(row.title, () => runs(page, row))
  }
}

test('no command is left out here', () => {
  expect(tested.toSorted()).toEqual(commands.map(({ id }) => id).toSorted())
})

test('every command does something, by its key or by its name', async ({ page }) => {
  test.slow()
  await openSample(page)
  await useScale(page)
  await canvas(page).focus()
  await runAll(page, inStudio)
  // And back to the panels, to that of the step, to what the eye hid, and to the photo as it stands.
  await runAll(page, ['panels', 'layers', 'overlays', 'upright'])
  await runAll(page, ofVisit)
  await expect(page.getByRole('menuitem', { name: 'Right 45°' })).toBeVisible()
  await page.keyboard.press('Escape')
  await runAll(page, styles)
  await page.getByRole('slider', { name: 'Frontotemporal apex, right' }).focus()
  await runAll(page, withPoint)
  await page.keyboard.press('m')
  const box = (await canvas(page).boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await drag(page, { x, y }, { x: x + 80, y })
  await runAll(page, withMeasure)
  await goTo(page, 'Area')
  await runAll(page, withBrush)
  await runAll(page, ['fill'])
  await filled(page)
  // The match is begun, and given up by the same name.
  await runAll(page, ['match'])
  await runAll(page, withArea.slice(1))
  await runAll(page, inCompare)

  await page.keyboard.press('Shift+y')
  await goTo(page, 'Hairline')
  await typeFigure(page, 'Height from glabella', 95)
  await canvas(page).focus()
  await runAll(page, onPlan)
  await radio(page, 'Kind of plan', 'Reversal').click()
  await page
    .getByRole('complementary')
    .getByRole('button', { name: /Mature/ })
    .click()
  await expect(button(page, 'Final')).toBeVisible()
  await settled(page)
  await canvas(page).focus()
  await runAll(page, onStages)
  await runAll(page, away)
  await expect(
    page.getByRole('heading', { name: 'Sample patient' }).or(page.getByText('Sample patient')).first(),
  ).toBeVisible()
  await page.getByRole('banner').getByRole('button', { name: 'New patient' }).click()
  await expect(page.getByRole('heading', { name: 'Add a frontal photo to start' })).toBeVisible()
  await runAll(page, ofOwnPatient)
})
