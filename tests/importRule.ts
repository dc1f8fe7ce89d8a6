import { parseSync } from 'vite'

/** The rooms of src in the order of the house: a room may import itself and whatever stands before it. */
export const rooms = [
  'core/geometry',
  'core/pixels',
  'core/pigment',
  'core/sampling',
  'core/design',
  'core/fill',
  'core/plan',
  'core/render',
  'core/tools',
  // Directly in core stands one file: the list of what the engine offers to others.
  'core',
  'worker',
  'storage',
  'store',
  'ui',
] as const

/** Pairs that the order alone would allow. */
const forbiddenPairs: readonly (readonly [from: string, to: string])[] = [
  ['ui', 'worker'],
  ['ui', 'storage'],
  ['storage', 'worker'],
]

/** What core may take from node_modules: a schema checker and nothing that knows a screen. */
const corePackages = ['valibot']

/** Names that would give core a screen, a clock, a network or unseeded chance. */
const forbiddenInCore = [
  'window',
  'document',
  'navigator',
  'location',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'fetch',
  'performance',
  'Date',
  'setTimeout',
  'setInterval',
  'requestAnimationFrame',
  'queueMicrotask',
  'Worker',
  'MessageChannel',
  'ImageData',
  'ImageBitmap',
  'OffscreenCanvas',
  'createImageBitmap',
  'crypto',
  'process',
]

const wrongNames = /^(index|utils?|helpers?|common|types|misc|manager)\.tsx?$/i

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

function visit(
  node: Node,
  see: (node: Node, parent: Node | null, key: string) => void,
  parent: Node | null,
  key = '',
): void {
  see(node, parent, key)
  for (const [name, value] of Object.entries(node)) {
    const children: readonly unknown[] = Array.isArray(value) ? value : [value]
    for (const child of children) if (isNode(child)) visit(child, see, node, name)
  }
}

const literal = (value: unknown): string | null =>
  isNode(value) && value.type === 'Literal' && typeof value.value === 'string' ? value.value : null

function parse(path: string, source: string): Node {
  const { program, errors } = parseSync(path, source)
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0]?.message}`)
  return program as unknown as Node
}

/** Everything a source file names as another module: import, export from, import(), import types, worker addresses. */
export function importsOf(path: string, source: string): string[] {
  const found: string[] = []
  const keep = (specifier: string | null) => {
    if (specifier !== null) found.push(specifier)
  }
  visit(
    parse(path, source),
    (node) => {
      if (node.type === 'NewExpression') {
        const { callee, arguments: given } = node
        if (isNode(callee) && callee.name === 'URL' && Array.isArray(given) && given.length === 2) {
          const name = literal(given[0])
          if (name?.startsWith('.')) keep(name)
        }
      } else if (node.type === 'ImportExpression' && literal(node.source) === null) {
        // The address of a file imported with ?url has been judged where it was imported.
        const address = isNode(node.source) ? node.source.name : null
        if (typeof address !== 'string' || !new RegExp(`import ${address} from '[^']+\\?url'`).test(source))
          found.push('(computed)')
      } else if ('source' in node) {
        keep(literal(node.source))
      }
    },
    null,
  )
  return found
}

/** The modules that come with a file: what it imports or re-exports at its top as more than a type. */
function comesWith(path: string, source: string): string[] {
  const { staticImports, staticExports } = parseSync(path, source).module
  const isValue = (entries: readonly { readonly isType: boolean }[]) =>
    entries.length === 0 || entries.some(({ isType }) => !isType)
  return [
    ...staticImports.filter(({ entries }) => isValue(entries)).map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports
      .flatMap(({ entries }) => entries)
      .flatMap(({ moduleRequest, isType }) => (moduleRequest && !isType ? [moduleRequest.value] : [])),
  ]
}

/**
 * Every file of src that is loaded at once with one of them, by its path, and the way that leads to it from there. What is
 * imported when it is asked for, and what a worker loads, stays out.
 */
