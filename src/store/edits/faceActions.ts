import { createStore } from 'zustand/vanilla'
import { isGuessedScale } from '../../core/design/scale/calibration.ts'
import { viewOf } from '../../core/design/photoView.ts'
import {
  marksOn,
  measurableFace,
  turnedDeg,
  viewSeen,
  withFace,
  type FaceProblem,
} from '../../core/design/scale/foundFace.ts'
import { edit, editUnasked } from './designActions.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { snappedMarks } from './outlineActions.ts'
import { sayView } from './viewsSeen.ts'
import { engine, landmarker } from '../services.ts'

/** Why no face was taken: none that can be measured on, or the search failed, or the design was changed meanwhile. */
export type NoFace = FaceProblem | { readonly code: 'failed' | 'late' }

interface FaceState {
  /** Share of the search that is done; null while none runs. */
  readonly share: number | null
  readonly problem: NoFace | null
  /** Of the face that was taken last: how far it is turned away. */
  readonly turnedDeg: number | null
}

const idle: FaceState = { share: null, problem: null, turnedDeg: null }
export const faceStore = createStore<FaceState>(() => idle)

/** Longest side of the picture that is searched: eyes are looked at in squares of 64 px. */
const SEARCHED_PX = 2048

let search: AbortController | null = null

/** Lays marks and scale points on the face that the photo shows, in one undo step; where none can be measured on all stays. */
export async function findFace(label: string, { unasked = false } = {}): Promise<void> {
  const asked = committedDesign(designStore.getState())
  if (!asked || search) return
  const mine = new AbortController()
  search = mine
  faceStore.setState({ ...idle, share: 0 })
  const end = (problem: NoFace | null, turned: number | null = null) => {
    if (search !== mine) return
    search = null
    // Whoever did not ask is not told that it failed, or that the hand was quicker.
    const isSaid = !unasked || (problem?.code !== 'failed' && problem?.code !== 'late')
    faceStore.setState({ share: null, problem: isSaid ? problem : null, turnedDeg: turned })
  }
  try {
    const { photo } = asked
    const picture = await engine().picture([null], {
      photoHash: photo.hash,
      type: 'image/jpeg',
      quality: 0.95,
      maxSide: SEARCHED_PX,
    })
    const faces = await landmarker().find(picture, photo.width, {
      progress: (share) => search === mine && faceStore.setState({ share }),
      signal: mine.signal,
    })
    const face = measurableFace(faces)
    // Whoever leaves the step gives the search up, and what it has found by then.
    if (search === mine) sayView(photo.id, 'code' in face ? viewSeen(face) : null)
    if ('code' in face) return end(face)
    const marks = await snappedMarks(marksOn(face, photo.width, photo.height), photo.hash, engine())
    if (search !== mine) return
    const { design, live } = designStore.getState()
    if (live || design !== asked) return end({ code: 'late' })
    const found = withFace(asked, face, marks)
    if (unasked) editUnasked(found, label)
    else edit(found, label)
    end(null, turnedDeg(face))
  } catch {
    end({ code: 'failed' })
  }
}

/** Photos on which it was looked without being asked: once is enough, also after an undo. */
const looked = new Set<string>()

/** Looks by itself on a frontal photo that nobody has touched: the first handles are then on the face, not on a guess. */
export function findFaceAtFirst(label: string): void {
  const { history } = designStore.getState()
  const design = committedDesign(designStore.getState())
  if (!design || !history || history.entries.length > 1 || looked.has(design.photo.id)) return
  if (viewOf(design) !== 'frontal' || design.marks.checked || !isGuessedScale(design)) return
  looked.add(design.photo.id)
  void findFace(label, { unasked: true })
}

/** Gives the search up; also what was said of the last one. */
export function cancelFaceSearch(): void {
  search?.abort()
  search = null
  faceStore.setState(idle)
}

/** Another photo has another face. */
designStore.subscribe(({ photo }, before) => {
  if (photo?.id !== before.photo?.id) cancelFaceSearch()
})
