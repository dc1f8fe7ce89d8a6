import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { push, startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { queueStore } from '../../src/store/edits/queuedSteps.ts'
import { routeStore } from '../../src/store/routeStore.ts'
import { setStep, stepNames, viewStore } from '../../src/store/viewStore.ts'
import { isSingleKey } from '../../src/ui/shell/commands/command.ts'
import { command, commands, run } from '../../src/ui/shell/commands/commands.ts'
import { version } from '../../src/ui/shell/version.ts'

describe('the command table', () => {
  it('names every command once', () => {
    const ids = commands.map((c) => c.id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('gives no key to two commands of the same screen', () => {
    // Compare has its own meaning for some keys of the Studio; they are never on together.
    const studio = commands.filter((c) => !c.id.startsWith('compare.'))
    const keys = studio.flatMap((c) => c.keys)
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
  })

  it('never takes the digits that belong to the browser tabs', () => {
    const taken = commands.flatMap((c) => c.keys).filter((key) => !isSingleKey(key))
    expect(taken.filter((key) => /\d$/.test(key))).toEqual([])
  })

  it('offers nothing on a photo before there is one', () => {
    const on = commands.filter((c) => c.isEnabled()).map((c) => c.id)
    expect(on).toEqual(['backups', 'search', 'settings', 'lock', 'storage', 'shortcuts'])
    for (const c of commands.filter((row) => !row.isEnabled() && row.why)) expect(c.why?.()).not.toBe('')
  })

  it('hides the panels and brings them back, wherever the last press was', () => {
    const design = newDesign({ id: 'p', hash: 'h', width: 3000, height: 4000 })
    designStore.setState({ history: startHistory(design), design })
    routeStore.setState({ screen: 'studio', patientId: 'p', visitId: 'v' }, true)
    run('panels')
    expect(viewStore.getState().chromeHidden).toBe(true)
    run('panels')
    expect(viewStore.getState().chromeHidden).toBe(false)
    designStore.setState(closedStudio)
    routeStore.setState({ screen: 'library' }, true)
  })

  it('switches Mirror in every step, unless one half of the line alone is designed', () => {
    const design = newDesign({ id: 'p', hash: 'h', width: 3000, height: 4000 })
    routeStore.setState({ screen: 'studio', patientId: 'p', visitId: 'v' }, true)
    for (const half of [false, true]) {
      const hairline = half ? { ...design.hairline, only: 'left' as const } : design.hairline
      designStore.setState({ ...closedStudio, design: { ...design, hairline } })
      for (const step of stepNames) {
        setStep(step)
        const { mirror } = viewStore.getState()
        run('mirror')
        expect(viewStore.getState().mirror, step).toBe(half ? mirror : !mirror)
      }
    }
    expect(command('mirror').why?.()).toContain('half')
    designStore.setState(closedStudio)
    routeStore.setState({ screen: 'library' }, true)
  })

  it('undoes no design that is out of sight', () => {
    const design = newDesign({ id: 'p', hash: 'h', width: 3000, height: 4000 })
    const history = push(startHistory(design), { ...design, fill: { ...design.fill, seed: 7 } }, 'Roll')
    designStore.setState({ ...closedStudio, history, design })
    const visit = { patientId: 'p', visitId: 'v' }
    const on = (['library', 'studio', 'compare', 'plan'] as const).filter((screen) => {
      routeStore.setState(screen === 'library' ? { screen } : { screen, ...visit }, true)
      return command('undo').isEnabled()
    })
    expect(on).toEqual(['studio', 'plan'])
    // The same while a step is on its way to another view, which has no design yet.
    queueStore.setState({ underWay: true })
    designStore.setState(closedStudio)
    const meanwhile = (['library', 'studio', 'compare', 'plan'] as const).filter((screen) => {
      routeStore.setState(screen === 'library' ? { screen } : { screen, ...visit }, true)
      return command('undo').isEnabled() && command('redo').isEnabled()
    })
    expect(meanwhile).toEqual(['studio', 'plan'])
    queueStore.setState({ underWay: false })
    designStore.setState(closedStudio)
    routeStore.setState({ screen: 'library' }, true)
  })
})

it('About names the version of the package', () => {
  const { version: packaged } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  expect(version).toBe(packaged)
})
