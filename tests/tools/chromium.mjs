// Finds a Chromium for the tests, or installs one. Needs nothing but Node until a Playwright is there to ask.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { binary } from './run.mjs'

/** Of the browser's own window: pages that would be loaded beside each page that is opened, and that no test looks at. */
const popups = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup']
/** Of two lists Chromium takes the last, so what Playwright leaves out by itself is said again. */
const byPlaywright = `AimEnabled AvoidCorsURLLoaderRestartOnRedirect AvoidUnnecessaryBeforeUnloadCheckSync
  DestroyProfileOnBrowserClose HttpsFirstBalancedModeAutoEnable HttpsUpgrades LensOverlay MediaRouter
  NetworkTimeServiceQuerying OptimizationHints PaintHolding PreconnectToSearch TcpPortRandomizationWin
  ThirdPartyStoragePartitioning msEdgeUpdateLaunchServicesPreferredVersion msForceBrowserSignIn`.split(/\s+/)

export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  `--disable-features=${[...popups, ...byPlaywright].join(',')}`,
]

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']

function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Google Chrome Canary', 'Microsoft Edge'].flatMap((app) =>
      ['/Applications', join(process.env.HOME ?? '', 'Applications')].map((folder) =>
        join(folder, `${app}.app`, 'Contents', 'MacOS', app),
      ),
    )
  }
  if (process.platform === 'win32') {
    const { PROGRAMFILES, LOCALAPPDATA } = process.env
    const roots = [PROGRAMFILES, process.env['PROGRAMFILES(X86)'], LOCALAPPDATA].filter(Boolean)
    return roots.flatMap((root) => [
      join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(root, 'Chromium', 'Application', 'chrome.exe'),
      join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ])
  }
  return ['/usr/bin', '/usr/local/bin', '/opt/google/chrome', '/snap/bin', '/usr/lib/chromium'].flatMap((folder) =>
    names.map((name) => join(folder, name)),
  )
}

function runs(path) {
  if (!path || !existsSync(path)) return false
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Playwright's own download. Asked anew each time: it may have been installed since. */
function playwrightsOwn() {
  try {
    return createRequire(import.meta.url)('@playwright/test').chromium.executablePath()
  } catch {
    return null
  }
}

export function findChromium() {
  const named = process.env.TRICHION_CHROMIUM ?? process.env.CHROME_PATH
  if (named) {
    if (!runs(named)) throw new Error(`TRICHION_CHROMIUM or CHROME_PATH names ${named}, which cannot be run.`)
    return named
  }
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [playwrightsOwn(), ...onPath, ...usualPlaces()].find(runs) ?? null
}

export function needChromium() {
  const found = findChromium()
  if (found) return found
  const tried = []
  const attempt = (command, args) => {
    console.log(`No Chromium found: ${[command, ...args].join(' ')}`)
    tried.push(command)
    spawnSync(command, args, { stdio: 'inherit', timeout: 300_000 })
    return findChromium()
  }
  const viaPlaywright = attempt(process.execPath, [binary('@playwright/test', 'playwright'), 'install', 'chromium'])
  if (viaPlaywright) return viaPlaywright
  if (process.platform === 'linux') {
    const root = process.getuid?.() === 0
    const apt = (...args) => (root ? attempt('apt-get', args) : attempt('sudo', ['-n', 'apt-get', ...args]))
    apt('update')
    const viaApt = apt('install', '-y', '--no-install-recommends', 'chromium')
    if (viaApt) return viaApt
  }
  throw new Error(
    `No Chromium could be found or installed (tried ${tried.join(', ')}). Install one and set TRICHION_CHROMIUM to its path.`,
  )
}
