import { afterEach, describe, expect, it } from 'vitest'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { routeStore, type Route } from '../../src/store/routeStore.ts'
import { setTool, setView, viewStore } from '../../src/store/viewStore.ts'
import { command, commands } from '../../src/ui/shell/commands/commands.ts'
import { shortcutsHere, toolGestures } from '../../src/ui/shell/commands/shortcutsHere.ts'

const on = (screen: 'studio' | 'compare' | 'plan') =>
  routeStore.setState({ screen, patientId: 'p', visitId: 'v' } as Route, true)
const tools = commands.filter(({ id }) => id.startsWith('tool.')).map(({ id }) => id.slice('tool.'.length))

describe('the shortcuts begin with', () => {
  afterEach(() => {
    routeStore.setState({ screen: 'library' }, true)
    designStore.setState(closedStudio)
    setView({ tool: 'select' })
  })

  it('the tool in the hand: its key, what belongs to it and its gestures', () => {
    on('studio')
    designStore.setState({ design: newDesign({ id: 'p', hash: 'h', width: 3000, height: 4000 }) })
    setTool('hairline')
    const hairline = shortcutsHere()!
    expect(hairline.title).toBe('In hand: Hairline')
    expect(hairline.commands.slice(0, 2)).toEqual(['tool.hairline', 'mirror'])
    expect(hairline.gestures).toContainEqual(['Shift + drag a handle', 'One side only'])
    setTool('brush')
    expect(shortcutsHere()!.commands).toContain('brush.larger')
    expect(shortcutsHere()!.gestures).not.toContainEqual(['Shift + drag a handle', 'One side only'])
  })

  it('keys that exist, whatever tool it is', () => {
    on('studio')
    for (const tool of tools) {
      setView({ tool: tool as ReturnType<typeof viewStore.getState>['tool'] })
      const here = shortcutsHere()!
      for (const id of here.commands) expect(command(id).keys.length, id).toBeGreaterThan(0)
      for (const row of here.gestures) expect(toolGestures).toContain(row)
    }
  })

  it('how two pictures are compared on that screen, and nothing of its own in the library', () => {
    on('compare')
    expect(shortcutsHere()!.commands).toContain('compare.slider')
    routeStore.setState({ screen: 'library' }, true)
    expect(shortcutsHere()).toBeNull()
  })
})
