import { beforeEach, describe, expect, it } from 'vitest'
import { lookWithOwnCamera } from '../../src/store/compare/compareCamera.ts'
import { designStore } from '../../src/store/designStore.ts'
import { fitView, setCamera, viewStore, zoomTo, type Camera } from '../../src/store/viewStore.ts'
import { photoRow } from './visitOnDisk.ts'

const camera = () => viewStore.getState().camera
const open = (id: string) => designStore.setState({ photo: photoRow(id) })
const close: Camera = { zoom: 2, x: 100, y: 80, fitted: false, turnedRad: 0.3 }

let photos = 0
let photoId = ''
beforeEach(() => {
  photoId = `photo ${photos++}`
  open(photoId)
  setCamera(close)
})

describe('the camera of Compare', () => {
  it('opens on the whole head although a detail is worked on in the Studio, and leaves that detail as it was', () => {
    const leave = lookWithOwnCamera(photoId)
    expect(camera().fitted).toBe(true)
    expect(camera().turnedRad).toBeUndefined()
    zoomTo(4)
    leave()
    expect(camera()).toEqual(close)
  })

  it('comes back as close as it was left for the same photo', () => {
    const leave = lookWithOwnCamera(photoId)
    setCamera({ zoom: 0.5, x: 20, y: 30, fitted: false })
    leave()
    zoomTo(3)
    const leaveAgain = lookWithOwnCamera(photoId)
    expect(camera()).toEqual({ zoom: 0.5, x: 20, y: 30, fitted: false })
    leaveAgain()
    expect(camera().zoom).toBe(3)
  })

  it('opens on the whole head again where it was fitted before it was left', () => {
    const leave = lookWithOwnCamera(photoId)
    zoomTo(3)
    fitView()
    leave()
    lookWithOwnCamera(photoId)()
    const leaveAgain = lookWithOwnCamera(photoId)
    expect(camera().fitted).toBe(true)
    leaveAgain()
  })

  it('brings nothing of one photo to another that is opened while comparing', () => {
    const leave = lookWithOwnCamera(photoId)
    zoomTo(3)
    open('another')
    fitView()
    // The screen follows the photo a moment later.
    leave()
    expect(camera().fitted).toBe(true)
    const leaveOther = lookWithOwnCamera('another')
    expect(camera().fitted).toBe(true)
    open(photoId)
    fitView()
    leaveOther()
    const leaveAgain = lookWithOwnCamera(photoId)
    expect(camera().zoom).toBe(3)
    leaveAgain()
  })
})
