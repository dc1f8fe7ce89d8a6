import { ChevronDown } from 'lucide-react'
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  type Key,
  type Selection,
} from 'react-aria-components'
import { useStore } from 'zustand'
import { photoViews, viewOf } from '../../../core/design/photoView.ts'
import { comparedDesign } from '../../../store/compare/comparedDesign.ts'
import { chooseCompared } from '../../../store/compare/comparedPhotos.ts'
import { isOfThisView, otherOf, photoItem } from '../../../store/compare/comparedVisits.ts'
import { compareStore, type CompareItem, type CompareSide } from '../../../store/compare/compareStore.ts'
import { designStore } from '../../../store/designStore.ts'
import { isOfEarlierEngine } from '../../../store/dots/earlierEngine.ts'
import { date } from '../../shell/figures/format.ts'
import { compareStrings as t } from '../../strings/compareStrings.ts'
import { strings } from '../../strings/strings.ts'
import type { OtherPhoto } from '../shownTypes.ts'
import { itemName, itemsOf, useComparables, whenSaved, whenShown, type Comparables } from './comparedItems.ts'

/** Chooses what stands on one side: of this photo, or of another visit's photo of the same view. */
export function ComparePicker({ letter, inCaption = false }: { letter: CompareSide; inCaption?: boolean }) {
  const state = useStore(compareStore)
  const chosen = state[letter] ?? 'before'
  const open = useStore(designStore, (s) => s.visit)
  const comparables = useComparables()
  const { own, others } = comparables
  const name = itemName(chosen, comparables)
  const label = strings.compare.pick(letter.toUpperCase())
  return (
    <div className={inCaption ? 'picker-in-caption' : `picker picker-${letter}`}>
      <MenuTrigger>
        <Button
          className={inCaption ? 'picker-button picker-flat' : 'picker-button floating'}
          aria-label={`${label}, ${name}`}
        >
          <span className={inCaption ? 'compare-letter' : 'letter'} aria-hidden="true">
            {letter.toUpperCase()}
          </span>
          <span className="chip-strong">{name}</span>
          <Aside letter={letter} chosen={chosen} comparables={comparables} />
          <ChevronDown size={16} aria-hidden="true" />
        </Button>
        <Popover
          className="popover"
          placement={inCaption ? 'top start' : letter === 'a' ? 'bottom start' : 'bottom end'}
          isNonModal
          offset={6}
        >
          <Menu
            className="menu picker-menu"
            aria-label={label}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[chosen]}
            onSelectionChange={(keys) => {
              const item = onlyKey(keys)
              if (item !== null) void chooseCompared(letter, String(item))
            }}
          >
            {others.length === 0 ? (
              itemsOf(own).map((id) => <Item key={id} id={id} comparables={comparables} />)
            ) : (
              <>
                <MenuSection>
                  <Header className="menu-title">{t.thisVisit}</Header>
                  {itemsOf(own).map((id) => (
                    <Item key={id} id={id} comparables={comparables} />
                  ))}
                </MenuSection>
                {byVisit(others).map(([{ visit }, items]) => (
                  <MenuSection key={visit.id}>
                    <Header className="menu-title">
                      {visit.id === open?.id
                        ? t.otherViews
                        : t.otherVisit(strings.visitKinds[visit.kind], date(visit.date, 'long'))}
                    </Header>
                    {items.map((id) => (
                      <Item key={id} id={id} comparables={comparables} />
                    ))}
                  </MenuSection>
                ))}
              </>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  )
}

/** Each visit once: what lies on the open photo first, then what was taken from elsewhere. */
function byVisit(others: readonly OtherPhoto[]): (readonly [OtherPhoto, readonly CompareItem[]])[] {
  const visits = new Map<string, OtherPhoto[]>()
  for (const other of others) visits.set(other.visit.id, [...(visits.get(other.visit.id) ?? []), other])
  return [...visits.values()].map((photos) => {
    const [here, elsewhere] = [photos.filter(isOfThisView), inStandardOrder(photos.filter((one) => !isOfThisView(one)))]
    const items = [...here, ...elsewhere].flatMap(({ photo, snapshots }) => [
      photoItem(photo.id),
      ...snapshots.map((s) => s.id),
    ])
    return [photos[0]!, items] as const
  })
}

const inStandardOrder = (photos: readonly OtherPhoto[]): OtherPhoto[] =>
  photos.toSorted((a, b) => photoViews.indexOf(a.view) - photoViews.indexOf(b.view))

const onlyKey = (keys: Selection): Key | null => (keys === 'all' ? null : ([...keys][0] ?? null))

function Item({ id, comparables }: { id: CompareItem; comparables: Comparables }) {
  const view = useStore(designStore, (s) => s.design && viewOf(s.design))
  const other = otherOf(id, comparables.others)
  const isElsewhere = other !== null && other.view !== view
  // Under the date of its visit a photo of another view is told by that view.
  const name = isElsewhere ? strings.views[other.view] : itemName(id, comparables)
  const elsewhere = isElsewhere ? t.otherView : null
  return (
    <MenuItem id={id} className="menu-item" textValue={name}>
      {name}
      <span className="menu-aside">{elsewhere ?? whenSaved(id, comparables.snapshots)}</span>
    </MenuItem>
  )
}

/** The moment that is shown, or the visit of a photo. */
function Aside(props: { letter: CompareSide; chosen: CompareItem; comparables: Comparables }) {
  const { letter, chosen, comparables } = props
  const state = useStore(compareStore)
  const visit = useStore(designStore, (s) => s.visit)
  const own = comparedDesign(state, letter, comparables.own)?.design
  const snapshot = comparables.snapshots.find((s) => s.id === chosen)
  const earlier = snapshot && isOfEarlierEngine(snapshot) ? t.earlierEngine : ''
  const other = otherOf(chosen, comparables.others)
  const text = own
    ? whenShown(own)
    : other
      ? other.snapshots.some((s) => s.id === chosen)
        ? date(other.visit.date, 'long')
        : t.asTaken
      : visit
        ? date(visit.date)
        : ''
  return <span className="chip-quiet">{[text, earlier].filter(Boolean).join(' · ')}</span>
}
