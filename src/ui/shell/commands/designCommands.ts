import { hasArea } from '../../../core/design/areas/area.ts'
import { hairlineStyles, type HairlineStyle } from '../../../core/design/design.ts'
import { objectInHand } from '../../../store/layerStore.ts'
import { takesObjects } from '../../../store/edits/objectActions.ts'
import { designStore } from '../../../store/designStore.ts'
import { matchStore, startMatching, stopMatching } from '../../../store/edits/matchActions.ts'
import { isSnapping, startSnapping } from '../../../store/edits/outlineActions.ts'
import { setStep } from '../../../store/viewStore.ts'
import { layMeasureByKey } from '../../canvas/hands/layMeasure.ts'
import { hasPointInHand, turnPoint } from '../../canvas/hands/pointKeys.ts'
import { deleteInHand } from '../../panels/deleteObject.ts'
import { layStyle } from '../../panels/hairline/layStyle.ts'
import { rollDice } from '../../panels/hairline/rollDice.ts'
import { objectStrings } from '../../strings/objectStrings.ts'
import { strings } from '../../strings/strings.ts'
import { type Command, inStudio, needPhoto } from './command.ts'

const t = strings.commands

/** What a panel's button does to the design; the step that shows it is taken up. */
const design = (row: Omit<Command, 'group' | 'keys' | 'isEnabled' | 'why'> & Partial<Command>): Command => ({
  group: 'edit',
  keys: [],
  isEnabled: inStudio,
  why: needPhoto,
  ...row,
})

const styleCommand = (style: HairlineStyle): Command => {
  const name = strings.hairline.styles[style]
  const traces = style === 'nativeTrace'
  return design({
    id: `style.${style}`,
    title: traces ? name : strings.edits.style(name),
    words: traces ? t.words.nativeTrace : t.words.style,
    run() {
      setStep('hairline')
      layStyle(style)
    },
  })
}

/** Hairline styles, outline, dice, the match with native hair, the point in hand, and the end of what is selected. */
export const designCommands: readonly Command[] = [
  ...hairlineStyles.map(styleCommand),
  design({
    id: 'snapOutline',
    title: strings.photo.snapOutline,
    words: t.words.snapOutline,
    isEnabled: () => inStudio() && !isSnapping(),
    run() {
      setStep('photo')
      void startSnapping(strings.edits.snapOutline)
    },
  }),
  design({
    id: 'dice',
    title: strings.dots.dice,
    words: t.words.dice,
    isEnabled() {
      const { design } = designStore.getState()
      return inStudio() && design !== null && hasArea(design)
    },
    run() {
      setStep('dots')
      rollDice()
    },
    why: () => (inStudio() ? strings.area.empty : needPhoto()),
  }),
  design({
    id: 'point.corner',
    title: t.corner,
    words: t.words.corner,
    keys: ['t'],
    heardOnCanvas: true,
    isEnabled: hasPointInHand,
    run: turnPoint,
    why: () => (inStudio() ? t.noPoint : needPhoto()),
  }),
  design({
    id: 'deleteSelected',
    title: objectStrings.deleteSelected,
    words: objectStrings.deleteWords,
    keys: ['Delete', 'Backspace'],
    heardOnCanvas: true,
    isEnabled: () => inStudio() && takesObjects() && objectInHand(designStore.getState().design) !== null,
    run: deleteInHand,
    why: () => (inStudio() ? objectStrings.nothingSelected : needPhoto()),
  }),
  ...(['distance', 'angle'] as const).map((kind) =>
    design({
      id: `measure.${kind}`,
      title: kind === 'distance' ? objectStrings.measures.layDistance : objectStrings.measures.layAngle,
      words: objectStrings.measures.layWords,
      run: () => layMeasureByKey(kind),
    }),
  ),
  design({
    id: 'match',
    title: strings.match.start,
    words: t.words.match,
    run: () => (matchStore.getState().matching ? stopMatching() : startMatching()),
  }),
]
