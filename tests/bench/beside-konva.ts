import Konva from 'konva'
import { surfaceOf } from '../../src/core/design/scale/calibration.ts'
import type { Design } from '../../src/core/design/design.ts'
import { densityFieldOf } from '../../src/core/fill/densityField.ts'
import { placeDots, type Dots } from '../../src/core/sampling/placeDots.ts'
import { readPointSet, type PointSet } from '../../src/core/sampling/rankedSet.ts'
import { tilePainter } from '../../src/ui/canvas/paintTiles.ts'
import { scalpView } from '../../src/ui/canvas/scalpView.ts'
import { fitRect } from '../../src/ui/canvas/viewport.ts'
import { TILE_PX, type Engine, type Tile } from '../../src/worker/engine.ts'
import { painted, sampleDesign, strokesOn } from '../core/sampling/sampleStrokes.ts'
import { close, filled, type Opened } from './filling.ts'
import { median, rounded, type Figures } from './measure.ts'

const VIEW = { width: 1440, height: 900 }
const PADDING = { top: 64, right: 20, bottom: 20, left: 20 }
const ROUNDS = 7

/** As lean as Konva lets it be: no events, nothing drawn twice. */
const circleOf = (dots: Dots, i: number, mmPerPx: number) =>
  new Konva.Circle({
    x: dots.x[i]!,
    y: dots.y[i]!,
    radius: dots.diameterMm[i]! / 2 / mmPerPx,
    fill: '#3a3230',
    opacity: 0.8,
    listening: false,
    perfectDrawEnabled: false,
    shadowForStrokeEnabled: false,
    strokeScaleEnabled: false,
  })

/** Waits until what was drawn is on the canvas. */
const flush = (canvas: HTMLCanvasElement): void => void canvas.getContext('2d')!.getImageData(0, 0, 1, 1)

