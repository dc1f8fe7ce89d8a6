import { defineConfig } from '@playwright/test'
import journeys from '../e2e/playwright.config.ts'

/** Long runs against the built app; each starts and kills browsers of its own. */
export default defineConfig({
  ...journeys,
  testDir: '.',
  // Beside them lie tests of vitest.
  testMatch: '*.spec.ts',
  outputDir: '../.out/soak',
  workers: 1,
  fullyParallel: false,
  timeout: 0,
})
