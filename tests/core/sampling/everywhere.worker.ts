import { placedDigests } from './everywhere.ts'

self.addEventListener('message', (event: MessageEvent<{ rankedSet: ArrayBuffer; sampleRecord: unknown }>) => {
  void placedDigests(event.data.rankedSet, event.data.sampleRecord).then((digests) => self.postMessage(digests))
})
