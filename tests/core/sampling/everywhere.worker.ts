import { placedDigests, type Shipped } from './everywhere.ts'

self.addEventListener('message', (event: MessageEvent<Shipped>) => {
  void placedDigests(event.data).then((digests) => self.postMessage(digests))
})
