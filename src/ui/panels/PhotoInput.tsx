import { useId, type ChangeEvent } from 'react'
import { Camera, Upload } from 'lucide-react'
import { importFile } from '../../store/visitActions.ts'
import { strings } from '../strings/strings.ts'

const accepted = 'image/*,.heic,.heif,.avif'

/** `Take photo` and `Choose file`: each a file input under its label, so that the system's own picker opens. */
export function PhotoInput({ className, plain = false }: { className?: string; plain?: boolean }) {
  const take = useId()
  const choose = useId()
  const onChange = (e: ChangeEvent<HTMLInputElement>) => {
    const input = e.currentTarget
    const file = input.files?.[0]
    // Emptied, so that the same file can be chosen again after a refusal.
    if (file) void importFile(file).finally(() => (input.value = ''))
  }
  return (
    <div className={className}>
      <span className="file-button">
        <input
          id={take}
          className="file-input"
          type="file"
          accept="image/*"
          capture="environment"
          onChange={onChange}
        />
        <label htmlFor={take} className={plain ? 'button' : 'button button-large button-solid'}>
          <Camera size={18} aria-hidden="true" />
          {strings.start.takePhoto}
        </label>
      </span>
      <span className="file-button">
        <input id={choose} className="file-input" type="file" accept={accepted} onChange={onChange} />
        <label htmlFor={choose} className={plain ? 'button' : 'button button-large'}>
          <Upload size={18} aria-hidden="true" />
          {strings.start.chooseFile}
        </label>
      </span>
    </div>
  )
}
