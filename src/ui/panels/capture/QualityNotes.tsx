import { Check, TriangleAlert } from 'lucide-react'
import type { Marks } from '../../../core/design/design.ts'
import { detailOf, pxAcrossHead } from '../../../core/design/scale/marks.ts'
import type { PhotoView } from '../../../core/design/photoView.ts'
import { isBlown, isBlurred, isTooDark, type PhotoQuality } from '../../../core/pixels/photoQuality.ts'
import { number } from '../../shell/figures/format.ts'
import { strings } from '../../strings/strings.ts'
import './quality.css'

const t = strings.capture.quality

/** Beyond this a turned head shows in the measures across the face. */
const MOST_TILT_DEG = 5

interface Judged {
  readonly photo: { readonly id: string; readonly hash: string; readonly width: number; readonly height: number }
  readonly marks: Marks
  readonly view: PhotoView | null
  readonly quality: PhotoQuality | undefined
}

/** How a photo was taken, calmly: what is good in one line, what could be better in one line each. Nothing is blocked. */
export function QualityNotes(judged: Judged) {
  const px = pxAcrossHead(judged)
  const warnings = warningsOf(judged, px)
  const detail = detailOf(px)
  return (
    <ul className="quality" aria-label={t.title}>
      {detail === 'good' && <Line good>{t.good(number(px))}</Line>}
      {detail === 'fair' && <Line good>{t.fair(number(px))}</Line>}
      {judged.quality && warnings.length === 0 && <Line good>{t.clear}</Line>}
      {warnings.map((warning) => (
        <Line key={warning}>{warning}</Line>
      ))}
    </ul>
  )
}

function warningsOf({ marks, view, quality }: Judged, px: number): string[] {
  const few = tooFewPx(px)
  const warnings: string[] = few === null ? [] : [few]
  if (quality && isBlurred(quality)) warnings.push(t.blurred)
  if (quality && isBlown(quality)) warnings.push(t.blown)
  if (quality && isTooDark(quality)) warnings.push(t.dark)
  const tilt = tiltDeg(marks)
  // Only a frontal head has eyes to be level; marks that nobody has looked at say nothing of it.
  if (view === 'frontal' && marks.checked && tilt >= MOST_TILT_DEG) warnings.push(t.tilted(number(tilt)))
  return warnings
}

/** Where a head of so many px shows no single dots, what that means; else null. */
export function tooFewPx(px: number): string | null {
  const detail = detailOf(px)
  return detail === 'low' || detail === 'shadeOnly' ? strings.photo.lowDetail(number(px)) : null
}

const tiltDeg = ({ eyeRight, eyeLeft }: Marks): number =>
  Math.abs((Math.atan2(eyeLeft.y - eyeRight.y, eyeLeft.x - eyeRight.x) * 180) / Math.PI)

function Line({ good = false, children }: { good?: boolean; children: string }) {
  const Icon = good ? Check : TriangleAlert
  return (
    <li className={good ? 'quality-line quality-good' : 'quality-line'}>
      <Icon size={16} aria-hidden="true" />
      {children}
    </li>
  )
}
