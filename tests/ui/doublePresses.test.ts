import { expect, it } from 'vitest'
import { doublePresses } from '../../src/ui/canvas/hands/doublePresses.ts'

type Press = Parameters<ReturnType<typeof doublePresses>['isSecond']>[0]
const press = (time: number, o: Partial<Press> = {}): Press => ({ time, x: 100, y: 100, pointer: 'mouse', ...o })

/** Which of presses in a row are second ones. */
function seconds(...all: readonly Press[]): readonly boolean[] {
  const presses = doublePresses()
  return all.map((one) => presses.isSecond(one))
}

it.each(['mouse', 'touch', 'pen'] as const)(
  'two presses by %s at one place, soon after one another, are one',
  (pointer) => {
    expect(seconds(press(0, { pointer }), press(250, { pointer, x: 105, y: 103 }))).toEqual([false, true])
  },
)

it('a third press begins anew, and a fourth is a second one again', () => {
  expect(seconds(press(0), press(150), press(300), press(450))).toEqual([false, true, false, true])
})

it('presses far apart in time or place, or by different pointers, stay two', () => {
  expect(seconds(press(0), press(400))).toEqual([false, false])
  expect(seconds(press(0), press(100, { x: 108 }))).toEqual([false, false])
  expect(seconds(press(0), press(100, { pointer: 'touch' }))).toEqual([false, false])
})

it('a press that came too late is the first of the next two', () => {
  expect(seconds(press(0), press(500), press(700))).toEqual([false, false, true])
})
