// npm run bench: placement in Node, the engine and the built app in Chromium. --json FILE writes the figures.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { chromiumArgs, needChromium } from './chromium.mjs'
import { binary, needPackages, root, run } from './run.mjs'

const { values } = parseArgs({ options: { json: { type: 'string' } } })

needPackages()
const executablePath = needChromium()
const { build, preview } = await import('vite')
const { chromium } = await import('@playwright/test')
// As deep as the bench's sources: they name files by their own place.
const out = join(root, 'tests', '.out')
mkdirSync(out, { recursive: true })

/** Bundled, so that hot loops are what the product runs and not what a loader wraps. */
async function placement() {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: { ssr: 'tests/bench/placement.ts', outDir: out, emptyOutDir: false, target: 'node20' },
    ssr: { noExternal: [], external: ['poisson-disk-sampling'] },
  })
  const { benchPlacement } = await import(pathToFileURL(join(out, 'placement.js')).href)
  return benchPlacement()
}

async function served(outDir, work) {
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'warn',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 4189 },
  })
  try {
    return await work(server.resolvedUrls?.local[0] ?? '')
  } finally {
    await server.close()
  }
}

async function engine(browser) {
  const outDir = join(out, 'bench-page')
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
    const page = await browser.newPage()
    await page.goto(`${address}engine.html`)
    await page.waitForFunction(() => window.bench)
    const figures = await page.evaluate(() => window.bench())
    await page.close()
    return figures
  })
}

async function app(browser) {
  if ((await run(binary('vite'), ['build', '--logLevel', 'warn'])) !== 0) throw new Error('The build failed.')
  const { benchApp } = await import('../bench/app.mjs')
  return served(join(root, 'dist'), (address) => benchApp(browser, address))
}

console.log('Placing dots')
const figures = await placement()
const browser = await chromium.launch({ executablePath, args: chromiumArgs })
try {
  console.log('Filling and painting')
  Object.assign(figures, await engine(browser))
  console.log('The built app')
  Object.assign(figures, await app(browser))
} finally {
  await browser.close()
}

const longest = Math.max(...Object.keys(figures).map((name) => name.length))
console.log()
for (const [name, value] of Object.entries(figures)) {
  console.log(`${name.padEnd(longest)}  ${value.toLocaleString('en').padStart(12)}`)
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
