import { isScaled } from '../../core/design/scale/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { heightMmOf, isMeasurable } from '../../core/design/lines/measuredLine.ts'
import { isOnTheWay } from '../../core/design/reversal.ts'
import { DAYS_PER_YEAR, HEALED } from '../../core/pigment/ageing.ts'
import { MM_PER_INCH, type LengthUnit } from '../../core/geometry/lengthUnits.ts'
import type { Snapshot } from '../../storage/repository.ts'

type Style = Design['hairline']['style']

export const styleNames: Record<Style, string> = {
  mature: 'Mature',
  rounded: 'Rounded',
  straight: 'Straight',
  widowsPeak: 'Widow’s peak',
  receded: 'Receded',
  female: 'Female',
  nativeTrace: 'Native trace',
}

/** As long as the strip has room for, with a figure behind it. */
const shortStyles: Record<Style, string> = { ...styleNames, widowsPeak: 'Peak', nativeTrace: 'Native' }

/**
 * A name from the content: `Mature 75 mm`, `Mature 2.95 in`. Where that is taken, by what differs from the snapshot that was saved last, such as
 * `Mature 180/cm²`; where that can not be told in a word, by a number.
 */
export function snapshotName(
  design: Design,
  others: readonly Pick<Snapshot, 'name' | 'createdAt' | 'design'>[],
  unit: LengthUnit = 'mm',
): string {
  const taken = new Set(others.map(({ name }) => name))
  const style = shortStyles[design.hairline.style]
  const isHigh = isScaled(design) && isMeasurable(design, 'height', 'both')
  const line = isHigh ? `${style} ${heightIn(unit, heightMmOf(design))}` : style
  const plain = stageOf(design) ?? line
  if (!taken.has(plain)) return plain
  const last = others.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)).at(-1)
  const word = last && differing(style, last.design, design)
  if (word && !stageOf(design) && !taken.has(word)) return word
  let unique = plain
  for (let n = 2; taken.has(unique); n++) unique = `${plain} (${n})`
  return unique
}

const heightIn = (unit: LengthUnit, mm: number): string =>
  unit === 'in' ? `${(mm / MM_PER_INCH).toFixed(2)} in` : `${Math.round(mm)} mm`

/** A stage on the way to the design; null at its end, and without a reversal. */
function stageOf(design: Design): string | null {
  if (!design.reversal || !isOnTheWay(design)) return null
  const { shownAfter } = design.reversal
  return shownAfter === 0 ? 'Before reversal' : `After session ${shownAfter}`
}

/** By what a patient would see first of what differs, in a word or a figure; null where there is none. */
function differing(style: string, from: Design, to: Design): string | null {
  const [was, is] = [from.fill, to.fill]
  if (from.fill.filled !== to.fill.filled) return `${style} ${is.filled ? 'filled' : 'line'}`
  // Without a scale no count and no millimetre is said.
  if (isScaled(to) && was.densityPerCm2 !== is.densityPerCm2) return `${style} ${Math.round(is.densityPerCm2)}/cm²`
  if (was.sitting !== is.sitting) return `Sitting ${is.sitting}`
  if (was.moment !== is.moment) return `${style} ${momentWord(is.moment)}`
  if (was.shade !== is.shade) return `${style} shade ${is.shade + 1}`
  if (was.undertone !== is.undertone) return `${style} ${is.undertone}`
  if (isScaled(to) && was.dotSizeMm !== is.dotSizeMm) return `Dots ${is.dotSizeMm.toFixed(2)} mm`
  return null
}

function momentWord(moment: number): string {
  if (moment === HEALED) return 'healed'
  if (moment < 60) return `day ${Math.round(moment)}`
  const years = moment / DAYS_PER_YEAR
  return years < 0.98 ? `month ${Math.round(12 * years)}` : `year ${Math.round(years)}`
}
