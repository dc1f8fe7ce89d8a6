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
const args = ['test', '--config', 'tests/soak/playwright.config.ts', ...process.argv.slice(2)]
process.exit(await run(binary('@playwright/test', 'playwright'), args))
