import { edit } from '../../../store/edits/designActions.ts'
import { designStore } from '../../../store/designStore.ts'
import { strings } from '../../strings/strings.ts'
import { withFill } from '../editDesign.ts'

/** Other places for the dots: the only thing that moves them (ux 11). */
export function rollDice(): void {
  const { design } = designStore.getState()
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1
  if (design) edit(withFill(design, { seed }), strings.edits.dice)
}
