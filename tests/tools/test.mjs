// npm test: everything, from a clean clone. Ends with one line for the whole.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { needChromium } from './chromium.mjs'
import { binary, needPackages, root, run } from './run.mjs'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node 20.19 or later is needed, this is ${process.versions.node}.`)
  process.exit(1)
}

const out = join(root, 'tests', '.out')
const total = { passed: 0, failed: 0, skipped: 0 }
const failures = []

function count(stage, { passed = 0, failed = 0, skipped = 0, names = [] }) {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  if (failed > 0) failures.push([stage, ...names].join('\n  '))
}

async function stage(name, work) {
  const start = performance.now()
  console.log(`\n== ${name}`)
  const result = await work()
  count(name, result)
  console.log(`== ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`)
  return !result.failed
}

/** One check that passes or fails as a whole. */
const check = async (script, args, env) => ((await run(script, args, env)) === 0 ? { passed: 1 } : { failed: 1 })

/** A stage that dies without saying how many tests it ran counts as one failure. */
function counted(code, report, read) {
  const counts = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : {}
  return { ...counts, failed: Math.max(counts.failed ?? 0, code === 0 ? 0 : 1) }
}

async function vitest(...projects) {
  const report = join(out, `${projects.join('-')}.json`)
  const args = [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    // The other core is for what runs beside it.
    '--maxWorkers=1',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const code = await run(binary('vitest'), args)
  return counted(code, report, (r) => ({
    passed: r.numPassedTests,
    failed: r.numFailedTests,
    skipped: r.numPendingTests + r.numTodoTests,
    names: r.testResults.flatMap((file) =>
      file.assertionResults.filter((t) => t.status === 'failed').map((t) => t.fullName),
    ),
  }))
}

async function playwright() {
  const report = join(out, 'e2e.json')
  const args = ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json']
  const code = await run(binary('@playwright/test', 'playwright'), args, { PLAYWRIGHT_JSON_OUTPUT_NAME: report })
  return counted(code, report, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }))
}

async function build() {
  const app = await check(binary('vite'), ['build'])
  const core = await check(binary('vite'), ['build', '--mode', 'core'])
  return { passed: (app.passed ?? 0) + (core.passed ?? 0), failed: (app.failed ?? 0) + (core.failed ?? 0) }
}

const format = () => check(binary('prettier'), ['--check', '.', '!public', '--log-level', 'warn'])
const types = () => check(binary('typescript', 'tsc'), ['--noEmit'])
const lint = () => check(binary('oxlint'), ['--type-aware', '-c', 'tests/oxlint.json'])

/** What is quick to tell first, then all that opens pages: not both at once, for some read pictures of 16 MP. */
async function onPages() {
  const built = await stage('build', build)
  await stage('types', types)
  await stage('lint', lint)
  await stage('browser', () => vitest('browser'))
  if (built) await stage('journeys', playwright)
  else count('journeys', { failed: 1 })
}

const start = performance.now()
try {
  needPackages()
  process.env.TRICHION_CHROMIUM = needChromium()
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })

  // Pages leave gaps, waiting for each other's processes: what only computes, one file after another, fills them.
  await Promise.all([stage('unit', () => vitest('core', 'node')), stage('format', format), onPages()])
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  count('setup', { failed: 1 })
}

console.log(`\n${((performance.now() - start) / 60_000).toFixed(1)} min`)
if (failures.length > 0) console.log(`Failed:\n${failures.join('\n')}`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed > 0 ? 1 : 0)
