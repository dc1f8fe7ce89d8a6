import { useStore } from 'zustand'
import type { Design } from '../../../core/design/design.ts'
import { isBesideFront } from '../../../core/design/head/frontView.ts'
import { carryFrom } from '../../../store/visits/carryActions.ts'
import { designStore } from '../../../store/designStore.ts'
import { earlierDesigns } from '../../../store/visits/earlierDesigns.ts'
import { attempt } from '../../../store/jobsStore.ts'
import { headStrings } from '../../strings/headStrings.ts'
import { strings } from '../../strings/strings.ts'
import { viewStrings } from '../../strings/viewStrings.ts'
import { bring, bringText } from '../bringEarlier.ts'
import { toastCarried } from './carriedText.ts'
import { Section } from '../PanelParts.tsx'

/** On a photo whose line nobody has touched: what was designed on this view at an earlier visit may be meant. */
export function BringHere({ asLaid }: { asLaid: boolean }) {
  const photoId = useStore(designStore, (s) => s.photo?.id)
  const earlier = useStore(earlierDesigns)
  const { visit, designs } = earlier
  const newest = designs[0]
  if (!asLaid || !visit || !newest || earlier.photoId !== photoId) return null
  return (
    <Section>
      <button type="button" className="button button-wide" onClick={() => bring(newest, visit)}>
        {bringText(newest, visit)}
      </button>
    </Section>
  )
}

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
