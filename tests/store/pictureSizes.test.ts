import { describe, expect, it } from 'vitest'
import { pictureSizes } from '../../src/store/exportActions.ts'
import { setServices } from '../../src/store/services.ts'
import type { PhotoRow, Repository } from '../../src/storage/repository.ts'
import type { Engine } from '../../src/worker/engine.ts'

const row = (sourceWidth: number): PhotoRow => ({
  id: 'p',
  visitId: 'v',
  patientId: 'a',
  view: 'frontal',
  hash: 'h',
  width: 4000,
  height: 3000,
  sourceWidth,
  sourceHeight: 6000,
  addedAt: '2026-01-02T03:04:05.000Z',
})

describe('how large a picture can be exported', () => {
  it('asks the device once for each size, and again where it could not answer', async () => {
    const asked: number[] = []
    let answers = true
    const engine: Partial<Engine> = {
      holdsPicture: async (width) => {
        asked.push(width)
        if (!answers) throw new Error('The worker is gone.')
        return width < 9000
      },
    }
    setServices({ engine: engine as Engine, repository: {} as Repository })
    for (let i = 0; i < 3; i++) expect(await pictureSizes(row(8000))).toMatchObject({ holds: true, originalMp: 48 })
    expect(await pictureSizes(row(12_000))).toMatchObject({ holds: false })
    expect(asked).toEqual([8000, 12_000])
    answers = false
    expect(await pictureSizes(row(8100))).toMatchObject({ holds: false })
    answers = true
    expect(await pictureSizes(row(8100))).toMatchObject({ holds: true })
  })
})
