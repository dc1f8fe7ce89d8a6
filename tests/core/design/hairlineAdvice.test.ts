import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PUPILS_MM } from '../../../src/core/design/scale/calibration.ts'
import { hairlineStyles, type Design, type Hairline, type Marks } from '../../../src/core/design/design.ts'
import { figuresOf, layHairline, mirrored, withFigure } from '../../../src/core/design/lines/hairline.ts'
import { hairlineAdvice, weightOf } from '../../../src/core/design/lines/hairlineAdvice.ts'
import { hairlineRules, type Person, type RuleId } from '../../../src/core/design/lines/hairlineRules.ts'
import { faceFrame } from '../../../src/core/design/head/headOutline.ts'
import { proposeMarks } from '../../../src/core/design/scale/marks.ts'
import { paintCapsule } from '../../../src/core/pixels/maskPaint.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { readSampleMarks } from '../../../src/core/design/scale/sampleMarks.ts'

const sample = readSampleMarks(JSON.parse(readFileSync('public/sample/marks.json', 'utf8')) as unknown)
const scaleOf = ({ eyeRight, eyeLeft }: Marks, knownMm: number): Design['scale'] => ({
  a: eyeRight,
  b: eyeLeft,
  knownMm,
  source: 'caliper',
  status: 'used',
})
const styles = hairlineStyles.filter((style) => style !== 'nativeTrace')
const nobody: Person = { ageYears: null, sex: null }
const man: Person = { ageYears: 42, sex: 'male' }
const woman: Person = { ageYears: 42, sex: 'female' }

const photo = { id: 'p', hash: 'h', width: 3024, height: 4032 }
const onSample = newDesign(photo, { marks: sample.marks, scale: scaleOf(sample.marks, sample.knownMm) })
const mm = (design: Design) =>
  design.scale.knownMm / Math.hypot(design.scale.a.x - design.scale.b.x, design.scale.a.y - design.scale.b.y)
const { eyeRight, eyeLeft, ...proposed } = proposeMarks(photo.width, photo.height)
/** A head that is alike on both sides, with its eyes where a hand has put them. */
const evenMarks: Marks = {
  ...proposed,
  eyeRight: { ...eyeRight, y: eyeRight.y + 1 },
  eyeLeft: { ...eyeLeft, y: eyeLeft.y + 1 },
  checked: true,
}
const even = newDesign(photo, { marks: evenMarks, scale: scaleOf(evenMarks, PUPILS_MM / 0.7) })
const withLine = (design: Design, line: Partial<Hairline>): Design => ({
  ...design,
  hairline: { ...design.hairline, ...line },
})
const figure = (design: Design, ...[name, value, side]: [Parameters<typeof withFigure>[3], number, 'right' | 'both']) =>
  withLine(design, withFigure(design.hairline, design.marks, mm(design), name, value, side))
const said = (design: Design, person: Person = nobody) => hairlineAdvice(design, person)
const says = (design: Design, rule: RuleId, person?: Person) => said(design, person).filter((a) => a.rule === rule)
const moved = (design: Design, half: 'apex' | 'midFrontal', x: number, y: number): Design => {
  const { toFace, toPhoto } = faceFrame(design.marks)
  const f = toFace(design.hairline.right[half])
  const at = toPhoto({ x: f.x + x / mm(design), y: f.y + y / mm(design) })
  return withLine(design, { right: { ...design.hairline.right, [half]: at } })
}

