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
import { viewOf } from '../../core/design/photoView.ts'
import { comparedDesign } from '../../store/comparedDesign.ts'
import { chooseCompared } from '../../store/comparedPhotos.ts'
import { otherOf, photoItem } from '../../store/comparedVisits.ts'
import { compareStore, type CompareItem, type CompareSide } from '../../store/compareStore.ts'
import { designStore } from '../../store/designStore.ts'
import { isOfEarlierEngine } from '../../store/earlierEngine.ts'
import { date } from '../shell/format.ts'
import { compareStrings as t } from '../strings/compareStrings.ts'
import { strings } from '../strings/strings.ts'
import { itemName, itemsOf, useComparables, whenSaved, whenShown, type Comparables } from './comparedItems.ts'

/** Chooses what stands on one side: of this photo, or of another visit's photo of the same view. */
export function ComparePicker({ letter, inCaption = false }: { letter: CompareSide; inCaption?: boolean }) {
  const state = useStore(compareStore)
  const chosen = state[letter] ?? 'before'
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
                {others.map(({ photo, visit, snapshots }) => (
                  <MenuSection key={photo.id}>
                    <Header className="menu-title">
                      {t.otherVisit(strings.visitKinds[visit.kind], date(visit.date, 'long'))}
                    </Header>
                    {[photoItem(photo.id), ...snapshots.map((s) => s.id)].map((id) => (
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

const onlyKey = (keys: Selection): Key | null => (keys === 'all' ? null : ([...keys][0] ?? null))

function Item({ id, comparables }: { id: CompareItem; comparables: Comparables }) {
  const view = useStore(designStore, (s) => s.design && viewOf(s.design))
  const other = otherOf(id, comparables.others)
  const name = itemName(id, comparables)
  const elsewhere = other && other.view !== view ? t.otherView(strings.views[other.view]) : null
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
