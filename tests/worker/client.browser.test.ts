import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/core/design/design.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { proposeMarks } from '../../src/core/design/scale/marks.ts'
import { startReversal, withReversal } from '../../src/core/design/reversal.ts'
import { createEngine } from '../../src/worker/client.ts'
import { PartMissing } from '../../src/worker/loadedPart.ts'
import type { FillOptions, FillProgress, OpenedPhoto, Tile } from '../../src/worker/engine.ts'

const startWorker = () => new Worker(new URL('../../src/worker/engine.worker.ts', import.meta.url), { type: 'module' })

const startFailingWorker = () => new Worker(new URL('./failingEngine.worker.ts', import.meta.url), { type: 'module' })

const files = new Map<string, Promise<Blob>>()
/** A photo of plain skin with a little noise, 1200 x 1500 unless said; painted and coded once for all who open it. */
async function skinPhoto(width = 1200, height = 1500): Promise<ArrayBuffer> {
  const key = `${width} ${height}`
  const file = files.get(key) ?? skinFile(width, height)
  files.set(key, file)
  return (await file).arrayBuffer()
}

async function skinFile(width: number, height: number): Promise<Blob> {
  const image = new ImageData(width, height)
  const words = new Uint32Array(image.data.buffer)
  let state = 1
  for (let i = 0; i < words.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const n = (state >>> 24) % 9
    words[i] = 0xff000000 | ((118 + n) << 16) | ((146 + n) << 8) | (198 + n)
  }
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')!.putImageData(image, 0, 0)
  return canvas.convertToBlob({ type: 'image/png' })
}

async function open(engine: ReturnType<typeof createEngine>, bytes: ArrayBuffer): Promise<OpenedPhoto> {
  const result = await engine.openPhoto(bytes)
  if (!result.ok) throw new Error(result.problem.code)
  return result.photo
}

function designOn(photo: OpenedPhoto, fill: Partial<Design['fill']> = {}): Design {
  const { hash, width, height } = photo
  const design = newDesign({ id: 'p', hash, width, height }, { marks: proposeMarks(width, height), seed: 7 })
  return { ...design, fill: { ...design.fill, filled: true, ...fill } }
}

/** Outer corners of the eyes 90 mm apart: fine enough for single dots on a photo of 12 MP. */
const scaledTo = ({ width, height }: OpenedPhoto): Pick<Design, 'scale'> => {
  const { eyeRight: a, eyeLeft: b } = proposeMarks(width, height)
  return { scale: { a, b, knownMm: 90, source: 'caliper', status: 'used' } }
}

async function fill(engine: ReturnType<typeof createEngine>, design: Design, o?: FillOptions) {
  const tiles: Tile[] = []
  const progress: FillProgress[] = []
  const result = await engine.fill(design, { tiles: (t) => tiles.push(...t), progress: (p) => progress.push(p) }, o)
  return { result, tiles, progress }
}

const placed = (t: Tile) => [`${t.tx},${t.ty}`, t] as const

function pixelsOf(bitmap: ImageBitmap): Uint8ClampedArray {
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
  context.drawImage(bitmap, 0, 0)
  return context.getImageData(0, 0, bitmap.width, bitmap.height).data
}

/** Compared by hand: the test library would take seconds for each tile. */
function expectSame(a: ImageBitmap, b: ImageBitmap, place: string): void {
  const [ours, theirs] = [pixelsOf(a), pixelsOf(b)]
  expect([place, ours.length, ours.findIndex((byte, i) => byte !== theirs[i])]).toEqual([place, theirs.length, -1])
}

/** A worker that cannot run. Told by its error, and not by its silence, it is known for dead however slow the machine. */
const brokenWorker = () => new Worker(URL.createObjectURL(new Blob(["throw new Error('It cannot run.')"])))

/** A worker whose file does not come. */
function unservedWorker(): Worker {
  const address = URL.createObjectURL(new Blob())
  URL.revokeObjectURL(address)
  return new Worker(address, { type: 'module' })
}

