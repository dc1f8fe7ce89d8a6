import { eachArea } from '../../core/design/areas.ts'
import type { Slide } from '../../store/presentStore.ts'
import { styleNames } from '../../store/snapshotNames.ts'
import { whenShown } from '../panels/comparedItems.ts'
import { number } from '../shell/format.ts'
import { presentStrings as t } from '../strings/presentStrings.ts'
import { strings } from '../strings/strings.ts'

/**
 * By its content, its view and its moment: what an artist has called a snapshot is not for everybody's eyes, and may be a
 * patient's name. Slides that this says the same of are told apart by a number.
 */
export function slideName(slide: Slide, slides: readonly Slide[]): string {
  const name = plainName(slide)
  const alike = slides.filter((other) => plainName(other) === name)
  return alike.length < 2 ? name : `${name} · ${t.design(number(alike.indexOf(slide) + 1))}`
}

function plainName({ design, view }: Slide): string {
  const what = eachArea(design).every((one) => one.design.area.role === 'beard')
    ? t.beard
    : t.hairline(styleNames[design.hairline.style])
  return [what, strings.views[view], whenShown(design)].filter((part) => part !== '').join(' · ')
}
