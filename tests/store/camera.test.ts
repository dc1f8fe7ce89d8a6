import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cameraStore, closeCamera, dropTaken, holdTaken } from '../../src/store/visits/cameraStore.ts'

describe('a picture that was just taken', () => {
  const picture = new Blob(['picture'])
  const taken = () => cameraStore.getState().taken
  const free = vi.spyOn(URL, 'revokeObjectURL')
  beforeEach(() => {
    cameraStore.setState({ open: true, taken: null })
    free.mockClear()
  })
  afterEach(closeCamera)

  it('waits to be used for as long as the camera is open, whatever stands on the page meanwhile', () => {
    holdTaken(picture)
    expect(taken()?.blob).toBe(picture)
    expect(free).not.toHaveBeenCalled()
  })

  it('is freed when another is taken, and when the camera is closed', () => {
    holdTaken(picture)
    const first = taken()!.url
    dropTaken()
    expect(taken()).toBe(null)
    expect(free).toHaveBeenLastCalledWith(first)
    holdTaken(picture)
    const second = taken()!.url
    closeCamera()
    expect(taken()).toBe(null)
    expect(free).toHaveBeenLastCalledWith(second)
  })

  it('is held for nobody where the camera was closed before it came', () => {
    closeCamera()
    holdTaken(picture)
    expect(taken()).toBe(null)
  })
})
