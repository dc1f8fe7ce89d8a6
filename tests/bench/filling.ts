import type { Design } from '../../src/core/design/design.ts'
import { createTool } from '../../src/core/tools/toolbox.ts'
import type { Engine, FilledPicture, Tile } from '../../src/worker/engine.ts'
import { painted, sampleDesign, strokesOn } from '../core/sampling/sampleStrokes.ts'
import { median, quantile, rounded, type Figures } from './measure.ts'

const ROUNDS = 5

/** The sample's photo at a share of its own size, as a JPEG. */
export async function samplePhoto(share: number): Promise<ArrayBuffer> {
  const stored = await (await fetch('/sample/hairline.jpg')).blob()
  if (share === 1) return stored.arrayBuffer()
  const bitmap = await createImageBitmap(stored)
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * share), Math.round(bitmap.height * share))
  const context = canvas.getContext('2d')!
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 })).arrayBuffer()
}

export interface Opened {
  readonly photo: { readonly hash: string; readonly width: number; readonly height: number }
  readonly ms: number
}

export async function openPhoto(engine: Engine, bytes: ArrayBuffer): Promise<Opened> {
  const start = performance.now()
  const opened = await engine.openPhoto(bytes)
  const ms = performance.now() - start
  if (!opened.ok) throw new Error(`The photo did not open: ${opened.problem.code}.`)
  return { photo: opened.photo, ms }
}

export const sampleRecord = async (): Promise<unknown> => (await fetch('/sample/marks.json')).json()

interface Filled {
  readonly result: FilledPicture
  readonly tiles: readonly Tile[]
  readonly ms: number
  readonly firstTileMs: number
}

export async function filled(engine: Engine, design: Design, base?: string): Promise<Filled> {
  const tiles: Tile[] = []
  const start = performance.now()
  let firstTileMs = 0
  const on = {
    progress: () => {},
    tiles(some: readonly Tile[]) {
      if (tiles.length === 0) firstTileMs = performance.now() - start
      tiles.push(...some)
    },
  }
  const result = await engine.fill(design, on, base === undefined ? {} : { base })
  const ms = performance.now() - start
  if (!result) throw new Error('The fill was stopped.')
  return { result, tiles, ms, firstTileMs }
}

export function close(tiles: readonly Tile[]): void {
  for (const tile of tiles) for (const bitmap of tile.mips) bitmap.close()
}

/** Field, dots and tiles of a fill of which nothing is known yet; medians. */
export async function fillFigures(engine: Engine, record: unknown, { photo }: Opened): Promise<Figures> {
  const design = sampleDesign(record, { dots: 80_000, ...photo })
  const whole: number[] = []
  const first: number[] = []
  let dots = 0
  let tiles = 0
  for (let round = 0; round <= ROUNDS; round++) {
    // Another seed each time: nothing may come from a cache.
    const fresh = { ...design, fill: { ...design.fill, seed: round + 1 } }
    const fill = await filled(engine, fresh)
    close(fill.tiles)
    if (round === 0) continue
    whole.push(fill.ms)
    first.push(fill.firstTileMs)
    dots = fill.result.dots.value
    tiles = fill.tiles.length
  }
  return {
    'fill.endToEndMs': rounded(median(whole)),
    'fill.endToEndMs.dots': dots,
    'fill.endToEndMs.tiles': tiles,
    'fill.firstTileMs': rounded(median(first)),
  }
}

/** From a committed stroke of 20 mm with a 12 mm brush, on 100,000 dots, to its finished tiles in the page. */
export async function strokeFigures(
  engine: Engine,
  record: unknown,
  { photo }: Opened,
  name: string,
): Promise<{ figures: Figures; p95: number; median: number }> {
  let design = sampleDesign(record, { dots: 100_000, ...photo })
  let { result, tiles } = await filled(engine, design)
  close(tiles)
  const dots = result.dots.value
  const times: number[] = []
  const drawn: number[] = []
  const WARM = 6
  for (const [number, stroke] of strokesOn(design, 36).entries()) {
    design = painted(design, stroke)
    const fill = await filled(engine, design, result.picture)
    close(fill.tiles)
    result = fill.result
    if (number < WARM) continue
    times.push(fill.ms)
    drawn.push(fill.tiles.length)
  }
  const p95 = quantile(times, 0.95)
  const middle = median(times)
  return {
    figures: {
      [`edit.strokeToDotsP95Ms.${name}`]: rounded(p95),
      [`edit.strokeToDotsMedianMs.${name}`]: rounded(middle),
      [`edit.strokeToDots.${name}.dots`]: dots,
      [`edit.strokeToDots.${name}.tilesMedian`]: median(drawn),
    },
    p95,
    median: middle,
  }
}

/** From a pointer sample to the changed mask of a 12 MP photo: strokes across the head with a 12 mm brush. */
export function brushFigures(design: Design): Figures {
  const context = { mmPerPx: 0.068, pxPerScreenPx: 5, brushMm: 12, feather: 0.35, pressureSize: false, mirror: false }
  const times: number[] = []
  for (let stroke = 0; stroke < 12; stroke++) {
    const tool = createTool('brush')
    const y = 700 + stroke * 90
    let now = design
    for (let i = 0; i <= 120; i++) {
      const at = { x: 700 + i * 14, y: y + 60 * Math.sin(i / 9) }
      const type = i === 0 ? 'down' : i === 120 ? 'up' : 'move'
      const input = { type, at, pointer: 'mouse', pressure: 0.5, shift: false, alt: false, ctrl: false } as const
      const start = performance.now()
      now = tool.handle(input, now, context).design ?? now
      if (stroke > 1) times.push(performance.now() - start)
    }
  }
  return {
    'brush.sampleToMaskMs.median': rounded(median(times), 3),
    'brush.sampleToMaskMs.p95': rounded(quantile(times, 0.95), 3),
  }
}
