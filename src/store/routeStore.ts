import { createStore } from 'zustand/vanilla'
import { toast } from './jobsStore.ts'
import { isStep, viewStore, setStep, setView, turnViewTo, type StepName } from './viewStore.ts'

export type Route =
  | { readonly screen: 'library'; readonly patientId?: string }
  | {
      readonly screen: 'studio' | 'compare' | 'plan'
      readonly patientId: string
      readonly visitId: string
      readonly photoId?: string
      /** What stands on the sides of a comparison, from A on (compareStore); absent where the address does not say. */
      readonly compared?: readonly string[]
    }

export const routeStore = createStore<Route>(() => ({ screen: 'library' }))

/** Steps are taken where the design is seen: the Library may show nothing of it, and Compare shows what was saved. */
export function showsDesign(): boolean {
  const { screen } = routeStore.getState()
  return screen === 'studio' || screen === 'plan'
}

/** Another photo as it stands in an address: compareStore's own name of it has a space. */
const [PHOTO, PHOTO_IN_ADDRESS] = ['photo ', 'photo-'] as const
const MOST_COMPARED = 4

/** The route of an address; anything unknown is the library. Ids alone: no patient text ever stands in an address. */
export function parseRoute(pathname: string): Route {
  const [patients, patientId, visits, visitId, screen, photoId, ...rest] = pathname.split('/').filter(Boolean)
  if (patients !== 'patients' || !patientId) return { screen: 'library' }
  if (visits !== 'visits' || !visitId) return { screen: 'library', patientId }
  if (screen === 'studio' || screen === 'plan') return { screen, patientId, visitId, photoId }
  if (screen !== 'compare') return { screen: 'library', patientId }
  const compared = rest.slice(0, MOST_COMPARED).map((item) => item.replace(PHOTO_IN_ADDRESS, PHOTO))
  return { screen, patientId, visitId, photoId, ...(compared.length > 1 && { compared }) }
}

export function pathOf(route: Route): string {
  if (route.screen === 'library') return route.patientId ? `/patients/${route.patientId}` : '/'
  const photo = route.photoId ? `/${route.photoId}` : ''
  const items = photo !== '' && route.screen === 'compare' ? (route.compared ?? []) : []
  const compared = items.map((item) => `/${item.replace(PHOTO, PHOTO_IN_ADDRESS)}`).join('')
  return `/patients/${route.patientId}/visits/${route.visitId}/${route.screen}${photo}${compared}`
}

/** Whether an address is one that the app makes; whoever typed or kept another one is told. */
const isKnown = (pathname: string): boolean =>
  pathname === '/' || pathname === '/index.html' || pathOf(parseRoute(pathname)) === pathname.replace(/\/$/, '')

export function navigate(to: string | Route, o?: { replace?: boolean }): void {
  const path = typeof to === 'string' ? to : pathOf(to)
  if (o?.replace) history.replaceState(null, '', path)
  else history.pushState(null, '', path)
  const route = parseRoute(location.pathname)
  if (route.screen !== 'library') rememberStep(viewStore.getState().step)
  routeStore.setState(route, true)
}

/** Follows Back and Forward, and keeps the step in the address so that a reload comes back to it. */
export function startRouting(): void {
  const follow = () => {
    if (!isKnown(location.pathname)) {
      toast('Nothing is at this address. Here is the library.')
      history.replaceState(null, '', pathOf(parseRoute(location.pathname)))
    }
    routeStore.setState(parseRoute(location.pathname), true)
    const step = location.hash.slice(1)
    if (isStep(step)) setStep(step)
  }
  follow()
  addEventListener('popstate', follow)
  // Also where the Plan screen was put aside by the lock, and is not there to say so.
  routeStore.subscribe(({ screen }) => screen !== 'plan' && setView({ planKind: null }))
  // It is planned on the photo as it stands. Compare has a camera of its own, and gives the studio's back.
  routeStore.subscribe(({ screen }) => {
    if (screen !== 'studio' && screen !== 'compare' && viewStore.getState().camera.turnedRad) turnViewTo(0)
  })
  viewStore.subscribe((now, before) => {
    if (now.step !== before.step && routeStore.getState().screen === 'studio') rememberStep(now.step)
  })
}

export function rememberStep(step: StepName): void {
  history.replaceState(null, '', `${location.pathname}#${step}`)
}
