import { useEffect } from 'react'
import { useStore } from 'zustand'
import { leavePresentElsewhere, lockStore } from '../../store/lockStore.ts'
import { presentStore } from '../../store/snapshots/presentStore.ts'
import { routeStore } from '../../store/routeStore.ts'
import { cameraStore, closeCamera } from '../../store/visits/cameraStore.ts'
import { endSorting, sortingStore } from '../../store/visits/sortingStore.ts'
import { setView, viewStore, type ViewState } from '../../store/viewStore.ts'
import { anywhereCommands } from './commands/anywhereCommands.ts'
import { ErrorBoundary, ScreenMissing } from './ErrorBoundary.tsx'
import { LibraryScreen } from '../panels/LibraryScreen.tsx'
import { Transfers } from '../panels/transfer/Transfers.tsx'
import { isPaused, pausedStore } from '../../store/saving/pausedStore.ts'
import { part } from './part.tsx'
import { listenToKeys } from './commands/shortcuts.ts'
import { TypedAhead } from './commands/TypedAhead.tsx'
import { LiveRegion } from './LiveRegion.tsx'
import { LockGate } from './lock/LockGate.tsx'
import { Toasts } from './Toasts.tsx'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/slider.css'
import './styles/fields.css'
import './styles/panels.css'
import './styles/stepPanels.css'
import '../panels/layers/layersPanel.css'
import './top/topbar.css'
import './studio.css'
import './strip/strip.css'
import './start.css'
import './compare.css'
import './library.css'
import '../panels/library/library.css'
import './styles/overlays.css'
import './commands/commandSearch.css'
import './coach/coach.css'
import '../panels/transfer/transfer.css'
import './styles/narrow.css'
import './styles/touch.css'

const view = (closed: Partial<ViewState>) => ({ close: () => setView(closed) })
const About = part(() => import('./About.tsx').then((m) => m.About), view({ aboutOpen: false }))
const Settings = part(() => import('./Settings.tsx').then((m) => m.Settings), view({ settingsOpen: false }))
const Shortcuts = part(
  () => import('./commands/Shortcuts.tsx').then((m) => m.Shortcuts),
  view({ shortcutsOpen: false }),
)
const CommandSearch = part(() => import('./commands/CommandSearch.tsx').then((m) => m.CommandSearch), {
  ...view({ searchOpen: false }),
  meanwhile: <TypedAhead />,
})
const PinDialog = part(() => import('./lock/PinDialog.tsx').then((m) => m.PinDialog), view({ pinOpen: null }))
const StorageDialog = part(
  () => import('./storage/StorageDialog.tsx').then((m) => m.StorageDialog),
  view({ storageOpen: false }),
)
const ConsentDialog = part(
  () => import('../panels/consent/ConsentDialog.tsx').then((m) => m.ConsentDialog),
  view({ consentOf: null }),
)
const SortPhotos = part(() => import('../panels/capture/SortPhotos.tsx').then((m) => m.SortPhotos), {
  close: endSorting,
})
const Camera = part(() => import('../panels/capture/Camera.tsx').then((m) => m.Camera), { close: closeCamera })

const meanwhile = <div className="screen" />
const onScreen = { meanwhile, instead: <ScreenMissing /> }
const Studio = part(() => import('./Studio.tsx').then((m) => m.Studio), onScreen)
const Plan = part(() => import('./Plan.tsx').then((m) => m.Plan), onScreen)
const Compare = part(() => import('./Compare.tsx').then((m) => m.Compare), onScreen)
const Present = part(() => import('../present/Present.tsx').then((m) => m.Present), {
  meanwhile,
  close: leavePresentElsewhere,
})

export function App() {
  return (
    <ErrorBoundary>
      <LockGate>
        <Unlocked />
      </LockGate>
    </ErrorBoundary>
  )
}

/** All there is; while it is locked nothing of it is on the page, and no key does anything. */
function Unlocked() {
  useEffect(connectKeys, [])
  useEffect(watchLooking, [])
  const lengths = useStore(viewStore, (s) => s.lengths)
  // To whom the device was handed nothing but the pictures is there: no window, no import, no notice that leads elsewhere.
  const handedOver = useStore(lockStore, (s) => s.handedOver)
  const surround = useStore(viewStore, (s) => s.surround)
  useEffect(() => {
    document.documentElement.dataset.surround = surround
  }, [surround])
  return (
    <>
      {/* Every length that stands on it is written anew. */}
      <Screen key={lengths} />
      <LiveRegion />
      {!handedOver && (
        <>
          <Toasts />
          <Dialogs />
          <Transfers />
        </>
      )}
    </>
  )
}

/** The library's own rows at once, and the whole table as soon as there is more than the library. */
function connectKeys(): () => void {
  let stop = listenToKeys(anywhereCommands)
  let [ended, asked] = [false, false]
  const follow = () => {
    if (asked || routeStore.getState().screen === 'library') return
    asked = true
    import('./commands/commands.ts').then(
      ({ commands }) => {
        if (ended) return
        stop()
        stop = listenToKeys(commands)
      },
      () => (asked = false),
    )
  }
  follow()
  const unfollow = routeStore.subscribe(follow)
  return () => {
    ended = true
    unfollow()
    stop()
  }
}

/** A phone shows what is designed elsewhere (ux 19). */
const PHONE = '(max-width: 599px)'

/** On a phone, and while another tab edits, there is nothing to design with. */
function watchLooking(): () => void {
  const media = matchMedia(PHONE)
  const follow = () => setView({ onlyLooking: media.matches || isPaused() })
  follow()
  media.addEventListener('change', follow)
  const stop = pausedStore.subscribe(follow)
  return () => {
    media.removeEventListener('change', follow)
    stop()
  }
}

/** Nothing else stands on the page while it is presented: no name, no note, no price. */
function Screen() {
  const presenting = useStore(presentStore, (s) => s.slides !== null)
  const screen = useStore(routeStore, (s) => s.screen)
  if (presenting) return <Present />
  switch (screen) {
    case 'library':
      return <LibraryScreen />
    case 'studio':
      return <Studio />
    case 'compare':
      return <Compare />
    case 'plan':
      return <Plan />
  }
}

function Dialogs() {
  const settings = useStore(viewStore, (s) => s.settingsOpen)
  const search = useStore(viewStore, (s) => s.searchOpen)
  const shortcuts = useStore(viewStore, (s) => s.shortcutsOpen)
  const about = useStore(viewStore, (s) => s.aboutOpen)
  const storage = useStore(viewStore, (s) => s.storageOpen)
  const pin = useStore(viewStore, (s) => s.pinOpen)
  const consentOf = useStore(viewStore, (s) => s.consentOf)
  const sorting = useStore(sortingStore, (s) => s.sorting !== null)
  const camera = useStore(cameraStore, (s) => s.open)
  return (
    <>
      {sorting && <SortPhotos />}
      {camera && <Camera />}
      {search && <CommandSearch />}
      {storage && <StorageDialog />}
      {settings && <Settings />}
      {consentOf !== null && <ConsentDialog key={consentOf} patientId={consentOf} />}
      {pin && <PinDialog key={pin} to={pin} />}
      {shortcuts && <Shortcuts />}
      {about && <About />}
    </>
  )
}
