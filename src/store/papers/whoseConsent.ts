import type { Patient } from '../../storage/repository.ts'
import { designStore } from '../designStore.ts'
import { libraryStore } from '../visits/libraryStore.ts'
import { routeStore } from '../routeStore.ts'

/** The patient who is spoken of on this screen: chosen in the Library, or open; null where there is none. */
export function whoseConsent(): Patient | null {
  const route = routeStore.getState()
  if (route.screen !== 'library') return designStore.getState().patient
  return libraryStore.getState().patients?.find(({ patient }) => patient.id === route.patientId)?.patient ?? null
}
