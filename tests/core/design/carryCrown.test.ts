import { describe, expect, it } from 'vitest'
import { areaIn } from '../../../src/core/design/areas/area.ts'
import { outlinePolygon } from '../../../src/core/design/head/headOutline.ts'
import { rasterPolygon } from '../../../src/core/geometry/polygon.ts'
import { headSurfaceOf } from '../../../src/core/design/scale/calibration.ts'
import { carriedDesign, isCutShort } from '../../../src/core/design/carry/carry.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { sampleDesignOf } from './sampleHeads.ts'

const frontal = sampleDesignOf('frontal')
const crown = sampleDesignOf('crown')

function carried(from: Design, to: Design): Design {
  const design = carriedDesign(from, to)
  if ('problem' in design) throw new Error(design.problem)
  return design
}

/** Coverage at a place of the head on a photo, mm of the head frame. */
function coveredAt(design: Design, skin: readonly [number, number, number]): number {
  const { x, y } = headSurfaceOf(design)!.shown(skin).at
  return areaIn(design, { left: Math.floor(x), top: Math.floor(y), step: 1, width: 1, height: 1 })[0]!
}

/** Places of the midline by their angle from straight ahead over the top, on the form of the head. */
const overTop = (design: Design, degrees: number): readonly [number, number, number] => {
  const { b, c } = headSurfaceOf(design)!.view.fit.axes
  const angle = (degrees * Math.PI) / 180
  return [0, c * Math.sin(angle), b * Math.cos(angle)]
}

/** Where the sample's photo from behind ends to show skin below its ears, px: row, left and right end, read off its picture. */
const neckEnds = [
  [1950, 361, 1854],
  [2000, 387, 1828],
  [2050, 414, 1797],
  [2100, 437, 1778],
  [2150, 459, 1761],
  [2200, 477, 1749],
  [2250, 486, 1742],
  [2300, 490, 1737],
  [2350, 494, 1734],
  [2400, 493, 1732],
] as const

/** The outline is marked by hand: below the ears it lies up to so many px beside the skin, 3 mm. */
const MARKED_PX = 36

describe('a proposed area carried to a photo of the crown', () => {
  it('goes on over the crown, for it is all of the scalp behind the line: no edge at the horizon of the frontal', () => {
    const design = carried(frontal, crown)
    for (let degrees = 95; degrees <= 180; degrees += 5)
      expect(coveredAt(design, overTop(design, degrees)), `${degrees}`).toBeGreaterThan(250)
  })

  it.each(['frontal', 'right45', 'left45'] as const)(
    'has no bare cracks where the %s ends to show the head',
    (view) => {
      const design = carried(sampleDesignOf(view), crown)
      const step = 6
      const [width, height] = [Math.floor(3024 / step), Math.floor(4032 / step)]
      const covered = areaIn(design, { left: 0, top: 0, step, width, height })
      const reached = new Set([0])
      // A set goes on over what is added to it meanwhile.
      for (const cell of reached)
        for (const next of [cell - 1, cell + 1, cell - width, cell + width])
          if (next >= 0 && next < covered.length && covered[next]! < 128) reached.add(next)
      expect(covered.filter((c, cell) => c < 128 && !reached.has(cell))).toHaveLength(0)
    },
  )

  it('ends at the nape, softly, and covers no neck', () => {
    const design = carried(frontal, crown)
    const surface = headSurfaceOf(design)!
    const column = Array.from({ length: 3024 }, (_, y) => ({ x: surface.view.seen([0, 0, 0]).x, y }))
      .map((p) => ({
        up: surface.toSkin(p)?.[1] ?? NaN,
        cover: areaIn(design, { left: Math.floor(p.x), top: p.y, step: 1, width: 1, height: 1 })[0]!,
      }))
      .filter(({ up }) => up < 20)
    expect(column.some(({ cover }) => cover > 250)).toBe(true)
    const steps = column.slice(1).map(({ cover }, i) => Math.abs(cover - column[i]!.cover))
    expect(Math.max(...steps)).toBeLessThan(16)
    for (const { up, cover } of column) if (up < -30) expect(cover).toBe(0)
  })

  it.each(['frontal', 'right45', 'left45', 'vertex'] as const)(
    'from the %s covers no air beside the neck, nor anything out of the marked outline',
    (view) => {
      const design = carried(sampleDesignOf(view), crown)
      const { width, height } = crown.photo
      const row = (y: number) => areaIn(design, { left: 0, top: y, step: 1, width, height: 1 })
      for (const [y, left, right] of neckEnds) {
        const beside = row(y).filter((_, x) => x < left - MARKED_PX || x > right + MARKED_PX)
        expect(Math.max(...beside), `${y}`).toBe(0)
      }
      const step = 4
      const grid = { left: 0, top: 0, step, width: Math.floor(width / step), height: Math.floor(height / step) }
      const head = rasterPolygon(outlinePolygon(crown.marks), grid)
      const out = areaIn(design, grid).filter((cover, cell) => cover > 0 && head[cell]! === 0)
      expect(out).toHaveLength(0)
    },
  )

  it('covers the head up to its outline beside the ears', () => {
    const design = carried(frontal, crown)
    const { outline } = crown.marks
    for (const way of [-1, 1]) {
      const at = { x: outline.centre.x + way * 0.97 * outline.rx, y: outline.centre.y }
      const cell = { left: Math.floor(at.x), top: Math.floor(at.y), step: 1, width: 1, height: 1 }
      expect(areaIn(design, cell)[0]).toBeGreaterThan(250)
    }
  })

  it('leaves what a hand has drawn there, and brings of a painted area what the frontal shows of it', () => {
    const at = { x: frontal.hairline.midline.x, y: frontal.hairline.midline.y - 150 }
    const painted = {
      ...frontal,
      area: { ...frontal.area, proposed: false, add: paintCapsule(frontal.area.add, at, at, 80, 0, 'max') },
    }
    expect(coveredAt(carried(painted, crown), overTop(crown, 150))).toBe(0)
    const drawn = { ...crown, fill: { ...crown.fill, filled: true } }
    expect(coveredAt(carried(frontal, drawn), overTop(crown, 175))).toBe(coveredAt(drawn, overTop(crown, 175)))
  })

  it('asks anew about the hair there: what was said of the frontal’s says nothing of it', () => {
    const meant = { ...frontal, area: { ...frontal.area, onHair: true } } as const
    expect(carried(meant, crown).area.onHair).toBeUndefined()
    expect(carried(meant, sampleDesignOf('vertex')).area.onHair).toBeUndefined()
  })

  it('is told of where a painted one ends with what the frontal shows, and not where it goes on or ends before', () => {
    const painted = (up: number, radius: number): Design => {
      const at = { x: frontal.hairline.midline.x, y: frontal.hairline.midline.y - up }
      const add = paintCapsule(frontal.area.add, at, at, radius, 0, 'max')
      return { ...frontal, area: { ...frontal.area, proposed: false, add } }
    }
    const said = (from: Design) => isCutShort(from, crown, carried(from, crown))
    expect(said(painted(850, 500))).toBe(true)
    expect(said(painted(400, 120))).toBe(false)
    expect(said(frontal)).toBe(false)
  })

  it('of one half that is designed alone goes on over that half', () => {
    const half = { ...frontal, hairline: { ...frontal.hairline, only: 'right' as const } }
    const design = carried(half, crown)
    const [, up, forward] = overTop(design, 140)
    expect(coveredAt(design, [-25, up, forward])).toBeGreaterThan(250)
    expect(coveredAt(design, [25, up, forward])).toBe(0)
  })
})
