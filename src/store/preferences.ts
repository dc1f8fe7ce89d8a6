import { preferenceNames, readPreferences, writePreferences } from '../storage/preferences.ts'
import { setView, viewStore } from './viewStore.ts'

/** Sets the switches as they were left, and keeps each change. */
export function keepPreferences(): void {
  setView(readPreferences())
  viewStore.subscribe((now, before) => {
    if (preferenceNames.every((name) => now[name] === before[name])) return
    writePreferences(Object.fromEntries(preferenceNames.map((name) => [name, now[name]])))
  })
}
