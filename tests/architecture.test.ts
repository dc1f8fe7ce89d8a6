import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { importsOf, loadedWith, problemsOf, roomOf } from './importRule.ts'

const root = new URL('..', import.meta.url)

const sources = readdirSync(new URL('src', root), { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((path) => /\.tsx?$/.test(path))

describe('the house', () => {
  it('keeps every file to its own room and those before it', () => {
    expect(sources.length).toBeGreaterThan(20)
    expect(sources.flatMap((path) => problemsOf(path, readFileSync(new URL(path, root), 'utf8')))).toEqual([])
  })
})

/** The roots of all that only a design in hand needs: places on a face, the head's scale, the lines, edits, dots. */
const withTheStudio = [
  'src/core/design/scale/marks.ts',
  'src/core/design/scale/calibration.ts',
  'src/core/design/lines/hairlineCurve.ts',
  'src/core/design/edits.ts',
  'src/core/sampling/noise.ts',
  'src/store/edits/designActions.ts',
  'src/store/papers/exportActions.ts',
  'src/store/dots/fillActions.ts',
  'src/store/visits/photoIntake.ts',
  'src/ui/shell/commands/commands.ts',
]

describe('the first load', () => {
  const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

  it('brings the library without the studio: whoever looks a patient up waits for nothing else', () => {
    const loaded = loadedWith('src/main.tsx', read)
    expect(loaded.has('src/ui/panels/LibraryScreen.tsx')).toBe(true)
    expect(sources).toEqual(expect.arrayContaining(withTheStudio))
    expect(withTheStudio.flatMap((path) => loaded.get(path)?.join(' > ') ?? [])).toEqual([])
  })

  it('is what is imported as a value, however long the way', () => {
    const files: Record<string, string> = {
      'src/a.ts': "import { b } from './ui/b.ts'; import type { T } from './t.ts'; void import('./later.ts')",
      'src/ui/b.ts': "export * from '../store/c.ts'; import { type T } from '../t.ts'; export const b = 1",
      'src/store/c.ts': "import '../a.ts'; import './c.css'; import 'react'",
    }
    expect([...loadedWith('src/a.ts', (path) => files[path]!).values()].map((way) => way.join(' > '))).toEqual([
      'src/a.ts',
      'src/a.ts > src/ui/b.ts',
      'src/a.ts > src/ui/b.ts > src/store/c.ts',
    ])
  })
})

describe('the rule itself', () => {
  const wrong = (path: string, source: string) => problemsOf(path, source).length > 0

  it.each([
    ['src/ui/panels/a.tsx', "import { x } from '../../worker/client.ts'"],
    ['src/ui/panels/a.tsx', "import type { Engine } from '../../worker/engine.ts'"],
    ['src/ui/canvas/a.tsx', "import { type Row } from '../../storage/repository.ts'"],
    ['src/storage/a.ts', "import type { Engine } from '../worker/engine.ts'"],
    ['src/store/a.ts', "export * from '../ui/shell/strings.ts'"],
    ['src/worker/a.ts', "export type { Row } from '../storage/repository.ts'"],
    ['src/core/design/a.ts', "type Tool = import('../tools/tool.ts').Tool"],
    ['src/core/design/a.ts', "const later = () => import('../fill/densityField.ts')"],
    ['src/core/pixels/a.ts', "new Worker(new URL('../../worker/engine.worker.ts', import.meta.url))"],
    ['src/core/geometry/a.ts', "import '../pixels/colour.ts'"],
    ['src/core/render/a.ts', "import Konva from 'konva'"],
    ['src/core/publicSurface.ts', "export * from '../worker/engine.ts'"],
    ['src/store/a.ts', "import '../main.tsx'"],
    ['src/store/a.ts', 'const any = (name: string) => import(name)'],
    ['src/store/a.ts', "import '../../tests/fixtures/photo.ts'"],
  ])('refuses %s with %s', (path, source) => expect(wrong(path, source)).toBe(true))

  it.each([
    ['src/core/tools/a.ts', "import { add } from '../geometry/points.ts'"],
    ['src/core/design/a.ts', "import * as v from 'valibot'"],
    ['src/core/publicSurface.ts', "export { add } from './geometry/points.ts'"],
    ['src/storage/a.ts', "import type { Design } from '../core/design/design.ts'"],
    ['src/store/a.ts', "import type { Engine } from '../worker/engine.ts'"],
    ['src/ui/shell/a.tsx', "import { useStore } from 'zustand'"],
    ['src/main.tsx', "import { createEngine } from './worker/client.ts'"],
    ['src/ui/shell/a.tsx', "// import '../../worker/client.ts'\nconst text = \"import '../../worker/client.ts'\""],
  ])('allows %s with %s', (path, source) => expect(problemsOf(path, source)).toEqual([]))

  it.each(['Math.random()', 'Date.now()', 'new Date()', 'performance.now()', 'document.body', 'fetch("a")'])(
    'keeps %s out of core',
    (source) => {
      expect(wrong('src/core/fill/a.ts', `export const a = ${source}`)).toBe(true)
      expect(wrong('src/store/a.ts', `export const a = ${source}`)).toBe(false)
    },
  )

  it('takes a parameter or a property for what it is', () => {
    const source = 'export const at = (location: Place, of: Row) => of.document + location.x + Math.floor(of.window)'
    expect(problemsOf('src/core/fill/a.ts', source)).toEqual([])
  })

  it.each(['index.ts', 'utils.ts', 'helpers.tsx', 'common.ts', 'types.ts'])('refuses a file called %s', (name) => {
    expect(wrong(`src/store/${name}`, 'export const a = 1')).toBe(true)
  })

  it('finds every way to name another module', () => {
    const source = `
      import a, { type B } from './1.ts'; import './2.ts'; import type { C } from './3.ts'
      export { d } from './4.ts'; export * as e from './5.ts'; export type * from './6.ts'
      const f = await import('./7.ts'); type G = import('./8.ts').G; new URL('./9.ts', import.meta.url)
      const notOne = /* './x.ts' */ <div title="import './y.ts'" />`
    expect(importsOf('a.tsx', source)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `./${n}.ts`))
  })

  it('knows the rooms', () => {
    expect(roomOf('src/core/geometry/points.ts')).toBe('core/geometry')
    expect(roomOf('src/core/publicSurface.ts')).toBe('core')
    expect(roomOf('src/ui/canvas/viewport.ts')).toBe('ui')
    expect(roomOf('src/main.tsx')).toBe(null)
  })
})
