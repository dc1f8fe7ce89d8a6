// npm run soak: long runs of faults and load on the built app, with real browsers that are killed. SOAK_SHARE=0.1 runs a
// tenth of them, SEED=... plays a run again. What a losing run leaves lies in tests/.out/lost.
import { needChromium } from './chromium.mjs'
import { binary, needPackages, run } from './run.mjs'

needPackages()
process.env.TRICHION_CHROMIUM = needChromium()
// Named once: the runner and its workers are processes of their own, and a test's name tells its seed.
process.env.SEED ??= String(Date.now() % 1_000_000)
const built = await run(binary('vite'), ['build'])
if (built !== 0) process.exit(built)

const given = process.argv.slice(2)
const browsers = ['test', '--config', 'tests/soak/playwright.config.ts', ...given]
const codes = [await run(binary('@playwright/test', 'playwright'), browsers)]
// What npm test does with a few, with as many as there may be.
if (given.length === 0) {
  const share = Number(process.env.SOAK_SHARE ?? 1)
  const many = (full) => String(Math.max(1, Math.round(full * share)))
  const files = ['tests/soak/caseFileMutations.test.ts', 'tests/storage/caseIntake.browser.test.ts']
  const env = { CASE_MUTATIONS: many(20_000), BACKUP_PATIENTS: many(1000) }
  codes.push(await run(binary('vitest'), ['run', '--project', 'node', '--project', 'browser', ...files], env))
}
process.exit(Math.max(...codes))
