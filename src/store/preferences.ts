import { readPreferences, writePreferences, type Preferences } from '../storage/preferences.ts'
import { setView, viewStore, type ViewState } from './viewStore.ts'

type OfView = Required<Preferences>

const ofView = ({
  singleKeys,
  pressureSize,
  insideHairline,
  leftHanded,
  rotateView,
  lengths,
  coached,
  exampled,
}: ViewState): OfView => ({
  singleKeys,
  pressureSize,
  insideHairline,
  leftHanded,
  rotateView,
  lengths,
  coached,
  exampled,
})

/** Sets the switches as they were left, and keeps each change. */
export function keepPreferences(): void {
  setView(readPreferences())
  viewStore.subscribe((now, before) => {
    const [next, last] = [ofView(now), ofView(before)]
    if ((Object.keys(next) as (keyof OfView)[]).some((key) => next[key] !== last[key])) writePreferences(next)
  })
}
