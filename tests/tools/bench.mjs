// npm run bench: dots and tiles in Node, the engine and the built app in Chromium.
// --json FILE writes the figures; --only node, engine or app runs one part; --port N serves the pages there.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { missing, verdict } from '../bench/limits.mjs'
import { chromiumArgs, needChromium } from './chromium.mjs'
import { binary, needPackages, root, run } from './run.mjs'

const { values } = parseArgs({
  options: { json: { type: 'string' }, only: { type: 'string' }, port: { type: 'string', default: '4189' } },
})

needPackages()
const executablePath = needChromium()
const { build, preview } = await import('vite')
const { chromium } = await import('@playwright/test')
const started = performance.now()

/** Bundled, so that hot loops are what the product runs and not what a loader wraps. */
async function node() {
  // As deep as the tests' own sources: they name files by their place.
  const out = join(root, 'tests', '.out', 'bench-node')
  mkdirSync(out, { recursive: true })
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: { ssr: 'tests/bench/node.ts', outDir: out, emptyOutDir: false, target: 'node20' },
    ssr: { noExternal: [], external: ['poisson-disk-sampling', 'fast-2d-poisson-disk-sampling'] },
  })
  const { benchNode } = await import(pathToFileURL(join(out, 'node.js')).href)
  return benchNode(say)
}

async function served(outDir, work) {
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'warn',
    build: { outDir },
    preview: { host: '127.0.0.1', port: Number(values.port) },
  })
  try {
    return await work(server.resolvedUrls?.local[0] ?? '')
  } finally {
    await server.close()
  }
}

async function engine(browser) {
  const outDir = join(root, 'tests', '.out', 'bench-page')
  await build({
    root: join(root, 'tests', 'bench'),
    configFile: false,
    logLevel: 'warn',
    publicDir: join(root, 'public'),
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      rolldownOptions: { input: join(root, 'tests/bench/engine.html') },
    },
  })
  return served(outDir, async (address) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${address}engine.html`)
    await page.waitForFunction(() => window.bench)
    const figures = await page.evaluate(() => window.bench())
    await page.close()
    return figures
  })
}

async function app(browser) {
  const outDir = join(root, 'tests', '.out', 'bench-app')
  const args = ['build', '--logLevel', 'warn', '--outDir', outDir, '--emptyOutDir']
  if ((await run(binary('vite'), args)) !== 0) throw new Error('The build failed.')
  const { benchApp } = await import('../bench/app.mjs')
  return served(outDir, (address) => benchApp(browser, address, say))
}

function say(what) {
  console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${what}`)
}

const figures = {}
const failures = []
/** A part that fails costs its own figures, not those of the others. */
async function part(key, name, work) {
  if (values.only && values.only !== key) return
  say(name)
  try {
    Object.assign(figures, await work())
  } catch (error) {
    failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

await part('node', 'Bundling what runs in Node', node)
const browser = await chromium.launch({ executablePath, args: chromiumArgs })
try {
  await part('engine', 'Filling, editing and painting in Chromium', () => engine(browser))
  await part('app', 'The built app', () => app(browser))
} finally {
  await browser.close()
}

const longest = Math.max(...Object.keys(figures).map((name) => name.length))
console.log()
for (const [name, value] of Object.entries(figures)) {
  const number = value.toLocaleString('en', { maximumFractionDigits: 5 }).padStart(12)
  console.log(`${name.padEnd(longest)}  ${number}  ${verdict(name, value)}`.trimEnd())
}
if (!values.only) for (const name of missing(figures)) console.log(`${name.padEnd(longest)}  not measured`)
for (const failure of failures) console.log(failure)
say('Done')
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
