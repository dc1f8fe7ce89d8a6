import { createStore } from 'zustand/vanilla'
import { placePatch } from '../../core/tools/matchTool.ts'
import type { PatchName } from '../../core/fill/comparePatches.ts'
import { withMatch, withoutMatch } from '../../core/fill/matchNative.ts'
import type { PointPx } from '../../core/geometry/points.ts'
import type { MatchPatches, MatchResult } from '../../worker/engine.ts'
import { edit } from './designActions.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { engine } from '../services.ts'
import { setTool, viewStore } from '../viewStore.ts'

/** Two patches being compared; nothing of it is in the design until it is used. */
export interface Matching {
  /** Null while the photo is searched. */
  readonly patches: MatchPatches | null
  /** Whether the photo's own search laid them, and nobody has moved them. */
  readonly proposed: boolean
  /** Whether the search found any. */
  readonly found: boolean
  /** The circle that a tap moves. */
  readonly chosen: PatchName
  /** Of the patches as they lie; null while they are measured. */
  readonly result: MatchResult | null
  readonly failed: boolean
}

export const matchStore = createStore<{ readonly matching: Matching | null }>(() => ({ matching: null }))

const matchingNow = () => matchStore.getState().matching

function change(part: Partial<Matching>): void {
  const matching = matchingNow()
  if (matching) matchStore.setState({ matching: { ...matching, ...part } })
}

let searches = 0

/**
 * Lays both circles where the photo seems to show shaved hair and bare skin; that of the hair at a place, px, where the hand
 * points at some.
 */
export function startMatching(hair?: PointPx): void {
  const design = committedDesign(designStore.getState())
  if (!design) return
  setTool('dots')
  const begun: Matching = { patches: null, proposed: true, found: true, chosen: 'hair', result: null, failed: false }
  matchStore.setState({ matching: begun })
  // An edit meanwhile makes another object of it; only a search that was stopped or begun anew is over.
  const search = ++searches
  const wanted = () => search === searches && matchingNow() !== null
  engine()
    .proposePatches(design)
    .then(({ found, ...patches }) => {
      if (!wanted()) return
      change(hair ? { patches: { ...patches, hair }, proposed: false, found: true } : { patches, found })
      measureSoon(0)
    })
    .catch(() => wanted() && change({ failed: true }))
}

export function stopMatching(): void {
  searches++
  clearTimeout(timer)
  matchStore.setState({ matching: null })
}

export function choosePatch(chosen: PatchName): void {
  change({ chosen })
}

/** How long the hand rests before the patches are measured, ms. */
const REST_MS = 150

export function showPatches(patches: MatchPatches, chosen: PatchName): void {
  const now = matchingNow()
  if (!now) return
  const same = now.patches?.hair === patches.hair && now.patches.bare === patches.bare
  if (same && now.chosen === chosen) return
  change(same ? { chosen } : { patches, chosen, proposed: false, result: null, failed: false })
  if (!same) measureSoon(REST_MS)
}

/** One press of an arrow key. */
export function nudgePatch(patch: PatchName, by: PointPx): void {
  const { design } = designStore.getState()
  const patches = matchingNow()?.patches
  if (!design || !patches) return
  const at = patches[patch]
  showPatches(placePatch(patches, patch, { x: at.x + by.x, y: at.y + by.y }, design.photo), patch)
}

let timer: ReturnType<typeof setTimeout> | undefined

function measureSoon(ms: number): void {
  clearTimeout(timer)
  timer = setTimeout(() => void measureNow(), ms)
}

async function measureNow(): Promise<void> {
  const design = committedDesign(designStore.getState())
  const patches = matchingNow()?.patches
  if (!design || !patches) return
  const wanted = () => matchingNow()?.patches === patches && committedDesign(designStore.getState()) === design
  try {
    const result = await engine().matchNative(design, patches)
    if (wanted()) change({ result, failed: false })
  } catch {
    if (wanted()) change({ failed: true })
  }
}

export const measureAgain = (): void => (matchingNow()?.patches ? measureSoon(0) : startMatching())

/** The measured hair decides strength, tint and density from now on. */
export function applyMatch(label: string): void {
  const design = committedDesign(designStore.getState())
  const result = matchingNow()?.result
  if (!design || !result?.ok) return
  stopMatching()
  edit(withMatch(design, result.solved), label)
}

export function clearMatch(label: string): void {
  const design = committedDesign(designStore.getState())
  if (design?.fill.match) edit(withoutMatch(design), label)
}

// Another photo, step or tool puts the circles away; an edit below them is measured again.
designStore.subscribe((now, before) => {
  if (!matchingNow()) return
  if (now.photo !== before.photo || !now.history) stopMatching()
  else if (now.history !== before.history) {
    // What was solved for the design before must not be used for this one.
    change({ result: null })
    measureSoon(REST_MS)
  }
})
viewStore.subscribe((now) => {
  if (matchingNow() && (now.step !== 'dots' || (now.tool !== 'dots' && now.tool !== 'hand'))) stopMatching()
})