describe('advice on a hairline', () => {
  it('has nothing to say about the mature line on the sample', () => {
    expect(said(onSample)).toEqual([])
    expect(said(onSample, man)).toEqual([])
  })

  it.each(styles)('calls no shipped style flattened or uneven: %s', (style) => {
    const line = layHairline(style, sample.marks, mm(onSample))
    const rules = said(withLine(onSample, line), nobody).map((a) => a.rule)
    for (const rule of ['angle', 'asymmetry', 'angleAsymmetry'] as const) expect(rules).not.toContain(rule)
  })

  it('finds the rounded style flat on a man, and right on a woman', () => {
    const rounded = withLine(onSample, layHairline('rounded', sample.marks, mm(onSample)))
    expect(says(rounded, 'angle', man)).toHaveLength(2)
    expect(says(rounded, 'angle', woman)).toEqual([])
  })

  it('says by how much a line is low or high', () => {
    const low = says(figure(even, 'height', 60, 'both'), 'height', man)
    expect(low).toHaveLength(1)
    expect(low[0]?.by).toBeCloseTo(-10)
    expect(says(figure(even, 'height', 115, 'both'), 'height', man)[0]?.by).toBeCloseTo(15)
    expect(says(figure(even, 'height', 80, 'both'), 'height', man)).toEqual([])
  })

  it('finds a line that is low on a man right on a woman, and a high one the other way about', () => {
    expect(says(figure(even, 'height', 60, 'both'), 'height', woman)).toEqual([])
    expect(says(figure(even, 'height', 85, 'both'), 'height', woman)).toHaveLength(1)
  })

  it('does not speak of a height within the error of the scale, and of how heads differ where it is measured flat', () => {
    expect(says(figure(even, 'height', 66, 'both'), 'height', man)).toEqual([])
    expect(says(figure(even, 'height', 62, 'both'), 'height', man)).toHaveLength(1)
    const rough: Design = { ...even, scale: { ...even.scale, source: 'pupils' } }
    expect(says(figure(rough, 'height', 62, 'both'), 'height', man)).toEqual([])
  })

  it('asks for room for later loss in the young alone', () => {
    const low = figure(even, 'height', 66, 'both')
    expect(says(low, 'roomForLoss', { ageYears: 24, sex: 'male' })).toHaveLength(1)
    expect(says(low, 'roomForLoss', { ageYears: 50, sex: 'male' })).toEqual([])
    expect(says(figure(even, 'height', 80, 'both'), 'roomForLoss', { ageYears: 24, sex: 'male' })).toEqual([])
  })

  it('speaks of an angle that is opened too far, and on the side where it is', () => {
    expect(says(even, 'angle', man)).toEqual([])
    const open = figure(even, 'angle', 150, 'right')
    expect(says(open, 'angle', man).map((a) => a.side)).toEqual(['right'])
    expect(says(open, 'angle', woman)).toEqual([])
    expect(says(open, 'angleAsymmetry').map((a) => a.side)).toEqual(['right'])
    expect(says(figure(even, 'angle', 100, 'both'), 'angleAsymmetry')).toEqual([])
  })

  it('speaks of a line beyond what is usual for anybody, also where neither sex nor age is given', () => {
    for (const [name, value, rule] of [
      ['height', 30, 'height'],
      ['height', 130, 'height'],
      ['recession', 70, 'recession'],
      ['recession', -15, 'recession'],
      ['angle', 50, 'angle'],
      ['angle', 178, 'angle'],
    ] as const)
      for (const person of [nobody, woman, man])
        expect(says(figure(even, name, value, 'both'), rule, person), `${name} ${value}`).not.toEqual([])
    // No style is laid there.
    for (const style of styles) {
      const rules = said(withLine(even, layHairline(style, even.marks, mm(even)))).map((a) => a.rule)
      for (const rule of ['angle', 'recession'] as const) expect(rules, style).not.toContain(rule)
    }
  })

  it('misses the recession in a man, not in a woman', () => {
    const filled = figure(even, 'recession', 0, 'both')
    expect(says(filled, 'recession', man).map((a) => a.side)).toEqual(['right', 'left'])
    expect(says(filled, 'recession', woman)).toEqual([])
    expect(says(even, 'recession', man)).toEqual([])
  })

  it('sees sides that differ in height or width by more than 3 mm', () => {
    for (const half of ['apex', 'midFrontal'] as const) {
      expect(says(moved(even, half, 0, 2), 'asymmetry')).toEqual([])
      expect(says(moved(even, half, 0, 6), 'asymmetry')[0]?.side).toBe('right')
    }
    expect(says(moved(even, 'apex', -6, 0), 'asymmetry')[0]?.value).toBeCloseTo(6)
  })

  it('sees an apex far inside or outside the eye corner', () => {
    expect(says(moved(onSample, 'apex', 20, 0), 'apex').map((a) => Math.sign(a.by))).toEqual([-1])
    expect(says(moved(onSample, 'apex', -20, 0), 'apex').map((a) => Math.sign(a.by))).toEqual([1])
    expect(says(onSample, 'apex')).toEqual([])
    const unchecked = moved(onSample, 'apex', 20, 0)
    expect(says({ ...unchecked, marks: { ...unchecked.marks, checked: false } }, 'apex')).toEqual([])
  })

  it('sees a wall of dots where the edge is narrow and the fill dense', () => {
    const narrow = withLine(even, { transitionMm: 3 })
    expect(says(narrow, 'wall')).toHaveLength(1)
    expect(says({ ...narrow, fill: { ...narrow.fill, densityPerCm2: 80 } }, 'wall')).toEqual([])
    expect(says(even, 'wall')).toEqual([])
  })

  it('sees a ruled line', () => {
    expect(says(withLine(even, { irregularity: 0.02 }), 'ruled')).toHaveLength(1)
    expect(says(withLine(even, { irregularity: 0.3 }), 'ruled')).toEqual([])
  })

  it('weighs the upper third of the face against the middle one, scale or no scale', () => {
    const skipped: Design = { ...even, scale: { ...even.scale, status: 'skipped' } }
    expect(says(skipped, 'thirds')).toEqual([])
    expect(says(figure(skipped, 'height', 35, 'both'), 'thirds')[0]?.by).toBeLessThan(0)
    expect(says(figure(skipped, 'height', 125, 'both'), 'thirds')[0]?.by).toBeGreaterThan(0)
  })

  it('says no mm without a scale', () => {
    const bad = moved(withLine(figure(even, 'height', 35, 'both'), { transitionMm: 3, irregularity: 0 }), 'apex', 20, 9)
    expect(said(bad).length).toBeGreaterThan(3)
    const rules = said({ ...bad, scale: { ...bad.scale, status: 'skipped' } }).map((a) => a.rule)
    expect(rules.length).toBeGreaterThan(0)
    for (const rule of ['height', 'asymmetry', 'wall', 'apex'] as const) expect(rules).not.toContain(rule)
  })

  it('gives a mirrored design mirrored advice', () => {
    const one = moved(figure(even, 'angle', 150, 'right'), 'apex', 20, 5)
    const swap = (half: Hairline['right']) =>
      Object.fromEntries(Object.entries(half).map(([k, p]) => [k, mirrored(p, one.marks)])) as Hairline['right']
    const other = withLine(one, { right: swap(one.hairline.left), left: swap(one.hairline.right) })
    const key = (a: ReturnType<typeof said>[number], flip: boolean) =>
      `${a.rule} ${flip && a.side ? (a.side === 'right' ? 'left' : 'right') : a.side} ${a.by.toFixed(6)}`
    expect(said(one).length).toBeGreaterThan(2)
    expect(
      said(other)
        .map((a) => key(a, true))
        .sort(),
    ).toEqual(
      said(one)
        .map((a) => key(a, false))
        .sort(),
    )
  })

  it('says the same of the same head with twice as many px', () => {
    const bad = moved(figure(even, 'height', 50, 'both'), 'apex', 20, 9)
    const twice = JSON.parse(
      JSON.stringify({ marks: bad.marks, scale: bad.scale, hairline: bad.hairline }),
      (key, v) => (['x', 'y', 'rx', 'ry'].includes(key) ? (v as number) * 2 : (v as unknown)),
    ) as Pick<Design, 'marks' | 'scale' | 'hairline'>
    const key = (design: Design) => said(design, man).map((a) => `${a.rule} ${a.side} ${a.by.toFixed(6)}`)
    expect(key(bad).length).toBeGreaterThan(1)
    expect(key({ ...bad, ...twice })).toEqual(key(bad))
  })

  it('has first what is farthest out of its range, by how far lines differ anyway', () => {
    const bad = moved(withLine(figure(even, 'height', 40, 'both'), { irregularity: 0, transitionMm: 2 }), 'apex', 20, 9)
    const order = said(bad, man).map(weightOf)
    expect(order.length).toBeGreaterThan(3)
    expect(order).toEqual(order.toSorted((a, b) => b - a))
    // 7 mm too low and a hair too narrow an edge: the height. 1 mm too low and half an edge: the edge.
    expect(said(withLine(figure(even, 'height', 60, 'both'), { transitionMm: 4.9 }), man)[0]?.rule).toBe('height')
    expect(said(withLine(figure(even, 'height', 68.5, 'both'), { transitionMm: 2 }), man)[0]?.rule).toBe('wall')
  })

  it('expects a man’s line farther back with age, and never nearer', () => {
    const lowest = (ageYears: number | null, sex: Person['sex']) =>
      hairlineRules.height.limits({ ageYears, sex })?.low ?? 0
    for (let age = 18; age < 90; age++) {
      expect(lowest(age + 1, 'male')).toBeGreaterThanOrEqual(lowest(age, 'male'))
      expect(lowest(age, 'female')).toBe(lowest(null, 'female'))
    }
    const old: Person = { ageYears: 68, sex: 'male' }
    expect(says(figure(even, 'height', 66, 'both'), 'height', man)).toEqual([])
    expect(says(figure(even, 'height', 66, 'both'), 'height', old)[0]?.by).toBeCloseTo(66 - 74.6)
    expect(says(even, 'height', old)).toEqual([])
  })

  it('wants a man’s line to turn into the recession near the pupil', () => {
    expect(says(even, 'bend', man)).toEqual([])
    for (const style of ['mature', 'receded'] as const)
      expect(says(withLine(even, layHairline(style, even.marks, mm(even))), 'bend', man)).toEqual([])
    // Rising at once from the midline: hollow from there on.
    const hollow = moved(moved(even, 'midFrontal', 12, 12), 'apex', 0, 6)
    expect(says(hollow, 'bend', man).map((a) => [a.side, Math.sign(a.by)])).toEqual([['right', -1]])
    expect(says(hollow, 'bend', woman)).toEqual([])
    // Level almost as far as the apex, and up there all at once.
    const late = moved(moved(even, 'midFrontal', -24, -3), 'apex', -22, 6)
    expect(says(late, 'bend', man).map((a) => [a.side, Math.sign(a.by)])).toEqual([['right', 1]])
  })

  it('says when a man’s line falls to the sides, with a scale or without', () => {
    const falling = moved(moved(even, 'midFrontal', 0, -8), 'apex', 0, -22)
    expect(says(falling, 'falling', man).map((a) => a.side)).toEqual(['right'])
    expect(says({ ...falling, scale: { ...falling.scale, status: 'skipped' } }, 'falling', man)).toHaveLength(1)
    expect(says(falling, 'falling', woman)).toEqual([])
    for (const style of styles.filter((s) => s !== 'female'))
      expect(says(withLine(even, layHairline(style, even.marks, mm(even))), 'falling', man)).toEqual([])
    expect(says(withLine(even, layHairline('female', even.marks, mm(even))), 'falling', man)).toHaveLength(2)
  })

  it('sees a line that is tilted against the eyes, unless the eyes are only proposed', () => {
    expect(says(moved(even, 'apex', 0, 3), 'tilt')).toEqual([])
    const tilted = moved(even, 'apex', 0, 9)
    expect(says(tilted, 'tilt').map((a) => a.side)).toEqual(['right'])
    expect(says({ ...tilted, marks: { ...tilted.marks, checked: false } }, 'tilt')).toEqual([])
    expect(says({ ...tilted, scale: { ...tilted.scale, status: 'skipped' } }, 'tilt')).toHaveLength(1)
  })

  it('warns of a line that later loss would leave alone: dots in front, and nothing where hair may go', () => {
    const { toPhoto } = faceFrame(onSample.marks)
    const at = (x: number, y: number) => toPhoto({ x: x / mm(onSample), y: y / mm(onSample) })
    const without = (rows: number): Design => {
      let subtract = onSample.area.subtract
      for (let k = 0; k < rows; k++) {
        const y = 118 - 9 * k
        subtract = paintCapsule(subtract, at(-45, y), at(45, y), 7 / mm(onSample), 0, 'max')
      }
      return { ...onSample, area: { ...onSample.area, subtract } }
    }
    expect(says(onSample, 'island')).toEqual([])
    expect(says(without(5), 'island')).toHaveLength(1)
    // The more is left bare, the more is said; a later stage bares no less.
    const byRows = [3, 4, 5, 6].map((rows) => says(without(rows), 'island')[0]?.by ?? 0)
    expect(byRows).toEqual(byRows.toSorted((a, b) => a - b))
    const later = { ...without(5), recession: { ...onSample.recession, stage: 4 as const } }
    expect(says(later, 'island')[0]!.by).toBeGreaterThanOrEqual(says(without(5), 'island')[0]!.by)
    const last = { ...without(5), recession: { ...onSample.recession, stage: 7 as const } }
    expect(says(last, 'island')).toEqual([])
  })

  it('speaks of the half alone that is designed alone', () => {
    const bad = moved(moved(even, 'apex', 20, 9), 'midFrontal', 0, 6)
    const left = said({ ...bad, hairline: { ...bad.hairline, only: 'left' } }, man)
    expect(left.every((a) => a.side !== 'right')).toBe(true)
    expect(left.length).toBeLessThan(said(bad, man).length)
    expect(said({ ...bad, hairline: { ...bad.hairline, only: 'right' } }, man).every((a) => a.side !== 'left')).toBe(
      true,
    )
  })

  it('never falls silent about a line that is made worse', () => {
    const laidAngle = figuresOf(even.hairline, evenMarks, mm(even)).angleDeg.right
    const worse: readonly (readonly [RuleId, (by: number) => Design])[] = [
      ['height', (by) => figure(even, 'height', 72 - 4 * by, 'both')],
      ['roomForLoss', (by) => figure(even, 'height', 77 - 4 * by, 'both')],
      ['angle', (by) => figure(even, 'angle', 120 + 5 * by, 'both')],
      ['recession', (by) => figure(even, 'recession', 6 - by, 'both')],
      ['falling', (by) => moved(even, 'apex', 0, -4 - 3 * by)],
      ['asymmetry', (by) => moved(even, 'apex', 0, 1 + by)],
      ['tilt', (by) => moved(even, 'apex', 0, 3 + by)],
      ['angleAsymmetry', (by) => figure(even, 'angle', laidAngle - 3 * by, 'right')],
      ['wall', (by) => withLine(even, { transitionMm: Math.max(0, 6 - by / 2) })],
      ['ruled', (by) => withLine(even, { irregularity: Math.max(0, 0.15 - by / 50) })],
      ['apex', (by) => moved(onSample, 'apex', -6 - by, 0)],
      ['thirds', (by) => figure(even, 'height', 60 - 3 * by, 'both')],
    ]
    const young: Person = { ageYears: 24, sex: 'male' }
    for (const [rule, of] of worse) {
      const weights = Array.from({ length: 12 }, (_, by) => Math.max(0, ...says(of(by), rule, young).map(weightOf)))
      expect(weights[0], rule).toBe(0)
      expect(weights.at(-1), rule).toBeGreaterThan(0)
      expect(weights, rule).toEqual(weights.toSorted((a, b) => a - b))
    }
  })

  it('finds the female line right on a woman, low on a man', () => {
    const line = withLine(even, layHairline('female', even.marks, mm(even)))
    expect(said(line, woman)).toEqual([])
    expect(says(line, 'height', man)).toHaveLength(1)
  })

  it('has a source for each rule, or says that its limits are assumed', () => {
    for (const rule of Object.values(hairlineRules)) {
      expect(rule.source !== null || rule.assumed).toBe(true)
      expect(rule.spread).toBeGreaterThan(0)
    }
  })
})