export function loadedWith(entry: string, read: (path: string) => string): Map<string, readonly string[]> {
  const ways = new Map<string, readonly string[]>([[entry, [entry]]])
  for (const [path, way] of ways) {
    for (const specifier of comesWith(path, read(path))) {
      const target = resolve(path, specifier)
      if (specifier.startsWith('.') && /\.tsx?$/.test(target) && !ways.has(target)) ways.set(target, [...way, target])
    }
  }
  return ways
}

/** The room a file of src stands in, null for main.tsx, which wires everything. */
export function roomOf(path: string): string | null {
  const parts = path.split('/')
  if (parts[0] !== 'src') throw new Error(`${path} is not in src.`)
  if (parts.length === 2) return null
  if (parts[1] !== 'core') return parts[1] ?? null
  return parts.length === 3 ? 'core' : `core/${parts[2]}`
}

function resolve(from: string, specifier: string): string {
  const parts = from.split('/').slice(0, -1)
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

const rank = (room: string): number => (rooms as readonly string[]).indexOf(room)

function importProblem(path: string, room: string, specifier: string): string | null {
  if (specifier === '(computed)') return `${path} imports a computed address`
  if (!specifier.startsWith('.')) {
    if (specifier.startsWith('/') || specifier.startsWith('src/'))
      return `${path} imports ${specifier}, write it relative`
    const named = corePackages.some((name) => specifier === name || specifier.startsWith(`${name}/`))
    return room.startsWith('core') && !named ? `${path} imports ${specifier}, core is plain` : null
  }
  const target = resolve(path, specifier)
  if (!target.startsWith('src/')) return `${path} imports ${specifier}, outside src`
  const to = roomOf(target)
  if (to === null) return `${path} imports ${specifier}, which nobody imports`
  const pair = forbiddenPairs.some(([a, b]) => a === room && b === to)
  return pair || rank(to) < 0 || rank(to) > rank(room) ? `${path} (${room}) imports ${specifier} (${to})` : null
}

function declaredNames(program: Node): Set<string> {
  const names = new Set<string>()
  const bind = (pattern: unknown): void => {
    if (!isNode(pattern)) return
    if (pattern.type === 'Identifier' && typeof pattern.name === 'string') names.add(pattern.name)
    else if (pattern.type === 'AssignmentPattern') bind(pattern.left)
    else if (pattern.type === 'RestElement') bind(pattern.argument)
    else if (pattern.type === 'Property') bind(pattern.value)
    else for (const part of [pattern.properties, pattern.elements]) if (Array.isArray(part)) part.forEach(bind)
  }
  visit(
    program,
    (node) => {
      if (node.type === 'VariableDeclarator') bind(node.id)
      if (Array.isArray(node.params)) node.params.forEach(bind)
    },
    null,
  )
  return names
}

function impurities(path: string, source: string): string[] {
  const program = parse(path, source)
  const own = declaredNames(program)
  const found = new Set<string>()
  visit(
    program,
    (node, parent, key) => {
      if (node.type === 'MemberExpression' && isNode(node.object) && node.object.name === 'Math') {
        if (isNode(node.property) && node.property.name === 'random') found.add('Math.random')
      }
      if (node.type !== 'Identifier' || typeof node.name !== 'string') return
      if (own.has(node.name) || !forbiddenInCore.includes(node.name)) return
      const isKey = !parent?.computed && (key === 'property' || key === 'key')
      if (!isKey) found.add(node.name)
    },
    null,
  )
  return [...found].map((name) => `${path} uses ${name}, core is plain`)
}

/** What is wrong with one file of src, in words; an empty list when nothing is. Paths are from the root, with `/`. */
export function problemsOf(path: string, source: string): string[] {
  const problems: string[] = []
  if (wrongNames.test(path.split('/').at(-1) ?? '')) problems.push(`${path} is named after nothing`)
  const room = roomOf(path)
  if (room === null) return path === 'src/main.tsx' ? problems : [...problems, `${path} stands in no room`]
  if (rank(room) < 0) return [...problems, `${path} stands in an unknown room`]
  for (const specifier of importsOf(path, source)) {
    const problem = importProblem(path, room, specifier)
    if (problem) problems.push(problem)
  }
  if (room.startsWith('core')) problems.push(...impurities(path, source))
  return problems
}
