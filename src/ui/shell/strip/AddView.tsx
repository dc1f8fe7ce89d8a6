import { useRef, useState } from 'react'
import { Plus } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { photoViews, type PhotoView } from '../../../core/design/photoView.ts'
import { designStore } from '../../../store/designStore.ts'
import { importFile } from '../../../store/visits/importActions.ts'
import { strings } from '../../strings/strings.ts'

const t = strings.strip

/** The place of the next photo of a visit: which of the standard views it is comes first, then the file. */
export function AddView() {
  const photos = useStore(designStore, (s) => s.photos)
  const [view, setView] = useState<PhotoView>('frontal')
  const input = useRef<HTMLInputElement>(null)
  const missing = photoViews.filter((name) => !photos.some((photo) => photo.view === name))
  if (missing.length === 0) return null
  return (
    <div className="shot shot-view">
      <MenuTrigger>
        <Button className="shot-add" aria-label={t.addView}>
          <Plus size={18} aria-hidden="true" />
        </Button>
        <Popover className="popover" placement="top start" isNonModal offset={6}>
          <Menu
            className="menu"
            aria-label={t.addView}
            onAction={(key) => {
              const chosen = missing.find((name) => name === key)
              if (!chosen) return
              setView(chosen)
              input.current?.click()
            }}
          >
            {missing.map((name) => (
              <MenuItem key={name} id={name} className="menu-item">
                {strings.views[name]}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <span className="shot-name" aria-hidden="true">
        {t.addView}
      </span>
      <input
        ref={input}
        type="file"
        className="file-input"
        accept="image/*,.heic,.heif,.avif"
        aria-label={t.photoOf(strings.views[view])}
        tabIndex={-1}
        onChange={(e) => {
          const file = e.currentTarget.files?.[0]
          if (file) void importFile(file, { view })
          // Emptied, so that the same file can be chosen again after a refusal.
          e.currentTarget.value = ''
        }}
      />
    </div>
  )
}
