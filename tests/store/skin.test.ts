import { beforeEach, describe, expect, it } from 'vitest'
import { newDesign } from '../../src/core/design/newDesign.ts'
import type { Repository } from '../../src/storage/repository.ts'
import { setServices } from '../../src/store/services.ts'
import { learnSkinTone, skinStore } from '../../src/store/skinStore.ts'
import type { Engine, SkinTone } from '../../src/worker/engine.ts'

const designOf = (hash: string) => newDesign({ id: hash, hash, width: 3000, height: 4000 }, { seed: 7 })

describe('the skin that shades are previewed on', () => {
  let asked: string[] = []
  let answer: () => Promise<SkinTone | null>

  beforeEach(() => {
    asked = []
    const skinTone: Engine['skinTone'] = (design) => {
      asked.push(design.photo.hash)
      return answer()
    }
    setServices({ engine: { skinTone } as Engine, repository: {} as Repository })
  })

  it('is asked for once per photo, marks and scale, whatever becomes of the ink', async () => {
    answer = async () => [0.5, 0.3, 0.2]
    const design = designOf('a')
    await learnSkinTone(design)
    await learnSkinTone({ ...design, fill: { ...design.fill, shade: 5 } })
    expect(asked).toEqual(['a'])
    expect(skinStore.getState()).toEqual({ photoHash: 'a', tone: [0.5, 0.3, 0.2] })
    await learnSkinTone({ ...design, marks: { ...design.marks, midlineTilt: 0.1 } })
    expect(asked).toEqual(['a', 'a'])
    await learnSkinTone({ ...design, scale: { ...design.scale, knownMm: 70 } })
    expect(asked).toEqual(['a', 'a', 'a'])
  })

  it('is never that of another patient, not even for a moment', async () => {
    answer = () => new Promise(() => {})
    void learnSkinTone(designOf('b'))
    expect(skinStore.getState()).toEqual({ photoHash: 'b', tone: null })
  })

  it('is left unknown when it can not be measured just now, and asked for again', async () => {
    answer = () => Promise.reject(new Error('Another photo is open.'))
    await learnSkinTone(designOf('c'))
    expect(skinStore.getState().tone).toBeNull()
    answer = async () => [0.4, 0.3, 0.2]
    await learnSkinTone(designOf('c'))
    expect(skinStore.getState().tone).toEqual([0.4, 0.3, 0.2])
  })
})
