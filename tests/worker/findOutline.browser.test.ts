import { describe, expect, it } from 'vitest'
import { evenOutline, outlinePolygon } from '../../src/core/design/head/headOutline.ts'
import type { Marks } from '../../src/core/design/design.ts'
import { marksOn } from '../../src/core/design/scale/foundFace.ts'
import { markHandles, proposeMarks } from '../../src/core/design/scale/marks.ts'
import { readSampleMarks } from '../../src/core/design/scale/sampleMarks.ts'
import { between, distance, type PointPx } from '../../src/core/geometry/points.ts'
import { snappedMarks } from '../../src/store/edits/outlineActions.ts'
import { createEngine } from '../../src/worker/client.ts'
import { someFace } from '../fixtures/someFace.ts'
import sampleFile from '../../public/sample/marks.json' with { type: 'json' }

const startWorker = () => new Worker(new URL('../../src/worker/engine.worker.ts', import.meta.url), { type: 'module' })
const { marks } = readSampleMarks(sampleFile)

async function openSample() {
  const bytes = await (await fetch('/sample/hairline.jpg')).arrayBuffer()
  const engine = createEngine({ startWorker })
  const result = await engine.openPhoto(bytes.slice(0))
  if (!result.ok) throw new Error(result.problem.code)
  return { engine, photo: result.photo, bytes }
}

/** Looks from outside along the way to the centre for the first place that is not the grey backdrop. */
async function silhouette(bytes: ArrayBuffer) {
  const bitmap = await createImageBitmap(new Blob([bytes]))
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
  context.drawImage(bitmap, 0, 0)
  const { data, width } = context.getImageData(0, 0, bitmap.width, bitmap.height)
  const colour = (p: PointPx) => data.subarray((Math.floor(p.y) * width + Math.floor(p.x)) * 4).subarray(0, 3)
  return (centre: PointPx, rim: PointPx): PointPx => {
    const backdrop = colour(between(centre, rim, 1.08))
    const step = 0.5 / distance(centre, rim)
    for (let share = 1.08; ; share -= step) {
      const at = between(centre, rim, share)
      const c = colour(at)
      if (Math.hypot(c[0]! - backdrop[0]!, c[1]! - backdrop[1]!, c[2]! - backdrop[2]!) > 15) return at
    }
  }
}

describe('the outline snapped to the head', () => {
  it('lies within 8 px of the head of the sample over its top, and is the one that is shipped', async () => {
    const { engine, photo, bytes } = await openSample()
    const { radii, ...bare } = (await engine.findOutline(marks, photo.hash))!
    const truth = await silhouette(bytes)
    const { centre } = marks.outline
    const off = evenOutline(marks).map((rim, i) => {
      const degrees = i * 5
      if (degrees < 25 || degrees > 155) return 0
      return distance(between(centre, rim, radii![i]), truth(centre, rim))
    })
    expect(Math.max(...off)).toBeLessThan(8)
    expect({ ...bare, radii }).toEqual(marks.outline)
    // Also between the rays.
    const between25and155 = outlinePolygon(marks, 360).slice(25, 156)
    expect(Math.max(...between25and155.map((p) => distance(p, truth(centre, p))))).toBeLessThan(10)
  })

  it('lies on the bowed head as soon as its eyes are found, unasked: its top, its sides, and the chin', async () => {
    const { engine, photo } = await openSample()
    // As the search for the eyes sees them on this photo.
    const face = someFace({
      glabella: { x: 1536, y: 2339 },
      chin: { x: 1563, y: 3819 },
      right: { corner: { x: 914, y: 2488 }, pupil: { x: 1080, y: 2506 } },
      left: { corner: { x: 2174, y: 2485 }, pupil: { x: 2002, y: 2512 } },
    })
    const guess = marksOn(face, photo.width, photo.height)
    const found = await snappedMarks(guess, photo.hash, engine)
    // The one that is shipped lies on the head, as seen above.
    const rim = outlinePolygon(marks, 720)
    const off = (by: Marks): number[] =>
      outlinePolygon(by, 72)
        .slice(5, 32)
        .map((p) => Math.min(...rim.map((q) => distance(p, q))))
    expect(Math.max(...off(guess))).toBeGreaterThan(300)
    expect(Math.max(...off(found))).toBeLessThan(12)
    const chin = markHandles(found).find(({ handle }) => handle === 'outlineBottom')!.at
    expect(distance(chin, face.chin)).toBeLessThan(60)
    // And it is all that pressing the button finds.
    expect(await engine.findOutline(found, photo.hash)).toEqual(found.outline)
  })

  it('is found from proposed marks too, and not on a photo of plain skin', async () => {
    const { engine, photo } = await openSample()
    const proposed = proposeMarks(photo.width, photo.height)
    expect(await engine.findOutline(proposed, photo.hash)).not.toBeNull()
    const plain = new OffscreenCanvas(900, 1200)
    const context = plain.getContext('2d')!
    context.fillStyle = '#c69276'
    context.fillRect(0, 0, 900, 1200)
    const opened = await engine.openPhoto(await (await plain.convertToBlob()).arrayBuffer())
    if (!opened.ok) throw new Error(opened.problem.code)
    expect(await engine.findOutline(proposeMarks(900, 1200), opened.photo.hash)).toBeNull()
    await expect(engine.findOutline(proposed, photo.hash)).rejects.toThrow('Another photo')
  })
})
