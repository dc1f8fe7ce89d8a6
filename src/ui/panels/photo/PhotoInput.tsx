import { useId, type ChangeEvent, type ReactNode } from 'react'
import { Camera, Upload } from 'lucide-react'
import { photoViews, type PhotoView } from '../../../core/design/photoView.ts'
import { openCamera } from '../../../store/visits/cameraStore.ts'
import { addFiles } from '../../../store/visits/sortingStore.ts'
import { importFile } from '../../../store/visits/importActions.ts'
import { strings } from '../../strings/strings.ts'
import { askForLevel } from '../capture/level.ts'

const accepted = 'image/*,.heic,.heif,.avif'

/** `Take photo` and `Choose file`: the program's own camera where the browser lets it have one, else the system's. */
export function PhotoInput({ className, plain = false }: { className?: string; plain?: boolean }) {
  const look = plain ? 'button' : 'button button-large'
  return (
    <div className={className}>
      {hasCamera() ? (
        <button
          type="button"
          className={plain ? look : `${look} button-solid`}
          onClick={() => {
            askForLevel()
            openCamera(photoViews)
          }}
        >
          <Camera size={18} aria-hidden="true" />
          {strings.start.takePhoto}
        </button>
      ) : (
        <FileButton look={plain ? look : `${look} button-solid`} accept="image/*" capture onFiles={addFiles}>
          <Camera size={18} aria-hidden="true" />
          {strings.start.takePhoto}
        </FileButton>
      )}
      <FileButton look={look} accept={accepted} multiple onFiles={addFiles}>
        <Upload size={18} aria-hidden="true" />
        {strings.start.chooseFile}
      </FileButton>
    </div>
  )
}

/** `Choose file` for a photo of a known view. */
export function ChooseFile({ view, onChosen }: { view: PhotoView; onChosen: () => void }) {
  const onFiles = async ([file]: readonly File[]) => {
    onChosen()
    if (file) await importFile(file, { view })
  }
  return (
    <FileButton look="button button-solid" accept={accepted} onFiles={onFiles}>
      <Upload size={18} aria-hidden="true" />
      {strings.start.chooseFile}
    </FileButton>
  )
}

/** Not over plain http, and not in every browser. */
const hasCamera = (): boolean => typeof navigator.mediaDevices?.getUserMedia === 'function'

/** A file input under its label, so that the system's own picker opens. */
function FileButton(props: {
  look: string
  accept: string
  capture?: boolean
  multiple?: boolean
  onFiles: (files: readonly File[]) => Promise<unknown>
  children: ReactNode
}) {
  const id = useId()
  const onChange = (e: ChangeEvent<HTMLInputElement>) => {
    const files = [...(e.currentTarget.files ?? [])]
    // Emptied, so that the same file can be chosen again after a refusal.
    e.currentTarget.value = ''
    void props.onFiles(files)
  }
  return (
    <span className="file-button">
      <input
        id={id}
        className="file-input"
        type="file"
        accept={props.accept}
        capture={props.capture ? 'environment' : undefined}
        multiple={props.multiple}
        onChange={onChange}
      />
      <label htmlFor={id} className={props.look}>
        {props.children}
      </label>
    </span>
  )
}
