import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/core/design/design.ts'
import { FRESH, HEALED } from '../../src/core/pigment/ageing.ts'
import type { SkinModel } from '../../src/core/pixels/skin.ts'
import { drawer, type Drawing } from '../../src/worker/drawing.ts'
import { fingerprint } from '../../src/worker/fingerprint.ts'
import { groundMemory } from '../../src/worker/grounds.ts'
import { placer } from '../../src/worker/placing.ts'
import type { Pixels } from '../../src/worker/photoLevels.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'
import { headPointSet } from '../core/sampling/shippedSet.ts'

const frontal = sampleDesignOf('frontal')
const { width, height } = frontal.photo
const skin: SkinModel = {
  chroma: Float32Array.of(0.45, 0.31, 0.24),
  chromaWidth: 1,
  chromaHeight: 1,
  chromaStep: 1e4,
  noiseAlpha: 1e-4,
  noiseBeta: 1e-5,
  noiseCorrelation: 0.3,
  blurPx: 0.6,
}
/** Even skin at every level: what differs is ink. */
const level = (number: number): Pixels => {
  const [across, down] = [Math.ceil(width / 2 ** number), Math.ceil(height / 2 ** number)]
  const rgba = new Uint8ClampedArray(new Uint32Array(across * down).fill(0xff7390c0).buffer)
  return { width: across, height: down, rgba }
}
const levels = [0, 1, 2, 3].map(level)
const photo = { width, height, level: (number: number) => levels[number]! }

/** One worker's memory of the photo: what is asked of it next may be answered from what was asked before. */
function studio() {
  const place = placer()
  const drawingOf = drawer(photo, () => ({ skin, key: '' }), groundMemory(photo))
  return async (fill: Partial<Design['fill']>): Promise<Drawing> => {
    const design = { ...frontal, fill: { ...frontal.fill, filled: true, ...fill } }
    const placed = await place(design, headPointSet, async () => true)
    return drawingOf(design, placed!.dots)
  }
}

/** Means of a colour over squares of 32 px of the photo. */
function tones({ rgba, width: across, height: down }: Pixels, channel: number, ofLevel: number): number[] {
  const side = 32 >> ofLevel
  const means: number[] = []
  for (let top = 0; top + side <= down; top += side)
    for (let left = 0; left + side <= across; left += side) {
      let sum = 0
      for (let y = top; y < top + side; y++)
        for (let x = left; x < left + side; x++) sum += rgba[(y * across + x) * 4 + channel]!
      means.push(sum / (side * side))
    }
  return means
}

describe('the picture that follows a slider', () => {
  it('has the tone of the finished one in every place, fresh and healed, to less than two levels of a byte', async () => {
    const at = studio()
    for (const moment of [FRESH, HEALED]) {
      const drawing = await at({ moment, densityPerCm2: 240 })
      for (const ofLevel of [1, 2, 3]) {
        let darkest = 255
        let worst = 0
        for (const tile of drawing.tiles) {
          const [sketch, drawn] = [drawing.sketch(tile, ofLevel), drawing.draw(tile, ofLevel)]
          for (const channel of [0, 1, 2]) {
            const wanted = tones(drawn, channel, ofLevel)
            darkest = Math.min(darkest, ...wanted)
            for (const [k, tone] of tones(sketch, channel, ofLevel).entries())
              worst = Math.max(worst, Math.abs(tone - wanted[k]!))
          }
        }
        expect(worst).toBeLessThan(2)
        expect(darkest).toBeLessThan(100)
      }
    }
  })

  it('leaves the finished picture as it is from anew, byte for byte, wherever the slider went before', async () => {
    const moved = studio()
    const ends: Partial<Design['fill']>[] = [
      { densityPerCm2: 150, moment: HEALED },
      { densityPerCm2: 90, moment: 6 },
      { densityPerCm2: 90, moment: 900, sitting: 1 },
    ]
    for (const densityPerCm2 of [320, 40, 200]) for (const moment of [3, 11]) await moved({ densityPerCm2, moment })
    for (const end of ends) {
      const [drawn, anew] = [await moved(end), await studio()(end)]
      expect(drawn.counted).toBe(anew.counted)
      expect(drawn.tiles.map(drawn.look)).toEqual(anew.tiles.map(anew.look))
      // At the line and at the head's rim.
      for (const tile of [drawn.tiles[0]!, drawn.tiles.at(-1)!])
        expect(fingerprint([drawn.draw(tile, 0).rgba])).toBe(fingerprint([anew.draw(tile, 0).rgba]))
    }
  })

  it('of another moment shows the very dots that lie there already', async () => {
    const at = studio()
    const [early, late] = [await at({ moment: HEALED }), await at({ moment: 2000 })]
    expect(late.tiles).toBe(early.tiles)
    // Scabs shed in patches: some dots then have less ink, and none another place.
    const shedding = await at({ moment: 6 })
    expect(shedding.tiles).not.toBe(early.tiles)
    const named = ({ tiles }: Drawing) => tiles.map(({ dots }) => fingerprint([dots.id]))
    expect(named(shedding)).toEqual(named(early))
  })
})
