import type { Config, FaceResult, Human } from '@vladmandic/human'
import type { FaceSeen } from '../core/design/scale/foundFace.ts'
import type { PointPx } from '../core/geometry/points.ts'
import { seeEye, type IrisModel } from './eyes.ts'
import type { SearchProgress } from './landmarks.ts'

export type LandmarksService = ReturnType<typeof landmarksService>

/** Longest side of what the detector looks at: more finds no more. */
const SEARCHED_PX = 1024
/** Grey round the picture, of its longest side: where a face fills it, the detector cuts at its edge and misplaces all points. */
const MARGIN = 0.25
const MARGIN_GREY = '#777777'

/** Shares of a search, for the progress bar. */
const LOADED = 0.7
const SEARCHED = 0.85

/** Of the mesh's 468 points: MediaPipe's canonical face. */
const GLABELLA = 9
const NOSE_TIP = 1
const CHIN = 152
const RIGHT_EYE = { outer: 33, inner: 133 }
const LEFT_EYE = { outer: 263, inner: 362 }

/** Written by the build, see vite.config.ts. */
const filesAt = (): string => new URL(`${import.meta.env.BASE_URL}landmarks-3.3.6/`, self.location.origin).href

const off = { enabled: false }

/** Face detector and mesh alone, on WebAssembly; the irises are measured by hand, see eyes.ts. */
const settings = (): Partial<Config> => ({
  backend: 'wasm',
  wasmPath: filesAt(),
  modelBasePath: filesAt(),
  debug: false,
  warmup: 'none',
  cacheModels: false,
  cacheSensitivity: 0,
  validateModels: false,
  filter: off,
  gesture: off,
  body: off,
  hand: off,
  object: off,
  segmentation: off,
  face: {
    enabled: true,
    detector: {
      modelPath: 'blazeface.json',
      rotation: false,
      maxDetected: 3,
      minConfidence: 0.2,
      skipFrames: 0,
      skipTime: 0,
      return: false,
    },
    mesh: { enabled: true, modelPath: 'facemesh.json' },
    iris: off,
    attention: off,
    emotion: off,
    description: off,
    antispoof: off,
    liveness: off,
  },
})

interface Models {
  readonly human: Human
  readonly irises: IrisModel
}

async function loadModels(): Promise<Models> {
  const { Human } = await import('@vladmandic/human')
  const human = new Human(settings())
  await human.load()
  return { human, irises: await human.tf.loadGraphModel(`${filesAt()}iris.json`) }
}

/** What the landmarks worker serves. */
export function landmarksService() {
  let models: Promise<Models> | null = null

  return {
    async find(photo: ArrayBuffer, widthPx: number, progress: SearchProgress): Promise<FaceSeen[]> {
      models ??= loadModels()
      const [{ human, irises }, picture] = await Promise.all([models, createImageBitmap(new Blob([photo]))])
      try {
        progress(LOADED)
        const { faces, toPicture } = await search(human, picture)
        progress(SEARCHED)
        const scale = widthPx / picture.width
        const toPhoto = (p: PointPx): PointPx => ({ x: p.x * scale, y: p.y * scale })
        const seen = faces.map((face): FaceSeen => {
          const at = (index: number): PointPx => toPicture(face.mesh[index])
          const eye = (ends: typeof RIGHT_EYE, right: boolean) =>
            seeEye(human.tf, irises, picture, at(ends.outer), at(ends.inner), right)
          const [right, left] = [eye(RIGHT_EYE, true), eye(LEFT_EYE, false)].map((e) => ({
            ...e,
            corner: toPhoto(e.corner),
            pupil: toPhoto(e.pupil),
            irisPx: e.irisPx * scale,
            pupilSdPx: e.pupilSdPx * scale,
          }))
          return {
            right: right!,
            left: left!,
            glabella: toPhoto(at(GLABELLA)),
            noseTip: toPhoto(at(NOSE_TIP)),
            chin: toPhoto(at(CHIN)),
            score: face.score,
          }
        })
        progress(1)
        return seen
      } finally {
        picture.close()
      }
    },
  }
}

/** The faces on a small copy with a margin, and the way from its px to the picture's. */
async function search(
  human: Human,
  picture: ImageBitmap,
): Promise<{ faces: FaceResult[]; toPicture: (p: FaceResult['mesh'][number] | undefined) => PointPx }> {
  const longest = Math.max(picture.width, picture.height)
  const share = Math.min(1, SEARCHED_PX / longest)
  const margin = Math.round(MARGIN * longest * share)
  const [width, height] = [picture.width * share, picture.height * share]
  const canvas = new OffscreenCanvas(Math.round(width) + 2 * margin, Math.round(height) + 2 * margin)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('The photo could not be drawn for the search.')
  context.fillStyle = MARGIN_GREY
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, margin, margin, width, height)
  const result = await human.detect(context.getImageData(0, 0, canvas.width, canvas.height))
  if (result.error) throw new Error(result.error)
  return {
    faces: result.face,
    toPicture: (p) => ({ x: ((p?.[0] ?? 0) - margin) / share, y: ((p?.[1] ?? 0) - margin) / share }),
  }
}
