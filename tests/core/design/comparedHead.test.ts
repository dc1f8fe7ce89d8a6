import { describe, expect, it } from 'vitest'
import { drawnIn } from '../../../src/core/design/areas/area.ts'
import { comparedFace, knowsHeads, leaveUntreated } from '../../../src/core/design/carry/comparedHead.ts'
import type { Design } from '../../../src/core/design/design.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { photoViews, type PhotoView } from '../../../src/core/design/photoView.ts'
import { proposeMarks } from '../../../src/core/design/scale/marks.ts'
import { rasterPolygon } from '../../../src/core/geometry/polygon.ts'
import { outlinePolygon } from '../../../src/core/design/head/headOutline.ts'
import { differencePicture } from '../../../src/core/pixels/difference.ts'
import { inLight, lightMatch, type MatchedLight } from '../../../src/core/pixels/lightMatch.ts'
import { fillPolygon } from '../../../src/core/pixels/maskFill.ts'
import { uniformAt } from '../../../src/core/sampling/random.ts'

const size = { width: 300, height: 400 }
const usualThreshold = 10
/** Side of the drawing that the light is read from, px. */
const READ = 96

function seenFrom(view: PhotoView, checked = true): Design {
  const marks = { ...proposeMarks(size.width, size.height, view), checked }
  return newDesign({ id: 'p', hash: 'h', ...size, view }, { marks })
}

const fewViews = photoViews.filter((view) => !['frontal', 'right45', 'left45'].includes(view))

/** Skin with its shading, and a wall of its own beside the head. */
function photoOf(design: Design, visit: number): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(4 * size.width * size.height)
  const head = rasterPolygon(outlinePolygon(design.marks), { left: 0, top: 0, step: 1, ...size })
  for (let i = 0; i < head.length; i++) {
    const shade = 0.75 + 0.2 * Math.sin((i % size.width) / 150 + 0.6) + 0.02 * uniformAt(visit, i)
    const wall = visit === 1 ? [40, 90, 60] : [220, 215, 205]
    rgba.set([...(head[i]! < 128 ? wall : [210 * shade, 160 * shade, 135 * shade]), 255], 4 * i)
  }
  return rgba
}

const treatedOn = (design: Design) => drawnIn(design, { left: 0, top: 0, step: 1, ...size })

/** The photo after the work: darker where it was done, and all of it in another light. */
function after(design: Design): Uint8ClampedArray {
  const rgba = photoOf(design, 2)
  treatedOn(design).forEach((coverage, i) => {
    for (let k = 0; k < 3; k++) rgba[4 * i + k]! *= 1 - (0.25 * coverage) / 255
  })
  return rgba.map((byte, i) => (i % 4 === 3 ? byte : [1.1, 1.05, 1.0][i % 4]! * (255 * (byte / 255) ** 0.92)))
}

/** The light of two photos, read as they are, the work in them. */
function lightOf(a: Uint8ClampedArray, b: Uint8ClampedArray, design: Design): MatchedLight | null {
  const face = comparedFace(design, design)
  if (!face) return null
  const step = (2 * face.reach) / READ
  const toPhoto = { a: step, b: 0, dx: face.x - face.reach, dy: face.y - face.reach }
  const [ofA, ofB] = [a, b].map((photo) => {
    const drawing = new Uint8ClampedArray(4 * READ * READ)
    for (let i = 0; i < READ * READ; i++) {
      const x = Math.floor(toPhoto.dx + ((i % READ) + 0.5) * step)
      const y = Math.floor(toPhoto.dy + (Math.floor(i / READ) + 0.5) * step)
      drawing.set(photo.subarray(4 * (y * size.width + x), 4 * (y * size.width + x) + 4), 4 * i)
    }
    leaveUntreated(drawing, { width: READ, height: READ }, [design], toPhoto)
    return drawing
  })
  return lightMatch(ofA!, ofB!, { width: READ, height: READ })
}

/** Shares of the work, and of the head's bare skin well beside it, that a difference shows. */
function shown(a: Uint8ClampedArray, b: Uint8ClampedArray, design: Design): { work: number; skin: number } {
  const out = new Uint8ClampedArray(a.length)
  differencePicture(a, b, size, usualThreshold, out)
  const head = rasterPolygon(outlinePolygon(design.marks), { left: 0, top: 0, step: 1, ...size })
  const treated = treatedOn(design)
  const isChanged = (i: number) => out[4 * i + 2]! - out[4 * i]! > 40
  const share = (of: (i: number) => boolean) => {
    const px = [...head.keys()].filter(of)
    return px.filter(isChanged).length / px.length
  }
  const isInside = (at: Uint8Array, i: number, value: number) =>
    [0, -2, 2, -2 * size.width, 2 * size.width].every((d) => at[i + d] === value)
  return {
    work: share((i) => isInside(head, i, 255) && isInside(treated, i, 255)),
    skin: share((i) => isInside(head, i, 255) && isInside(treated, i, 0)),
  }
}

function compared(design: Design) {
  const [a, b] = [photoOf(design, 1), after(design)]
  const light = lightOf(a, b, design)
  if (!light) return null
  inLight(b, size, light, comparedFace(design, design)!)
  return shown(a, b, design)
}

/** An area painted over a share of the photo, from some row on downwards. */
function paintedFrom(design: Design, top: number, bottom: number): Design {
  const box = [
    { x: 0, y: top },
    { x: size.width, y: top },
    { x: size.width, y: bottom },
    { x: 0, y: bottom },
  ]
  return { ...design, area: { ...design.area, add: fillPolygon(design.area.add, box, 'add') } }
}

describe('the difference of two photos in another light', () => {
  it.each(['frontal', 'right45', 'left45'] as const)('seen from %s shows the work, and no skin beside it', (view) => {
    const design = seenFrom(view)
    const bare = shown(photoOf(design, 1), after(design), design)
    expect(bare.skin).toBeGreaterThan(0.5)
    const { work, skin } = compared(design)!
    expect(work).toBeGreaterThan(0.95)
    expect(skin).toBeLessThan(0.02)
  })

  it('shows work on a part of the face, too', () => {
    const design = seenFrom('frontal')
    const { eyeRight } = design.marks
    const { work, skin } = compared(paintedFrom(design, eyeRight.y, size.height))!
    expect(work).toBeGreaterThan(0.95)
    expect(skin).toBeLessThan(0.02)
  })

  it('matches nothing where hardly any skin of the face is left untreated', () => {
    const design = seenFrom('frontal')
    expect(compared(paintedFrom(design, 0, size.height))).toBeNull()
  })

  it.each(fewViews)('takes no light from %s, where no place of the face is known', (view) => {
    expect(compared(seenFrom(view))).toBeNull()
  })

  it.each(photoViews)('takes nothing from marks that nobody has checked: %s', (view) => {
    const [checked, laid] = [seenFrom(view), seenFrom(view, false)]
    for (const [a, b] of [
      [checked, laid],
      [laid, checked],
    ] as const) {
      expect(comparedFace(a, b)).toBeNull()
      expect(knowsHeads(a, b)).toBe(false)
    }
  })

  it('is of the head alone where the view shows all of it', () => {
    const whole = photoViews.filter((view) => knowsHeads(seenFrom(view), seenFrom(view)))
    expect(whole).toEqual(['frontal', 'right45', 'left45', 'rightProfile', 'leftProfile', 'vertex', 'crown'])
  })
})
