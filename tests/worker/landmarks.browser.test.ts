import { commands } from 'vitest/browser'
import { describe, expect, it } from 'vitest'
import { marksOn, measurableFace, viewSeen, type FaceSeen } from '../../src/core/design/scale/foundFace.ts'
import { outlinePolygon } from '../../src/core/design/head/headOutline.ts'
import { distance, type PointPx } from '../../src/core/geometry/points.ts'
import { createEngine } from '../../src/worker/client.ts'
import { createLandmarker } from '../../src/worker/landmarksClient.ts'
import { landmarksService } from '../../src/worker/landmarksService.ts'
import truth from '../fixtures/frontalFace.json' with { type: 'json' }

declare module 'vitest/browser' {
  interface BrowserCommands {
    readShared(file: string): Promise<string | null>
  }
}

/** One for all: its models are loaded once. */
const service = landmarksService()
const engine = createEngine({
  startWorker: () => new Worker(new URL('../../src/worker/engine.worker.ts', import.meta.url), { type: 'module' }),
})

const sample = async (view: string): Promise<ArrayBuffer> => (await fetch(`/sample/${view}.jpg`)).arrayBuffer()

async function faceOn(photo: ArrayBuffer, widthPx: number) {
  return measurableFace(await service.find(photo, widthPx, () => {}))
}

async function codeOn(photo: ArrayBuffer): Promise<string> {
  const face = await faceOn(photo, 1000)
  return 'code' in face ? face.code : 'found'
}

function taken(face: Awaited<ReturnType<typeof faceOn>>): FaceSeen {
  if ('code' in face) throw new Error(`Expected a face, got "${face.code}".`)
  return face
}

/** Where the head ends above by the outline on a face that was found, px; null where no edge was found. */
async function topOn(photo: ArrayBuffer, face: FaceSeen): Promise<number | null> {
  const opened = await engine.openPhoto(photo.slice(0))
  if (!opened.ok) throw new Error(opened.problem.code)
  const { hash, width, height } = opened.photo
  const guess = marksOn(face, width, height)
  const outline = await engine.findOutline(guess, hash)
  return outline && Math.min(...outlinePolygon({ ...guess, outline }).map(({ y }) => y))
}

/** Of the distance between the pupils. */
const errors = (pairs: readonly (readonly [PointPx, PointPx])[], eyesPx: number): number[] =>
  pairs.map(([seen, true_]) => distance(seen, true_) / eyesPx)

describe('the eyes of the sample', () => {
  it('are found where they are, on a picture of 264 px', { timeout: 60_000 }, async () => {
    const { right, left, glabella, chin } = taken(await faceOn(await sample('frontal'), truth.width))
    const eyesPx = distance(truth.pupilRight, truth.pupilLeft)
    const [pupils, corners, midline] = [
      [
        [right.pupil, truth.pupilRight],
        [left.pupil, truth.pupilLeft],
      ],
      [
        [right.corner, truth.cornerRight],
        [left.corner, truth.cornerLeft],
      ],
      [
        [glabella, truth.glabella],
        [chin, truth.chin],
      ],
    ].map((pairs) => Math.max(...errors(pairs as [PointPx, PointPx][], eyesPx)))
    expect(pupils).toBeLessThan(0.02)
    // The head is drawn: its lids end otherwise than those that the model has learnt.
    expect(corners).toBeLessThan(0.05)
    expect(midline).toBeLessThan(0.06)
    for (const { irisPx } of [right, left]) expect(Math.abs(irisPx / truth.irisPx - 1)).toBeLessThan(0.12)
  })

  it.each([
    ['right-45', 'turned', 'right45'],
    ['left-45', 'turned', 'left45'],
    ['vertex', 'none', null],
    ['crown', 'none', null],
  ])('are not measured on the view %s: %s, and it is known where that belongs: %s', async (view, code, belongs) => {
    const face = await faceOn(await sample(view), 1000)
    if (!('code' in face)) throw new Error('Expected no face to measure on.')
    expect(face.code).toBe(code)
    expect(viewSeen(face)).toBe(belongs)
  })

  it('are measured on a head that is bowed for a photo of its hairline: it is not turned', async () => {
    expect(await codeOn(await sample('hairline'))).toBe('found')
  })
})

interface Landmarked {
  readonly file: string
  readonly width: number
  readonly landmarks?: { readonly pupil_image_left?: Pair; readonly pupil_image_right?: Pair }
}
type Pair = readonly [number, number]

describe('photos of known truth, where they are', () => {
  it('show pupils within 2 % of their distance and the rim of the head, or nothing is proposed', async () => {
    const listed = await commands.readShared('photos/manifest.json')
    if (listed === null) return
    const files: readonly Landmarked[] = JSON.parse(atob(listed)).files
    const heads = files.filter(({ file }) => file.startsWith('heads/'))
    expect(heads.length).toBeGreaterThan(15)
    const found: string[] = []
    const rims: Record<string, number | null> = {}
    for (const { file, width, landmarks } of heads) {
      const bytes = Uint8Array.from(atob((await commands.readShared(`photos/${file}`)) ?? ''), (c) => c.charCodeAt(0))
      const face = await faceOn(bytes.buffer, width)
      if ('code' in face) continue
      found.push(file.slice(6, 13))
      const [a, b] = [landmarks?.pupil_image_left, landmarks?.pupil_image_right].map((p) => ({ x: p![0], y: p![1] }))
      const pairs = [
        [face.right.pupil, a!],
        [face.left.pupil, b!],
      ] as const
      expect(Math.max(...errors(pairs, distance(a!, b!))), file).toBeLessThan(0.02)
      rims[file.slice(6, 13)] = await topOn(bytes.buffer, face)
    }
    // All that look into the camera, alone and with open eyes.
    expect(found).toEqual(['head-01', 'head-02', 'head-03', 'head-04', 'head-05'])
    // Where the head ends above, px by eye; the fourth has dark hair before a black wall: nothing is found, and nothing made up.
    const tops = { 'head-01': 28, 'head-02': 28, 'head-03': 43, 'head-05': 16 }
    expect(rims).toEqual({
      'head-04': null,
      ...Object.fromEntries(Object.entries(tops).map(([head, y]) => [head, expect.closeTo(y, -1)])),
    })
    // A slow machine is no failure.
  }, 120_000)
})

describe('a search', () => {
  const startWorker = () =>
    new Worker(new URL('../../src/worker/landmarks.worker.ts', import.meta.url), { type: 'module' })

  it('that is given up ends its worker', async () => {
    let ended = false
    const landmarker = createLandmarker(() => {
      const worker = startWorker()
      const terminate = worker.terminate.bind(worker)
      worker.terminate = () => {
        ended = true
        terminate()
      }
      return worker
    })
    const given = new AbortController()
    const search = landmarker.find(await sample('frontal'), 264, { progress: () => {}, signal: given.signal })
    given.abort()
    await expect(search).rejects.toThrow('given up')
    expect(ended).toBe(true)
  })

  it('fails when its worker does, or is given no picture', async () => {
    const broken = createLandmarker(() => new Worker('/no-such-worker.js', { type: 'module' }))
    const o = { progress: () => {}, signal: new AbortController().signal }
    await expect(broken.find(new ArrayBuffer(8), 10, o)).rejects.toThrow()
    await expect(service.find(new ArrayBuffer(8), 10, () => {})).rejects.toThrow()
  })
})