async function timed(work: () => void | Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function loadPointSet(): Promise<PointSet> {
  return readPointSet(await (await fetch('/ranked-set.bin')).arrayBuffer())
}

/**
 * A frame that shows the whole scalp with 100,000 dots: one Konva circle each, a cached group of them, and the product's
 * own tiles. Then an edit, until it is on the canvas: Konva's cached group is built from the new dots, which it is given;
 * the product places them and draws what changed. `OnPhoto` is the same picture on both sides: the cached group over the
 * photo, which our tiles hold already.
 */
export async function konvaFigures(engine: Engine, record: unknown, { photo }: Opened): Promise<Figures> {
  const pointSet = await loadPointSet()
  let design = sampleDesign(record, { dots: 100_000, ...photo })
  const surface = surfaceOf(design)
  const mmPerPx = surface.mmPerPxAt(design.hairline.midline)
  const dotsOf = (d: Design) => placeDots(densityFieldOf(d, surface), { seed: d.fill.seed, surface, pointSet })
  const camera = { ...fitRect(VIEW, scalpView(design.marks, photo), PADDING), fitted: true }
  const view = { x: VIEW.width / 2 - camera.x * camera.zoom, y: VIEW.height / 2 - camera.y * camera.zoom }

  const shown = new Map<string, Tile>()
  const show = (tiles: readonly Tile[]) => {
    for (const tile of tiles) {
      const place = `${tile.tx},${tile.ty}`
      const former = shown.get(place)
      if (former) close([former])
      shown.set(place, tile)
    }
  }
  const first = await filled(engine, design)
  show(first.tiles)
  let { picture } = first.result
  const canvas = document.createElement('canvas')
  canvas.width = VIEW.width
  canvas.height = VIEW.height
  document.body.append(canvas)
  const context = canvas.getContext('2d')!
  const paintFrame = tilePainter()
  const paint = () => {
    context.clearRect(0, 0, VIEW.width, VIEW.height)
    paintFrame(context, (tx, ty) => shown.get(`${tx},${ty}`), camera, VIEW, photo, 1)
    flush(canvas)
  }

  Konva.pixelRatio = 1
  const holder = document.createElement('div')
  document.body.append(holder)
  const stage = new Konva.Stage({ container: holder, ...VIEW })
  const placing = { x: view.x, y: view.y, scaleX: camera.zoom, scaleY: camera.zoom, listening: false }
  const nodes = new Konva.Layer(placing)
  const cached = new Konva.Layer(placing)
  stage.add(nodes, cached)
  let dots = dotsOf(design)
  const { count } = dots
  let group = new Konva.Group({ listening: false })
  const circles = new Map<number, Konva.Circle>()
  for (let i = 0; i < count; i++) {
    nodes.add(circleOf(dots, i, mmPerPx))
    const circle = circleOf(dots, i, mmPerPx)
    circles.set(dots.id[i]!, circle)
    group.add(circle)
  }
  cached.add(group)
  group.cache()
  const draw = (layer: Konva.Layer) => {
    layer.draw()
    flush(layer.getCanvas()._canvas)
  }

  const pictured = new Konva.Layer(placing)
  stage.add(pictured)
  pictured.add(await photoUnder(shown))
  const over = new Konva.Group({ listening: false })
  for (let i = 0; i < count; i++) over.add(circleOf(dots, i, mmPerPx))
  pictured.add(over)
  over.cache()

  const perNode: number[] = []
  const perCached: number[] = []
  const perPictured: number[] = []
  const ours: number[] = []
  const REPEATS = 20
  for (let round = 0; round <= ROUNDS; round++) {
    const times = [
      await timed(() => draw(nodes)),
      await timed(() => {
        for (let i = 0; i < REPEATS; i++) draw(cached)
      }),
      await timed(() => {
        for (let i = 0; i < REPEATS; i++) paint()
      }),
      await timed(() => {
        for (let i = 0; i < REPEATS; i++) draw(pictured)
      }),
    ] as const
    if (round === 0) continue
    perNode.push(times[0])
    perCached.push(times[1] / REPEATS)
    ours.push(times[2] / REPEATS)
    perPictured.push(times[3] / REPEATS)
  }
  nodes.destroy()
  pictured.destroy()

  const anew: number[] = []
  const recached: number[] = []
  const ourEdit: number[] = []
  for (const [number, stroke] of strokesOn(design, ROUNDS + 2, 5).entries()) {
    design = painted(design, stroke)
    const edited = design
    const after = dotsOf(edited)
    const editMs = await timed(async () => {
      const fill = await filled(engine, edited, picture)
      picture = fill.result.picture
      show(fill.tiles)
      paint()
    })
    const recacheMs = await timed(() => {
      exchange(group, circles, after, mmPerPx)
      group.clearCache()
      group.cache()
      draw(cached)
    })
    // Whoever has only the new dots builds a group of them.
    const anewMs = await timed(() => {
      group.destroy()
      group = new Konva.Group({ listening: false })
      circles.clear()
      for (let i = 0; i < after.count; i++) {
        const circle = circleOf(after, i, mmPerPx)
        circles.set(after.id[i]!, circle)
        group.add(circle)
      }
      cached.add(group)
      group.cache()
      draw(cached)
    })
    dots = after
    if (number < 2) continue
    anew.push(anewMs)
    recached.push(recacheMs)
    ourEdit.push(editMs)
  }
  stage.destroy()
  holder.remove()
  canvas.remove()
  close([...shown.values()])
  return {
    'render.frame.dots': count,
    'render.frameMs': rounded(median(ours), 3),
    'render.konvaNodesFrameMs': rounded(median(perNode)),
    'render.konvaCachedGroupFrameMs': rounded(median(perCached), 3),
    'render.vsKonvaNodes': rounded(median(perNode) / median(ours)),
    'render.vsKonvaCachedGroup': rounded(median(perCached) / median(ours), 2),
    'render.vsKonvaCachedGroupOnPhoto': rounded(median(perPictured) / median(ours), 2),
    'render.editMs': rounded(median(ourEdit)),
    'render.konvaBuildMs': rounded(median(anew)),
    'render.konvaRecacheMs': rounded(median(recached)),
    'render.buildVsKonvaCachedGroup': rounded(median(anew) / median(ourEdit), 2),
    'render.buildVsKonvaRecache': rounded(median(recached) / median(ourEdit), 2),
  }
}

/** What our tiles show besides the dots: the photo where they lie, at full size. */
async function photoUnder(tiles: ReadonlyMap<string, Tile>): Promise<Konva.Image> {
  const places = [...tiles.values()]
  const left = Math.min(...places.map((t) => t.tx)) * TILE_PX
  const top = Math.min(...places.map((t) => t.ty)) * TILE_PX
  const right = (Math.max(...places.map((t) => t.tx)) + 1) * TILE_PX
  const bottom = (Math.max(...places.map((t) => t.ty)) + 1) * TILE_PX
  const canvas = document.createElement('canvas')
  canvas.width = right - left
  canvas.height = bottom - top
  const context = canvas.getContext('2d')!
  for (const t of places) context.drawImage(t.mips[0]!, t.tx * TILE_PX - left, t.ty * TILE_PX - top)
  const image = await createImageBitmap(canvas)
  return new Konva.Image({ image, x: left, y: top, listening: false })
}

/** Takes the circles of dots that went out of a group and puts those that came in; the rest stays. */
function exchange(group: Konva.Group, circles: Map<number, Konva.Circle>, after: Dots, mmPerPx: number): void {
  const wanted = new Set(after.id)
  for (const [id, circle] of circles) {
    if (wanted.has(id)) continue
    circle.destroy()
    circles.delete(id)
  }
  for (let i = 0; i < after.count; i++) {
    if (circles.has(after.id[i]!)) continue
    const circle = circleOf(after, i, mmPerPx)
    circles.set(after.id[i]!, circle)
    group.add(circle)
  }
}
