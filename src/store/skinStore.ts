import { createStore } from 'zustand/vanilla'
import type { Design } from '../core/design/design.ts'
import type { SkinTone } from '../worker/engine.ts'
import { engine } from './services.ts'

/** The patient's bare skin in the open photo. */
interface SkinState {
  readonly photoHash: string | null
  /** Linear light; null until it is known, and where the photo shows no bare skin. */
  readonly tone: SkinTone | null
}

export const skinStore = createStore<SkinState>(() => ({ photoHash: null, tone: null }))

/** What was asked last. */
let asked = ''

/** Asks for the skin's colour, once per photo, marks and scale; the colour of another photo is dropped at once. */
export async function learnSkinTone(design: Design): Promise<void> {
  const { hash } = design.photo
  const question = JSON.stringify([hash, { ...design.marks, checked: null }, design.scale])
  if (question === asked) return
  asked = question
  if (skinStore.getState().photoHash !== hash) skinStore.setState({ photoHash: hash, tone: null })
  try {
    const tone = await engine().skinTone(design)
    if (asked === question) skinStore.setState({ tone })
  } catch {
    // Whoever shows it does without; the next look asks again.
    if (asked === question) asked = ''
  }
}
