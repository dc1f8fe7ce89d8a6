import { Suspense, lazy, useEffect, useState, type ComponentType, type ReactNode } from 'react'
import { toast } from '../../store/jobsStore.ts'
import { strings } from '../strings/strings.ts'

interface PartOptions<P> {
  /** While it is on its way. */
  readonly meanwhile?: ReactNode
  /** Where it does not come: closes what was opened, and it is said that it is missing. */
  readonly close?: (props: P) => void
  /** Where it does not come: what stands in its place. Without either nothing is shown, and nothing said. */
  readonly instead?: ReactNode
}

/**
 * A part of the page that is fetched when it is first shown. Where its server was stopped, or holds another build by now,
 * the rest of the page stays as it is; when it is shown again it is asked for again.
 */
export function part<P extends object>(load: () => Promise<ComponentType<P>>, o: PartOptions<P> = {}) {
  const fetched = () => lazy(() => load().then(asDefault, () => asDefault(Missing)))
  let newest = fetched()

  function Missing(props: P) {
    const [asked] = useState(props)
    useEffect(() => {
      newest = fetched()
      if (!o.close) return
      toast(strings.partMissing)
      o.close(asked)
    }, [asked])
    return o.instead
  }

  return function Part(props: P) {
    const [Shown] = useState(() => newest)
    return (
      <Suspense fallback={o.meanwhile}>
        <Shown {...props} />
      </Suspense>
    )
  }
}

const asDefault = <P,>(shown: ComponentType<P>) => ({ default: shown })
