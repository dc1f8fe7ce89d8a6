import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { createReadStream, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { chromiumArgs, findChromium } from './tests/tools/chromium.mjs'
import { hasShared, readShared } from './tests/worker/sharedFiles.ts'

/** What the built page may load: its own files, nothing from anywhere else. Never weakened for a library. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "worker-src 'self'",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** The development server injects inline styles and scripts, so only the built page carries the policy. */
function policyInBuiltPage(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  }
}

const packageFile = (path: string): string => resolve(import.meta.dirname, 'node_modules', path)
const landmarkFiles = [
  ...['blazeface', 'facemesh', 'iris'].flatMap((model) =>
    ['json', 'bin'].map((kind) => packageFile(`@vladmandic/human/models/${model}.${kind}`)),
  ),
  ...['tfjs-backend-wasm', 'tfjs-backend-wasm-simd'].map((name) =>
    packageFile(`@tensorflow/tfjs-backend-wasm/dist/${name}.wasm`),
  ),
]
/** Named by the version of the models, so that no cache mixes two. */
const landmarkFolder = 'landmarks-3.3.6/'

/** Models and WebAssembly of the face search, as their packages ship them: fetched by names that the library makes up itself. */
function landmarkModels(): Plugin {
  return {
    name: 'landmark-models',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const name = new URL(request.url ?? '/', 'http://localhost').pathname.split(`/${landmarkFolder}`)[1]
        const path = landmarkFiles.find((file) => basename(file) === name)
        if (!path) return next()
        response.setHeader('Content-Type', path.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream')
        createReadStream(path).pipe(response)
      })
    },
    generateBundle() {
      for (const path of landmarkFiles)
        this.emitFile({ type: 'asset', fileName: landmarkFolder + basename(path), source: readFileSync(path) })
    },
  }
}

const address = { host: '127.0.0.1' }
/** A slow machine is no failure: only what hangs is stopped. */
const SLOW_MS = 60_000
const browserTests = 'tests/**/*.browser.test.{ts,tsx}'
const coreTests = 'tests/core/**/*.test.ts'

export default defineConfig(({ mode }) => ({
  plugins: mode === 'core' ? [] : [react(), policyInBuiltPage(), landmarkModels()],
  worker: { format: 'es' },
  server: address,
  preview: address,
  build:
    mode === 'core'
      ? {
          lib: { entry: 'src/core/publicSurface.ts', formats: ['es'], fileName: () => 'core.mjs' },
          target: 'es2023',
          emptyOutDir: false,
          copyPublicDir: false,
          minify: false,
        }
      : {
          target: 'es2023',
          modulePreload: { polyfill: false },
          // Split by what shares it, the first screen came in eighty files that compress worse apart.
          rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } } },
        },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          environment: 'node',
          testTimeout: SLOW_MS,
          include: [coreTests],
          exclude: [browserTests],
          // Nothing in core keeps what one file did from another: loaded and compiled once, it takes a quarter less time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          testTimeout: SLOW_MS,
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [browserTests, coreTests, 'tests/e2e/**', 'tests/.out/**'],
        },
      },
      {
        extends: true,
        // All that the app's own page takes: found while tests run they would be bundled anew, and a test be loaded twice.
        optimizeDeps: {
          include: [
            'react',
            'react-dom/client',
            'react/jsx-dev-runtime',
            'react-aria-components',
            'lucide-react',
            'zustand',
          ],
        },
        test: {
          name: 'browser',
          include: [browserTests],
          testTimeout: SLOW_MS,
          provide: { patients: Number(process.env.BACKUP_PATIENTS ?? 50) },
          // Two pages decoding 16 MP at once would only measure each other.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findChromium() ?? undefined, args: chromiumArgs },
            }),
            instances: [{ browser: 'chromium' }],
            commands: {
              /** Base64 of a trial file beside the project; null where there are none. */
              readShared: (_, file: string) => (hasShared ? Buffer.from(readShared(file)).toString('base64') : null),
            },
          },
        },
      },
    ],
  },
}))
