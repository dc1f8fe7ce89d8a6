import { describe, expect, it } from 'vitest'
import { placedDigests, written, type PlacedDigests } from './everywhere.ts'

const inputs = async () => ({
  rankedSet: await (await fetch('/ranked-set.bin')).arrayBuffer(),
  headSet: await (await fetch('/head-set.bin')).arrayBuffer(),
  sampleRecord: (await (await fetch('/sample/marks.json')).json()) as unknown,
})

// Node's test compares with the same file.
describe('the same seed in a browser', () => {
  it('gives the dots that every machine gives, byte for byte, in the page', async () => {
    await expect(written(await placedDigests(await inputs()))).toMatchFileSnapshot('everywhere.json')
  })

  it('gives them in a worker', async () => {
    const worker = new Worker(new URL('./everywhere.worker.ts', import.meta.url), { type: 'module' })
    const given = await inputs()
    const digests = await new Promise<PlacedDigests>((resolve, reject) => {
      worker.addEventListener('message', (event: MessageEvent<PlacedDigests>) => resolve(event.data))
      worker.addEventListener('error', (event) => reject(new Error(event.message)))
      worker.postMessage(given)
    })
    worker.terminate()
    await expect(written(digests)).toMatchFileSnapshot('everywhere.json')
    expect(digests.tiles).toBe(digests.area)
  })
})
