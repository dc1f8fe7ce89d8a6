import { describe, expect, it } from 'vitest'
import { parseRoute, pathOf, type Route } from '../../src/store/routeStore.ts'

describe('addresses', () => {
  const routes: Route[] = [
    { screen: 'library' },
    { screen: 'library', patientId: 'p1' },
    { screen: 'studio', patientId: 'p1', visitId: 'v1', photoId: 'f1' },
    { screen: 'studio', patientId: 'p1', visitId: 'v1', photoId: undefined },
    { screen: 'compare', patientId: 'p1', visitId: 'v1', photoId: 'f1' },
    {
      screen: 'compare',
      patientId: 'p1',
      visitId: 'v1',
      photoId: 'f1',
      compared: ['before', 's1', 'photo f2'],
    },
    { screen: 'plan', patientId: 'p1', visitId: 'v1', photoId: 'f1' },
  ]

  it('lead back to the screen they were made from', () => {
    for (const route of routes) expect(parseRoute(pathOf(route))).toEqual(route)
  })

  it('hold no space and nothing but ids, whatever is compared', () => {
    const compared = ['photo f2', 'before', 's1', 's2']
    const path = pathOf({ screen: 'compare', patientId: 'p1', visitId: 'v1', photoId: 'f1', compared })
    expect(path).toBe('/patients/p1/visits/v1/compare/f1/photo-f2/before/s1/s2')
    // Half a pair is none.
    expect(parseRoute('/patients/p1/visits/v1/compare/f1/s1')).not.toHaveProperty('compared')
  })

  it('open the library when nobody knows them', () => {
    for (const path of ['/', '/nothing', '/patients', '/patients/p/visits/v/bill', '/patients/p/sittings/v/studio']) {
      expect(parseRoute(path).screen).toBe('library')
    }
  })
})
