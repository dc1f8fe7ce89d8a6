import { createStore } from 'zustand/vanilla'
import { areaInHand, areaSlots } from '../../core/design/areas/areas.ts'
import type { Design } from '../../core/design/design.ts'
import { isHairSaid } from '../../core/fill/hairInAreas.ts'
import type { HairInArea, HairSeen } from '../../worker/engine.ts'
import { edit } from './designActions.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { liesAs } from './measureArea.ts'
import { engine } from '../services.ts'

/** How much of each area looks like hair, and the design of which that is true; null before anything was looked at. */
interface Hair {
  readonly of: Design
  readonly areas: HairSeen
}

export const hairStore = createStore<{ readonly hair: Hair | null }>(() => ({ hair: null }))

/** The figures of an area are wanted sooner. */
const REST_MS = 700
/** After a failure the rest is so many times as long. */
const MORE_PATIENT = 4

/** Looks for hair in the areas of the open design once the hand rests, while somebody follows. Returns the way to stop. */
export function followHair(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false
  const lookSoon = (restMs = REST_MS) => {
    clearTimeout(timer)
    const mine = setTimeout(async () => {
      const failed = (await seen(resting)) === null
      // Whoever has not asked is not told that it failed; what a hand has changed since is looked at anyway.
      if (failed && !ended && timer === mine) lookSoon(restMs * MORE_PATIENT)
    }, restMs)
    timer = mine
  }
  lookSoon()
  const stop = designStore.subscribe((now, before) => {
    if (now.design !== before.design || now.live !== before.live) lookSoon()
  })
  return () => {
    ended = true
    clearTimeout(timer)
    stop()
  }
}

function resting(): Design | null {
  const { design, live } = designStore.getState()
  return live ? null : design
}

/** One look at a time: the next one goes on from what the worker has seen, and nothing piles up behind a hand that draws on. */
let before: Promise<unknown> = Promise.resolve()

/**
 * What is known of a design, looked for where nothing is.
 * @param of asked once it is its turn; null where nothing is to be looked at any more
 * @returns null where the look failed or was given up, which says nothing of the design
 */
function seen(of: () => Design | null): Promise<HairSeen | null> {
  const mine = before.then(async () => {
    const design = of()
    if (!design) return 'untold'
    const known = hairOf(design)
    if (known) return known.areas
    const areas = await engine()
      .hairInAreas(design)
      .catch(() => null)
    const now = designStore.getState().design
    if (areas && now && liesAs(design, now)) hairStore.setState({ hair: { of: design, areas } })
    return areas
  })
  before = mine.catch(() => null)
  return mine
}

/** What is known of a design; what was seen before its areas were changed no longer holds. */
function hairOf(design: Design): Hair | null {
  const { hair } = hairStore.getState()
  return hair && liesAs(hair.of, design) ? hair : null
}

/** The hair that is said of the area in hand; null where there is nothing to say. */
export function hairInHand({ hair }: { readonly hair: Hair | null }, design: Design): HairInArea | null {
  const found = hair && liesAs(hair.of, design) ? told(hair.areas).find(({ id }) => id === areaInHand(design)) : null
  return found && isHairSaid(design.area, found) ? found : null
}

/** What is said of all areas together: the share of them that looks like hair; 0 where there is nothing to say. */
export function hairShare({ hair }: { readonly hair: Hair | null }, design: Design): number {
  return hair && liesAs(hair.of, design) ? shareOf(design, told(hair.areas)) : 0
}

/** The same looked for now. */
export const seenHairShare = async (design: Design): Promise<number> => shareOf(design, told(await seen(() => design)))

const told = (areas: HairSeen | null): readonly HairInArea[] => (areas === null || areas === 'untold' ? [] : areas)

function shareOf(design: Design, areas: readonly HairInArea[]): number {
  const drawn = new Map(areaSlots(design).map(({ id, area }) => [id, area ?? design.area]))
  const said = areas.filter((found) => isHairSaid(drawn.get(found.id) ?? design.area, found))
  const cm2 = (of: readonly HairInArea[], name: 'areaCm2' | 'hairCm2') => of.reduce((sum, a) => sum + a[name].value, 0)
  return said.length > 0 ? cm2(said, 'hairCm2') / cm2(areas, 'areaCm2') : 0
}

/** The area in hand is meant to lie on its hair: nothing is said of it any more. */
export function meanHair(label: string): void {
  const design = committedDesign(designStore.getState())
  if (design) edit({ ...design, area: { ...design.area, onHair: true } }, label)
}
