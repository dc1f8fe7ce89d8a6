import { createStore } from 'zustand/vanilla'
import { defaultClinicProfile, type ClinicProfile } from '../../core/plan/clinicProfile.ts'
import { readClinicProfile } from '../../core/plan/clinicProfileSchema.ts'
import { repository } from '../services.ts'

/** The clinic's own numbers, of which every plan is made. */
export const clinicStore = createStore<{ readonly profile: ClinicProfile }>(() => ({ profile: defaultClinicProfile }))

/** What is on disk: where a change goes back to that could not be stored. */
let stored: ClinicProfile = defaultClinicProfile

export async function loadClinic(): Promise<void> {
  stored = await repository().clinicProfile()
  clinicStore.setState({ profile: stored })
}

/**
 * Stores a change of the profile; the screen follows at once, and goes back where it could not be stored.
 * @throws RangeError for a figure out of its range: then nothing is changed
 */
export async function changeClinic(part: Partial<ClinicProfile>): Promise<void> {
  const profile = readClinicProfile({ ...clinicStore.getState().profile, ...part })
  clinicStore.setState({ profile })
  try {
    await repository().saveClinicProfile(profile)
    stored = profile
  } catch (error) {
    if (clinicStore.getState().profile === profile) clinicStore.setState({ profile: stored })
    throw error
  }
}

export const resetClinic = (): Promise<void> => changeClinic(defaultClinicProfile)
