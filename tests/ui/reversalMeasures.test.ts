import { describe, expect, it } from 'vitest'
import { exactly } from '../../src/core/plan/bands.ts'
import { withPhotoView } from '../../src/core/design/edits.ts'
import type { PhotoView } from '../../src/core/design/photoView.ts'
import { emptyMask } from '../../src/core/pixels/tiledMask.ts'
import { hasReversal, startReversal, withMethod, withReversal, type Reversal } from '../../src/core/design/reversal.ts'
import { defaultClinicProfile } from '../../src/core/plan/clinicProfile.ts'
import { planOf, withNeededSessions, zonesOnHead } from '../../src/ui/panels/plan/reversalMeasures.ts'
import type { ReversalFigures } from '../../src/ui/panels/shownTypes.ts'
import { freshDesign } from '../core/tools/hand.ts'

const zone = (cm2: number, dots: number) => ({ areaCm2: exactly(cm2), dots: exactly(dots) })
const flat = { remove: zone(10, 1500), lighten: zone(2, 300), keep: zone(40, 6000), add: zone(5, 750) }
const taken = (view: PhotoView) => withPhotoView(freshDesign(), view)
const existing = ['remove', 'lighten', 'keep'] as const

describe('the zones of a reversal on the head', () => {
  it('ink that was read off the photo is as many dots as were seen, on more skin', () => {
    const head = zonesOnHead(flat, 'photo', taken('frontal'))
    for (const name of existing) {
      expect(head[name].dots).toEqual(flat[name].dots)
      expect(head[name].areaCm2.value).toBeCloseTo(1.79 * flat[name].areaCm2.value, 9)
    }
  })

  it('new dots, and the ink of an earlier design, are as many more as there is more skin', () => {
    const head = zonesOnHead(flat, 'simulated', taken('frontal'))
    for (const name of existing)
      expect(head[name].dots.value / head[name].areaCm2.value).toBeCloseTo(
        flat[name].dots.value / flat[name].areaCm2.value,
        9,
      )
    for (const kind of ['photo', 'simulated'] as const) {
      expect(zonesOnHead(flat, kind, taken('frontal')).add.dots.value).toBeCloseTo(1.79 * 750, 9)
      expect(zonesOnHead(flat, kind, taken('frontal')).add.areaCm2.low).toBeCloseTo(1.3 * 5, 9)
    }
  })

  it('from above less of the skin turns away than from the front', () => {
    const area = (view: 'frontal' | 'left45' | 'crown') => zonesOnHead(flat, 'photo', taken(view)).keep.areaCm2.value
    expect(area('left45')).toBeLessThan(area('frontal'))
    expect(area('crown')).toBeLessThan(area('left45'))
  })
})

describe('the sessions of a reversal', () => {
  const none = emptyMask(8, 8)
  const figures: ReversalFigures = {
    zones: { step: 1, existing: none, final: none, keep: none, remove: none, add: none, lighten: none },
    measures: flat,
    contrast: exactly(1),
    ink: null,
    problem: null,
  }
  const start = startReversal(freshDesign())
  const follow = (design: Parameters<typeof withNeededSessions>[0]) => {
    const next = withNeededSessions(design, figures, defaultClinicProfile)
    if (!hasReversal(next)) throw new Error('The reversal is gone.')
    return next
  }
  const deep: Reversal['ink'] = { ...start.reversal.ink, deep: true }

  it('follow the method, the ink and the skin, as many as are needed', () => {
    expect(follow(start).reversal.sessions).toBe(3)
    const qSwitched = follow(withMethod(start, 'qSwitched'))
    expect(qSwitched.reversal.sessions).toBe(4)
    expect(follow(withMethod(start, 'saline')).reversal.sessions).toBeGreaterThan(5)
    expect(follow(withReversal(qSwitched, { ink: deep })).reversal.sessions).toBe(5)
    expect(follow(withMethod(qSwitched, 'pico')).reversal.sessions).toBe(3)
  })

  it('stay where the hand has set them', () => {
    const set = withReversal(start, { sessions: 2, sessionsByHand: true })
    expect(follow(withMethod(set, 'saline')).reversal.sessions).toBe(2)
  })

  it('take no surer a time in ink that lies deeper', () => {
    const weeks = (design: typeof start) => {
      const { low, high } = planOf(follow(design), figures, defaultClinicProfile).remove.weeks
      return high / low
    }
    for (const method of ['pico', 'qSwitched'] as const) {
      const usual = withMethod(start, method)
      const sessions = ({ low, high }: { low: number; high: number }) => high - low
      const plan = (design: typeof start) => planOf(follow(design), figures, defaultClinicProfile)
      expect(sessions(plan(withReversal(usual, { ink: deep })).remove.sessions)).toBeGreaterThanOrEqual(
        sessions(plan(usual).remove.sessions),
      )
      expect(weeks(withReversal(usual, { ink: deep }))).toBeGreaterThan(1.2)
    }
  })
})
