import { useEffect, useState, type RefObject } from 'react'

/** `denied`: the person or the browser said no. `absent`: there is no camera. `busy`: there is one, and it gives nothing. */
export type CameraProblem = 'denied' | 'absent' | 'busy'

export interface CameraStream {
  readonly problem: CameraProblem | null
  /** Null until the first picture. */
  readonly size: { readonly width: number; readonly height: number } | null
  /** Whether there is another camera to turn to. */
  readonly several: boolean
  flip(): void
  retry(): void
  /** What the camera sees now, as a JPEG at its full size. */
  take(): Promise<Blob>
}

/** As large as a camera gives it: 2,000 px across the head want some 3,000 across the picture. */
const WANTED = { width: { ideal: 4096 }, height: { ideal: 3072 } }
const QUALITY = 0.95

/** Chromium takes photos larger than the stream; other browsers do not know it. */
interface PhotoTaker {
  takePhoto(): Promise<Blob>
}
type PhotoTakerClass = new (track: MediaStreamTrack) => PhotoTaker

/** Shows a camera in a video element for as long as the component stands; the camera is let go of with it. */
export function useCameraStream(video: RefObject<HTMLVideoElement | null>): CameraStream {
  const [facing, setFacing] = useState<'environment' | 'user'>('environment')
  const [attempt, setAttempt] = useState(0)
  const [problem, setProblem] = useState<CameraProblem | null>(null)
  const [size, setSize] = useState<CameraStream['size']>(null)
  const [several, setSeveral] = useState(false)

  useEffect(() => {
    let wanted = true
    let stream: MediaStream | null = null
    const start = async () => {
      const got = await navigator.mediaDevices.getUserMedia({ video: { facingMode: { ideal: facing }, ...WANTED } })
      const element = video.current
      if (!wanted || !element) {
        stop(got)
        return
      }
      stream = got
      got.getVideoTracks()[0]?.addEventListener('ended', () => wanted && setProblem('busy'))
      const shown = await show(got, element)
      if (!wanted) return
      setSize(shown)
      const devices = await navigator.mediaDevices.enumerateDevices()
      if (wanted) setSeveral(devices.filter(({ kind }) => kind === 'videoinput').length > 1)
    }
    start().catch((error: unknown) => wanted && setProblem(problemOf(error)))
    return () => {
      wanted = false
      stop(stream)
    }
  }, [video, facing, attempt])

  const take = async () => {
    const element = video.current
    if (!element) throw new Error('The camera is gone.')
    const track = element.srcObject instanceof MediaStream ? element.srcObject.getVideoTracks()[0] : undefined
    const Taker = (globalThis as { ImageCapture?: PhotoTakerClass }).ImageCapture
    if (Taker && track) {
      const photo = await new Taker(track).takePhoto().catch(() => null)
      if (photo) return photo
    }
    return still(element)
  }

  const again = () => {
    setProblem(null)
    setSize(null)
    setAttempt((n) => n + 1)
  }
  return {
    problem,
    size,
    several,
    take,
    retry: again,
    flip() {
      setFacing((now) => (now === 'environment' ? 'user' : 'environment'))
      again()
    },
  }
}

async function show(stream: MediaStream, video: HTMLVideoElement): Promise<{ width: number; height: number }> {
  video.srcObject = stream
  await video.play()
  return { width: video.videoWidth, height: video.videoHeight }
}

const stop = (stream: MediaStream | null): void => stream?.getTracks().forEach((track) => track.stop())

function problemOf(error: unknown): CameraProblem {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'absent' : 'busy'
}

async function still(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
  canvas.width = canvas.height = 0
  if (!blob) throw new Error('The picture could not be encoded.')
  return blob
}
