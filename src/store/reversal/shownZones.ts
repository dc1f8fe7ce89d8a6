import { hasReversal } from '../../core/design/reversal.ts'
import { designStore } from '../designStore.ts'
import { isShown, layerStore } from '../layerStore.ts'
import { followReversal } from './reversalActions.ts'
import { routeStore } from '../routeStore.ts'

/** Measures a reversal's zones while their layer is shown in the studio: it draws none before. Gives back what ends it. */
export function followShownZones(): () => void {
  let stop: (() => void) | null = null
  const look = () => {
    const { design } = designStore.getState()
    const isWanted = design !== null && hasReversal(design) && isShown('zones')
    if (isWanted === (stop !== null)) return
    const ended = stop
    stop = null
    if (isWanted) stop = followReversal()
    else ended?.()
  }
  look()
  const stops = [designStore, layerStore, routeStore].map((store) => store.subscribe(look))
  return () => {
    for (const end of stops) end()
    stop?.()
  }
}
