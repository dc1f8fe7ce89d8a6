import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { moved } from '../../src/core/geometry/similarity.ts'
import type { Patient, PhotoRow, Repository, Snapshot, Visit } from '../../src/storage/repository.ts'
import { laySnapshot, loadComparedVisits, otherPicture } from '../../src/store/compare/comparedPhotos.ts'
import { comparedVisits, noOthers, photoItem } from '../../src/store/compare/comparedVisits.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { setServices } from '../../src/store/services.ts'
import type { Engine } from '../../src/worker/engine.ts'

const size = { width: 1200, height: 1600 }
/** By how much the head lies elsewhere on the earlier photo, px, though the marks of both lie alike. */
const ASIDE = { x: 24, y: -16 }

/** A head with spots on it, none of them in a row, moved by so much. */
function head(by: { x: number; y: number }): OffscreenCanvas {
  const canvas = new OffscreenCanvas(size.width, size.height)
  const context = canvas.getContext('2d')!
  const disc = (x: number, y: number, r: number, shade: number) => {
    context.fillStyle = `rgb(${shade}, ${shade}, ${shade})`
    context.beginPath()
    context.ellipse(x + by.x, y + by.y, r, r * 1.3, 0, 0, 2 * Math.PI)
    context.fill()
  }
  context.fillStyle = 'rgb(70, 70, 70)'
  context.fillRect(0, 0, size.width, size.height)
  disc(600, 740, 340, 170)
  for (let i = 0; i < 14; i++) disc(360 + ((i * 197) % 480), 400 + ((i * 311) % 660), 24 + ((i * 13) % 40), 40 + i * 14)
  return canvas
}

const row = (id: string, visitId: string): PhotoRow => ({
  id,
  visitId,
  patientId: 'p',
  view: 'frontal',
  hash: id,
  addedAt: '2026-01-02T03:04:05.000Z',
  ...size,
  sourceWidth: size.width,
  sourceHeight: size.height,
})
const designOf = (id: string) => newDesign({ id, hash: id, ...size })
const visits = ['now', 'then'].map((id): Visit => ({
  id,
  patientId: 'p',
  date: '2026-01-02T03:04:05.000Z',
  kind: 'consultation',
}))
const patient: Patient = { id: 'p', name: 'A. B.', createdAt: '2026-01-02T03:04:05.000Z', sample: false }
const snapshot: Snapshot = {
  id: 'agreed',
  photoId: 'earlier',
  visitId: 'then',
  name: 'Agreed',
  createdAt: '2026-01-02T03:04:05.000Z',
  design: designOf('earlier'),
  engineVersion: '1',
  figures: null,
}

let opened: number
beforeEach(() => {
  opened = 0
  const repository: Partial<Repository> = {
    patient: async () => ({ patient, visits, photos: [row('open', 'now'), row('earlier', 'then')] }),
    history: async (id) => startHistory(designOf(id)),
    snapshots: async (id) => (id === 'earlier' ? [snapshot] : []),
    photoBytes: async () => new ArrayBuffer(8),
  }
  const engine: Partial<Engine> = {
    picture: async () => (await head({ x: 0, y: 0 }).convertToBlob({ type: 'image/jpeg' })).arrayBuffer(),
    otherPhoto: async () => {
      opened++
      return head(ASIDE).transferToImageBitmap()
    },
  }
  setServices({ engine: engine as Engine, repository: repository as Repository })
  const design = designOf('open')
  designStore.setState({ ...closedStudio, patient, photo: row('open', 'now'), history: startHistory(design), design })
})
afterEach(() => {
  designStore.setState(closedStudio)
  comparedVisits.setState(noOthers)
})

const place = () => comparedVisits.getState().places['earlier']!

describe('a snapshot of another visit', () => {
  it('lies where its photo would, also before that was ever looked at, and does not move once it is', async () => {
    await loadComparedVisits()
    expect(place().by).toBe('marks')
    await Promise.all([laySnapshot('agreed'), laySnapshot('agreed')])
    expect(place().by).toBe('edges')
    const on = moved(place().place, { x: 600 + ASIDE.x, y: 740 + ASIDE.y })
    expect(Math.hypot(on.x - 600, on.y - 740)).toBeLessThan(8)
    expect(opened).toBe(1)

    const before = place()
    await otherPicture(photoItem('earlier'))
    await laySnapshot('agreed')
    expect(place()).toBe(before)
  })

  it('has nothing laid where it is of the open photo', async () => {
    designStore.setState({ snapshots: [{ ...snapshot, id: 'own', photoId: 'open' }] })
    await laySnapshot('own')
    expect(opened).toBe(0)
  })
})
