import { useStore } from 'zustand'
import type { PhotoView } from '../../core/design/photoView.ts'
import { setPhotoView } from '../../store/edits/photoViewActions.ts'
import { sayView } from '../../store/edits/viewsSeen.ts'
import { designStore } from '../../store/designStore.ts'
import { scaleStrings } from '../strings/scaleStrings.ts'
import { strings } from '../strings/strings.ts'
import { AskingBar, goOnToPhoto } from './AskingBar.tsx'

const t = scaleStrings.face

/** A photo among the frontal ones that its eyes tell to be another view: the way there, and the word that it is none. */
export function OtherViewBar({ view, waits }: { readonly view: PhotoView | null; readonly waits: boolean }) {
  const photoId = useStore(designStore, (s) => s.photo?.id ?? '')
  return (
    <AskingBar said={view && t.looksLike(strings.views[view])} waits={waits}>
      {view && (
        <button
          type="button"
          className="button"
          onClick={() => {
            void setPhotoView(view, strings.edits.view)
            goOnToPhoto()
          }}
        >
          {t.moveTo(strings.views[view])}
        </button>
      )}
      <button
        type="button"
        className="button button-quiet"
        onClick={() => {
          sayView(photoId, null)
          goOnToPhoto()
        }}
      >
        {t.keepIn(strings.views.frontal)}
      </button>
    </AskingBar>
  )
}
