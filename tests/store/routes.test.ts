import { describe, expect, it } from 'vitest'
import { parseRoute, pathOf, type Route } from '../../src/store/routeStore.ts'

describe('addresses', () => {
  const routes: Route[] = [
    { screen: 'library' },
    { screen: 'library', patientId: 'p1' },
    { screen: 'studio', patientId: 'p1', visitId: 'v1', photoId: 'f1' },
    { screen: 'studio', patientId: 'p1', visitId: 'v1', photoId: undefined },
    { screen: 'compare', patientId: 'p1', visitId: 'v1', photoId: 'f1' },
    { screen: 'plan', patientId: 'p1', visitId: 'v1', photoId: 'f1' },
  ]

  it('lead back to the screen they were made from', () => {
    for (const route of routes) expect(parseRoute(pathOf(route))).toEqual(route)
  })

  it('open the library when nobody knows them', () => {
    for (const path of ['/', '/nothing', '/patients', '/patients/p/visits/v/bill', '/patients/p/sittings/v/studio']) {
      expect(parseRoute(path).screen).toBe('library')
    }
  })
})
