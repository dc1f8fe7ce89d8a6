import { beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetLocks, readLocks, writeLocks } from '../../src/storage/locks.ts'

describe('locks of layers', () => {
  let kept: Map<string, string>
  beforeEach(() => {
    kept = new Map()
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    })
  })

  it('are kept photo by photo', () => {
    writeLocks('one', ['line1', 'area'])
    writeLocks('two', ['line2'])
    writeLocks('one', ['area'])
    expect(readLocks('one')).toEqual(['area'])
    expect(readLocks('two')).toEqual(['line2'])
    expect(readLocks('three')).toEqual([])
  })

  it('are forgotten of photos that were deleted: their ids stay nowhere', () => {
    writeLocks('one', ['area'])
    writeLocks('two', ['area'])
    forgetLocks(['one'])
    expect(readLocks('one')).toEqual([])
    expect(readLocks('two')).toEqual(['area'])
    expect([...kept.values()].join()).not.toContain('"one"')
  })

  it('are none where what is stored cannot be read', () => {
    kept.set('trichion.locks', '{"photoId":1}')
    expect(readLocks('one')).toEqual([])
  })
})
