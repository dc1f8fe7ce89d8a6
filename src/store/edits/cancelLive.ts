import * as list from '../../core/design/history.ts'
import { designStore } from '../designStore.ts'

/** Takes back the unfinished change that is on show. */
export function cancelLive(): void {
  const { history, live } = designStore.getState()
  if (history && live) designStore.setState({ design: list.current(history), live: false })
}
