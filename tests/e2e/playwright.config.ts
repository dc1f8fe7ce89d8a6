import { defineConfig } from '@playwright/test'
import { chromiumArgs, findChromium } from '../tools/chromium.mjs'

const port = Number(process.env.TRICHION_PORT ?? 4179)
const address = `http://127.0.0.1:${port}`
/** Another folder than dist lets a build be tried beside the one in use. */
const folder = process.env.TRICHION_DIST ?? 'dist'

/**
 * Journeys through the built app, three at a time: one of them always waits for its page. Opening a photo and filling it are
 * most of what they cost, so a journey looks at all that one opening can show, step by step.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../.out/e2e',
  workers: 3,
  fullyParallel: true,
  retries: 0,
  // A slow machine is no failure: only what hangs is stopped.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: address,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    // What moves for the eye alone is drawn anew at every frame, and two cores have enough to do.
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'off',
    launchOptions: { executablePath: findChromium() ?? undefined, args: chromiumArgs },
  },
  webServer: {
    command: `"${process.execPath}" node_modules/vite/bin/vite.js preview --port ${port} --strictPort --outDir ${folder}`,
    cwd: '../..',
    url: address,
    reuseExistingServer: false,
    stdout: 'ignore',
  },
})
