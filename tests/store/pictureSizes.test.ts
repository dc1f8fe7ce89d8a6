import { afterEach, describe, expect, it, vi } from 'vitest'
import { pictureSizes } from '../../src/store/papers/exportActions.ts'
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

afterEach(() => vi.useRealTimers())

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
  it('is asked again a minute after the device had too little memory', async () => {
    vi.useFakeTimers()
    const answers = [false, true]
    const engine: Partial<Engine> = { holdsPicture: () => Promise.resolve(answers.shift() ?? false) }
    setServices({ engine: engine as Engine, repository: {} as Repository })
    const holds = async () => (await pictureSizes(row(8200)))?.holds
    expect(await holds()).toBe(false)
    vi.advanceTimersByTime(59_000)
    expect(await holds()).toBe(false)
    vi.advanceTimersByTime(2000)
    expect(await holds()).toBe(true)
    vi.advanceTimersByTime(3_600_000)
    expect(await holds()).toBe(true)
  })
})
