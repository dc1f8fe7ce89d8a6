// npm start: installs what is missing, builds what is stale, serves on this machine alone and opens it.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { binary, needPackages, root, run } from './run.mjs'

const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'tsconfig.json', 'package-lock.json']

function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(path).reduce((time, name) => Math.max(time, newest(join(path, name))), stat.mtimeMs)
}

function isBuilt() {
  const page = join(root, 'dist', 'index.html')
  return existsSync(page) && sources.every((path) => newest(join(root, path)) <= statSync(page).mtimeMs)
}

function open(address) {
  if (process.env.BROWSER === 'none') return
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return
  const [command, ...args] = {
    darwin: ['open'],
    win32: ['cmd', '/c', 'start', ''],
  }[process.platform] ?? ['xdg-open']
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true })
  child.on('error', () => console.log('No browser could be opened; open the address yourself.'))
  child.unref()
}

try {
  needPackages()
  if (!isBuilt() && (await run(binary('vite'), ['build', '--logLevel', 'warn'])) !== 0) {
    throw new Error('The build failed; see above.')
  }
  const { preview } = await import('vite')
  const server = await preview({ root, preview: { host: '127.0.0.1', port: Number(process.env.PORT ?? 4173) } })
  const address = server.resolvedUrls?.local[0] ?? 'http://127.0.0.1:4173/'
  console.log(`Trichion is at ${address}  (Ctrl+C stops it)`)
  open(address)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
