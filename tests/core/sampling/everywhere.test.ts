import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { placedDigests, written, type PlacedDigests } from './everywhere.ts'
import { headSetBytes, shippedBytes } from './shippedSet.ts'

const record: unknown = JSON.parse(readFileSync(new URL('../../../public/sample/marks.json', import.meta.url), 'utf8'))
let digests: PlacedDigests

beforeAll(async () => {
  digests = await placedDigests({ rankedSet: shippedBytes(), headSet: headSetBytes(), sampleRecord: record })
})

// The browser's test compares with the same file. After a wanted change of where dots lie, `vitest -u` writes it anew.
describe('the same seed in Node', () => {
  it('gives the dots that every machine gives, byte for byte', async () => {
    await expect(written(digests)).toMatchFileSnapshot('everywhere.json')
  })

  it('gives them tile by tile in any order', () => {
    expect(digests.tiles).toBe(digests.area)
  })
})
