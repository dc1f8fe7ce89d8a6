import { expect, it } from 'vitest'
import { startHistory } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { edit } from '../../src/store/edits/designActions.ts'
import { closedStudio, designStore } from '../../src/store/designStore.ts'
import { matchStore, startMatching, stopMatching } from '../../src/store/edits/matchActions.ts'
import { setServices } from '../../src/store/services.ts'
import type { Repository } from '../../src/storage/repository.ts'
import type { Engine, ProposedPatches } from '../../src/worker/engine.ts'

const found: ProposedPatches = { hair: { x: 10, y: 10 }, bare: { x: 90, y: 10 }, radiusMm: 6, found: true }

/** A search that ends when the test says so. */
function searching(): (proposal: ProposedPatches) => Promise<void> {
  let end: (proposal: ProposedPatches) => void = () => {}
  const engine = {
    proposePatches: () => new Promise<ProposedPatches>((resolve) => (end = resolve)),
    matchNative: () => new Promise(() => {}),
  }
  setServices({ engine: engine as unknown as Engine, repository: {} as Repository })
  const design = newDesign({ id: 'photo', hash: 'h', width: 3000, height: 4000 }, { seed: 7 })
  designStore.setState({ ...closedStudio, history: startHistory(design), design })
  startMatching()
  return async (proposal) => {
    end(proposal)
    await new Promise((resolve) => setTimeout(resolve))
  }
}

it('takes the patches that were found although the design was edited meanwhile', async () => {
  const end = searching()
  const { design } = designStore.getState()
  edit({ ...design!, fill: { ...design!.fill, densityPerCm2: 200 } }, 'Density')
  await end(found)
  expect(matchStore.getState().matching?.patches).toMatchObject({ hair: found.hair, bare: found.bare })
})

it('takes nothing once the comparison was put away', async () => {
  const end = searching()
  stopMatching()
  await end(found)
  expect(matchStore.getState().matching).toBeNull()
})
