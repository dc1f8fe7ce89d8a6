// What the two commands share: where things are, running a package's program, installing what the lock asks for.
// Imports nothing but Node, since it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** The script of an installed package's program, to be run with Node itself: no shell, no .cmd files. */
export function binary(name, program = name) {
  const folder = join(root, 'node_modules', name)
  const { bin } = readJson(join(folder, 'package.json'))
  return join(folder, typeof bin === 'string' ? bin : bin[program])
}

/** True when every package of the lock is installed in its version; optional ones only where they are installed. */
export function isInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return false
  const there = readJson(installed).packages
  const wanted = readJson(join(root, 'package-lock.json')).packages
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true
    if (there[path]) return there[path].version === version && (optional || existsSync(join(root, path)))
    return optional === true
  })
}

/** Installs what the lock asks for, when something is missing. Throws when that fails. */
export function needPackages() {
  if (isInstalled()) return
  console.log('Installing packages')
  // npm names its own script to the programs it starts; without it, the npm on the path.
  const npm = process.env.npm_execpath
  const done = npm
    ? spawnSync(process.execPath, [npm, 'ci'], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', ['ci'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (done.status !== 0) throw new Error('npm ci failed; see above.')
}

/** Runs a program, streaming what it prints; resolves to its exit code. */
export function run(script, args, env = {}) {
  return new Promise((settle) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    })
    child.on('error', () => settle(1))
    child.on('exit', (code) => settle(code ?? 1))
  })
}
