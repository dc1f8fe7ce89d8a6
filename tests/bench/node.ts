import { benchGeometry } from './geometry.ts'
import type { Figures } from './measure.ts'
import { benchPlacement } from './placement.ts'
import { benchQuality, readSampleRecord } from './quality.ts'
import { benchRendering } from './rendering.ts'

/** All that needs no browser. `say` is told what comes next. */
export function benchNode(say: (what: string) => void): Figures {
  const record = readSampleRecord()
  say('Placing dots, beside two peers')
  const placement = benchPlacement()
  say('Spacing, density, and what an edit leaves alone')
  const quality = benchQuality(record)
  say('The fitted head')
  const geometry = benchGeometry()
  say('Drawing tiles')
  return { ...placement, ...quality, ...geometry, ...benchRendering(record) }
}
