import { useStore } from 'zustand'
import type { Design } from '../../core/design/design.ts'
import { isBesideFront } from '../../core/design/frontView.ts'
import { carryFrom } from '../../store/carryActions.ts'
import { designStore } from '../../store/designStore.ts'
import { attempt } from '../../store/jobsStore.ts'
import { headStrings } from '../strings/headStrings.ts'
import { strings } from '../strings/strings.ts'
import { viewStrings } from '../strings/viewStrings.ts'
import { toastCarried } from './carriedText.ts'
import { Section } from './PanelParts.tsx'

/** On a view beside the front to which no design was carried yet: the frontal view's may be meant. */
export function CarryHere({ design }: { design: Design }) {
  const photos = useStore(designStore, (s) => s.photos)
  const frontal = photos.find(({ view }) => view === 'frontal')
  if (!frontal || !isBesideFront(design) || design.head?.known) return null
  const from = strings.views.frontal
  const here = strings.views[design.photo.view ?? 'frontal']
  const carry = async () => toastCarried(await carryFrom(frontal.id, headStrings.carry.edit(from)), from, here)
  return (
    <Section>
      <button type="button" className="button button-wide" onClick={() => attempt(carry(), headStrings.carry.failed)}>
        {viewStrings.carryHere(from)}
      </button>
    </Section>
  )
}