/** As if it had fallen over. */
const kill = (worker: Worker) =>
  worker.dispatchEvent(new ErrorEvent('error', { message: 'It fell over.', cancelable: true }))

describe('the engine', () => {
  it('fills a photo with the same dots each time, tile by tile from the hairline back', async () => {
    const engine = createEngine({ startWorker })
    const design = designOn(await open(engine, await skinPhoto()))
    const first = await fill(engine, design)
    expect(first.result!.dots.value).toBeGreaterThan(500)
    expect(first.progress.at(-1)).toMatchObject({ dotsDone: first.result!.dots.value, share: 1 })
    expect(first.tiles[0]!.mips.map((m) => m.width)).toEqual([512, 256, 128, 64])
    const again = await fill(engine, design)
    expect(again.result!.dots).toEqual(first.result!.dots)
    expectSame(again.tiles[0]!.mips[0]!, first.tiles[0]!.mips[0]!, 'the first tile')
  })

  it('reads another photo no larger than asked, and keeps the one that is open', async () => {
    const engine = createEngine({ startWorker })
    const photo = await open(engine, await skinPhoto(300, 400))
    const other = await engine.otherPhoto(await skinPhoto(600, 450), 200)
    expect([other.width, other.height]).toEqual([200, 150])
    expect((await engine.otherPhoto(await skinPhoto(90, 120), 200)).height).toBe(120)
    await expect(engine.otherPhoto(new TextEncoder().encode('no photo').buffer, 200)).rejects.toThrow('notAPhoto')
    expect((await engine.picture([null], { photoHash: photo.hash, type: 'image/png' })).byteLength).toBeGreaterThan(100)
  })

  it('gives the photo whole, and leaves it byte for byte where no ink goes', async () => {
    const engine = createEngine({ startWorker })
    const bytes = await skinPhoto()
    const photo = await open(engine, bytes)
    const shown = new Map<string, Tile>()
    await engine.photoTiles((t) => shown.set(`${t.tx},${t.ty}`, t))
    expect(shown.size).toBe(3 * 3)
    expect(shown.get('2,2')!.mips.map((m) => [m.width, m.height])).toEqual([
      [176, 476],
      [88, 238],
      [44, 119],
      [22, 60],
    ])
    const bare = designOn(photo)
    const exclude = {
      width: photo.width,
      height: photo.height,
      tiles: new Map([[0, new Uint8Array(256 * 256).fill(255)]]),
    }
    const { tiles } = await fill(engine, { ...bare, area: { ...bare.area, exclude } })
    for (const tile of tiles.filter((t) => t.tx === 0 && t.ty === 0)) {
      const before = pixelsOf(shown.get('0,0')!.mips[0]!)
      const after = pixelsOf(tile.mips[0]!)
      for (let y = 0; y < 200; y++)
        for (let x = 0; x < 200 * 4; x++)
          if (after[y * 512 * 4 + x] !== before[y * 512 * 4 + x]) expect.fail(`${x},${y}`)
    }
  })

  it('draws after an edit only what it touches, and the whole is what it would be from anew', async () => {
    const engine = createEngine({ startWorker })
    const photo = await open(engine, await skinPhoto(1800, 2200))
    const design = designOn(photo)
    const before = await fill(engine, design)
    const { exclude } = design.area
    const tiles = new Map([[2 * 8 + 5, new Uint8Array(256 * 256).fill(255)]])
    const edited = { ...design, area: { ...design.area, exclude: { ...exclude, tiles } } }
    const after = await fill(engine, edited, { base: before.result!.picture })
    expect(after.tiles.length).toBeGreaterThan(0)
    expect(after.tiles.length).toBeLessThan(before.tiles.length / 2)
    expect(after.result!.kept.length + after.tiles.length).toBeGreaterThan(before.tiles.length / 2)

    const other = createEngine({ startWorker })
    await open(other, await skinPhoto(1800, 2200))
    const whole = await fill(other, edited)
    const picture = new Map(before.tiles.filter((t) => after.result!.kept.includes(`${t.tx},${t.ty}`)).map(placed))
    for (const [place, tile] of after.tiles.map(placed)) picture.set(place, tile)
    expect([...picture.keys()].toSorted()).toEqual(whole.tiles.map((t) => `${t.tx},${t.ty}`).toSorted())
    for (const [place, tile] of whole.tiles.map(placed)) expectSame(tile.mips[0]!, picture.get(place)!.mips[0]!, place)
  })

  it('gives coarse tiles where it is asked to, and the full size of the same picture where it is looked at', async () => {
    const engine = createEngine({ startWorker })
    const photo = await open(engine, await skinPhoto())
    const design = designOn(photo)
    const whole = await fill(engine, design)
    const other = createEngine({ startWorker })
    await open(other, await skinPhoto())
    const [near] = whole.tiles.map(({ tx, ty }) => `${tx},${ty}`)
    const { tiles } = await fill(other, design, { finest: 2, finerAt: { level: 0, places: [near!] } })
    for (const [i, { tx, ty, mips }] of tiles.entries()) {
      const isNear = `${tx},${ty}` === near
      expect(mips.length).toBe(isNear ? 4 : 2)
      for (const [k, mip] of mips.entries()) expectSame(mip, whole.tiles[i]!.mips[isNear ? k : k + 2]!, `${tx},${ty}`)
    }
    const bare = new Map<string, Tile>()
    await engine.photoTiles((t) => bare.set(`${t.tx},${t.ty}`, t))
    const coarse: Tile[] = []
    await other.photoTiles((t) => coarse.push(t), 2)
    expect(coarse.map(({ mips }) => mips.length)).toEqual(coarse.map(() => 2))
    for (const level of [0, 1]) {
      const asked = { photoHash: photo.hash, level, places: whole.tiles }
      const [inked, photos]: [Tile[], Tile[]] = [[], []]
      await other.finerTiles(design, asked, (t) => inked.push(t))
      await other.finerTiles(null, asked, (t) => photos.push(t))
      for (const [i, { tx, ty, mips }] of whole.tiles.entries()) {
        expectSame(inked[i]!.mips[0]!, mips[level]!, `${tx},${ty} with dots`)
        expectSame(photos[i]!.mips[0]!, bare.get(`${tx},${ty}`)!.mips[level]!, `${tx},${ty} without`)
      }
    }
    const elsewhere = { photoHash: 'another', level: 0, places: whole.tiles }
    await expect(other.finerTiles(null, elsewhere, () => {})).rejects.toThrow()
  })

  it('shows a quick preview at a coarser level', async () => {
    const engine = createEngine({ startWorker })
    const design = designOn(await open(engine, await skinPhoto()))
    const { tiles, result } = await fill(engine, design, { level: 2 })
    expect(result!.dots.value).toBeGreaterThan(500)
    expect(tiles[0]!.mips.map((m) => m.width)).toEqual([128])
  })

  it('shows a change coarse at first where it is asked to, and is the same in the end', async () => {
    const engine = createEngine({ startWorker })
    const design = designOn(await open(engine, await skinPhoto()))
    const plain = await fill(engine, design)
    const other = createEngine({ startWorker })
    await open(other, await skinPhoto())
    const { tiles } = await fill(other, design, { coarseFirst: [3, 2] })
    const count = plain.tiles.length
    expect(tiles.slice(0, count).map((t) => t.mips.map((m) => m.width))).toContainEqual([64])
    expect(tiles.slice(count, 2 * count).map((t) => t.mips.map((m) => m.width))).toContainEqual([128])
    const fine = tiles.slice(2 * count)
    expect(fine.map((t) => `${t.tx},${t.ty}`)).toEqual(plain.tiles.map((t) => `${t.tx},${t.ty}`))
    for (const [i, { tx, ty, mips }] of fine.entries()) expectSame(mips[0]!, plain.tiles[i]!.mips[0]!, `${tx},${ty}`)
  })

  it('shows moment after moment as each would look on its own', async () => {
    const engine = createEngine({ startWorker })
    const design = designOn(await open(engine, await skinPhoto()))
    const at = (moment: number): Design => ({ ...design, fill: { ...design.fill, moment } })
    let base = (await fill(engine, at(42))).result!.picture
    const shown = new Map<string, Tile>()
    for (const moment of [0, 900, 3]) {
      const { tiles, result } = await fill(engine, at(moment), { level: 2, base })
      for (const [place, tile] of tiles.map(placed)) shown.set(place, tile)
      base = result!.picture
    }
    const other = createEngine({ startWorker })
    await open(other, await skinPhoto())
    for (const [place, tile] of (await fill(other, at(3), { level: 2 })).tiles.map(placed))
      expectSame(shown.get(place)!.mips[0]!, tile.mips[0]!, place)
  })

  it('answers other questions while it measures the ink on the photo, and drops it for other ink', async () => {
    const engine = createEngine({ startWorker })
    const photo = await open(engine, await skinPhoto(3000, 4000))
    const design = startReversal({ ...designOn(photo), ...scaledTo(photo) })
    const order: string[] = []
    const shares: number[] = []
    const { existing } = design.reversal
    const lower = { ...existing, area: { ...existing.area, presentPerCm2: 10 } }
    const dropped = engine.reversal(withReversal(design, { existing: lower }))
    const ink = engine
      .reversal(design, (share) => shares.push(share))
      .then((figures) => {
        order.push('ink')
        return figures
      })
    const tiles: Tile[] = []
    const others = [
      engine.measure(design).then(() => order.push('area')),
      engine.photoTiles((t) => tiles.push(t)).then(() => order.push('photo')),
    ]
    expect(await dropped).toBeNull()
    // Plain skin has no ink: that is an answer too.
    expect((await ink)!.problem).not.toBeNull()
    await Promise.all(others)
    expect(tiles).toHaveLength(6 * 8)
    expect(order[0]).toBe('area')
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  })

  it('stops a fill that is cancelled, and one that a newer takes over', async () => {
    const engine = createEngine({ startWorker })
    const photo = await open(engine, await skinPhoto(3000, 4000))
    const cancelled = fill(engine, designOn(photo, { densityPerCm2: 320 }))
    engine.cancelFill()
    expect((await cancelled).result).toBeNull()
    const older = fill(engine, designOn(photo, { densityPerCm2: 300 }))
    const newer = fill(engine, designOn(photo, { densityPerCm2: 100 }))
    expect((await older).result).toBeNull()
    expect((await newer).result).not.toBeNull()
  })

  it('keeps the photo that is open when another one cannot be opened', async () => {
    const engine = createEngine({ startWorker })
    const photo = await open(engine, await skinPhoto())
    expect(await engine.openPhoto(new TextEncoder().encode('no photo').buffer)).toEqual({
      ok: false,
      problem: { code: 'notAPhoto' },
    })
    expect((await fill(engine, designOn(photo))).result).not.toBeNull()
  })

  it('exports pixels and nothing else', async () => {
    const engine = createEngine({ startWorker })
    const photo = await open(engine, await skinPhoto())
    const bytes = new Uint8Array(
      await engine.picture([null, designOn(photo)], {
        photoHash: photo.hash,
        type: 'image/png',
        maxSide: 600,
        caption: 'Simulation. Real results vary.',
      }),
    )
    const kinds = new Set<string>()
    const view = new DataView(bytes.buffer)
    for (let at = 8; at < bytes.length; at += 12 + view.getUint32(at))
      kinds.add(String.fromCharCode(...bytes.subarray(at + 4, at + 8)))
    expect([...kinds].toSorted()).toEqual(['IDAT', 'IEND', 'IHDR'])
    const drawn = await createImageBitmap(new Blob([bytes]))
    expect([drawn.width, drawn.height]).toEqual([480 * 2 + 3, 600])
  })

  it('exports two pictures beside each other at full size, each byte for byte', async () => {
    const engine = createEngine({ startWorker })
    const { hash } = await open(engine, await skinPhoto(400, 300))
    const png = await engine.picture([null, null], { photoHash: hash, type: 'image/png' })
    const drawn = await createImageBitmap(new Blob([png]))
    const gap = drawn.width - 800
    const left = pixelsOf(await createImageBitmap(drawn, 0, 0, 400, 300))
    expect(gap).toBeGreaterThan(0)
    expect(pixelsOf(await createImageBitmap(drawn, 400 + gap, 0, 400, 300))).toEqual(left)
    expect(left[0]).toBeGreaterThan(150)
  })

  it('exports a photo that is worked on smaller at its own size: its own pixels, and the same dots', async () => {
    const engine = createEngine({ startWorker })
    // So wide that it is made smaller, with few pixels all the same.
    const original = await skinPhoto(9000, 600)
    const photo = await open(engine, original.slice(0))
    expect([photo.sourceWidth, photo.width]).toEqual([9000, 8192])
    const design = designOn(photo)
    const { width, height } = photo
    const crop = { x: 0, y: 0, width, height: height * 0.55 }
    const options = { photoHash: photo.hash, type: 'image/png', crop } as const
    const working = await createImageBitmap(new Blob([await engine.picture([design], options)]))
    const bare = await createImageBitmap(new Blob([await engine.picture([null], options)]))
    const kept = { bytes: new Blob([photo.stored]), width: 9000, height: 600 }
    const whole = { ...options, original: kept }
    const picture = await createImageBitmap(new Blob([await engine.picture([design], whole)]))
    expect(picture.width).toBe(9000)
    expect(Math.abs(picture.height - 600 * 0.55)).toBeLessThan(3)
    const source = await createImageBitmap(new Blob([original]))
    // Where nothing is added every pixel is the photo's own.
    const corner = async (bitmap: ImageBitmap) => pixelsOf(await createImageBitmap(bitmap, 0, 0, 64, 64))
    expect(await corner(picture)).toEqual(await corner(source))
    // And what is added is the same share of light.
    const meanOf = async (bitmap: ImageBitmap) => {
      const small = await createImageBitmap(bitmap, { resizeWidth: 300, resizeHeight: 12, resizeQuality: 'high' })
      return pixelsOf(small).filter((_, i) => i % 4 === 1)
    }
    const [at, below, before] = [await meanOf(picture), await meanOf(working), await meanOf(bare)]
    expect(Math.max(...before.map((value, i) => value - below[i]!))).toBeGreaterThan(6)
    expect(Math.max(...at.map((value, i) => Math.abs(value - below[i]!)))).toBeLessThanOrEqual(3)
    const layer = await createImageBitmap(
      new Blob([await engine.picture([design], { ...whole, original: { ...kept, bytes: new Blob() }, layer: true })]),
    )
    expect([layer.width, layer.height]).toEqual([picture.width, picture.height])
    const other = { ...whole, original: { ...kept, height: 601 } }
    await expect(engine.picture([design], other)).rejects.toThrow('9000 x 601 px')
    expect(await engine.holdsPicture(100_000, 100_000)).toBe(false)
  })

  it('draws no design on a photo that it was not made for', async () => {
    const engine = createEngine({ startWorker })
    const design = designOn(await open(engine, await skinPhoto(400, 300)))
    await open(engine, await skinPhoto(300, 400))
    await expect(fill(engine, design)).rejects.toThrow('Another photo')
    await expect(engine.picture([design], { photoHash: design.photo.hash, type: 'image/png' })).rejects.toThrow()
  })

  it('keeps the photo that was asked for last', async () => {
    const engine = createEngine({ startWorker })
    const slow = open(engine, await skinPhoto(3000, 4000))
    const last = await open(engine, await skinPhoto(300, 400))
    await slow
    expect((await fill(engine, designOn(last))).result).not.toBeNull()
  })

  it('replaces a worker that is killed, hangs or runs out of memory in the midst of a fill, and gives the same dots', async () => {
    const whole = createEngine({ startWorker })
    const design = designOn(await open(whole, await skinPhoto(600, 750)), { densityPerCm2: 300 })
    const undisturbed = await fill(whole, design)
    const failures: readonly ((worker: Worker) => void)[] = [
      (worker) => worker.terminate(),
      (worker) => worker.postMessage('hang'),
      (worker) => worker.postMessage('fill memory'),
    ]
    const failing = failures.map(async (fail) => {
      const workers: Worker[] = []
      const engine = createEngine({
        // Long enough for a fresh one to start on a busy machine.
        silentMs: 4000,
        startWorker: () => {
          const worker = startFailingWorker()
          workers.push(worker)
          return worker
        },
      })
      const heard: string[] = []
      engine.onHealth((health) => heard.push(health))
      await open(engine, await skinPhoto(600, 750))
      const shown = new Map<string, Tile>()
      let told = 0
      const result = await engine.fill(design, {
        tiles: (tiles) => tiles.forEach((tile) => shown.set(...placed(tile))),
        progress() {
          if (told++ === 0) fail(workers[0]!)
        },
      })
      return { workers: workers.length, heard, told, result, shown }
    })
    for (const { workers, heard, told, result, shown } of await Promise.all(failing)) {
      expect([workers, ...heard]).toEqual([2, 'restarted'])
      expect(told).toBeGreaterThan(1)
      expect(result!.dots).toEqual(undisturbed.result!.dots)
      expect(shown.size).toBe(undisturbed.tiles.length)
      for (const [place, tile] of undisturbed.tiles.map(placed))
        expectSame(shown.get(place)!.mips[0]!, tile.mips[0]!, place)
    }
  })

  it('gives up on a job that kills two workers, and works again after it', async () => {
    let dead = true
    const engine = createEngine({
      startWorker: () => (dead ? brokenWorker() : startWorker()),
    })
    const heard: string[] = []
    engine.onHealth((health) => heard.push(health))
    const bytes = await skinPhoto(300, 400)
    await expect(engine.openPhoto(bytes)).rejects.toThrow()
    expect(heard).toEqual(['restarted', 'failed'])
    dead = false
    await expect(engine.openPhoto(bytes)).resolves.toMatchObject({ ok: true })
    expect(heard.at(-1)).not.toBe('failed')
  })

  it('says that a part is missing, not that the photo is broken, where the worker itself does not come', async () => {
    const engine = createEngine({ startWorker: unservedWorker })
    await expect(engine.openPhoto(await skinPhoto(300, 400))).rejects.toThrow(PartMissing)
    const broken = createEngine({ startWorker: brokenWorker })
    await expect(broken.openPhoto(await skinPhoto(300, 400))).rejects.not.toThrow(PartMissing)
  })

  it('opens another photo when the worker cannot be given the current one again', async () => {
    let dead = false
    const workers: Worker[] = []
    const engine = createEngine({
      startWorker: () => {
        const worker = dead ? brokenWorker() : startWorker()
        workers.push(worker)
        return worker
      },
    })
    const design = designOn(await open(engine, await skinPhoto(300, 400)))
    dead = true
    kill(workers[0]!)
    await expect(fill(engine, design)).rejects.toThrow()
    dead = false
    const other = await open(engine, await skinPhoto(400, 300))
    expect((await fill(engine, designOn(other))).result).not.toBeNull()
  })
  it('starts no worker that nobody would end: not after it has ended, whether it had one or not', async () => {
    const workers: Worker[] = []
    const counted = () => workers[workers.push(startWorker()) - 1]!
    const bytes = await skinPhoto(300, 400)
    const unused = createEngine({ startWorker: counted })
    unused.end()
    await expect(unused.openPhoto(bytes)).rejects.toThrow()
    await expect(unused.skinTone(designOn(await open(createEngine({ startWorker }), bytes)))).rejects.toThrow()
    expect(workers).toHaveLength(0)
    const used = createEngine({ startWorker: counted })
    const heard: string[] = []
    used.onHealth((health) => heard.push(health))
    await open(used, bytes)
    const opening = used.openPhoto(bytes)
    const queued = used.openPhoto(bytes)
    used.end()
    await expect(opening).rejects.toThrow()
    await expect(queued).rejects.toThrow()
    expect([workers.length, ...heard]).toEqual([1])
  })
})
