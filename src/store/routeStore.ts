import { createStore } from 'zustand/vanilla'
import { isStep, viewStore, setStep, setView, type StepName } from './viewStore.ts'

export type Route =
  | { readonly screen: 'library'; readonly patientId?: string }
  | {
      readonly screen: 'studio' | 'compare' | 'plan'
      readonly patientId: string
      readonly visitId: string
      readonly photoId?: string
    }

export const routeStore = createStore<Route>(() => ({ screen: 'library' }))

/** The route of an address; anything unknown is the library. Ids alone: no patient text ever stands in an address. */
export function parseRoute(pathname: string): Route {
  const [patients, patientId, visits, visitId, screen, photoId] = pathname.split('/').filter(Boolean)
  if (patients !== 'patients' || !patientId) return { screen: 'library' }
  if (visits === 'visits' && visitId && (screen === 'studio' || screen === 'compare' || screen === 'plan')) {
    return { screen, patientId, visitId, photoId }
  }
  return { screen: 'library', patientId }
}

export function pathOf(route: Route): string {
  if (route.screen === 'library') return route.patientId ? `/patients/${route.patientId}` : '/'
  const photo = route.photoId ? `/${route.photoId}` : ''
  return `/patients/${route.patientId}/visits/${route.visitId}/${route.screen}${photo}`
}

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
    routeStore.setState(parseRoute(location.pathname), true)
    const step = location.hash.slice(1)
    if (isStep(step)) setStep(step)
  }
  follow()
  addEventListener('popstate', follow)
  // Also where the Plan screen was put aside by the lock, and is not there to say so.
  routeStore.subscribe(({ screen }) => screen !== 'plan' && setView({ planKind: null }))
  viewStore.subscribe((now, before) => {
    if (now.step !== before.step && routeStore.getState().screen === 'studio') rememberStep(now.step)
  })
}

export function rememberStep(step: StepName): void {
  history.replaceState(null, '', `${location.pathname}#${step}`)
}
