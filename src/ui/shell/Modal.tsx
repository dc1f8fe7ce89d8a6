import { useEffect, useId, useRef, type ReactNode } from 'react'
import { X } from 'lucide-react'
import { strings } from '../strings/strings.ts'

/** A modal window on the browser's own dialog: it traps and gives back the focus, and Esc closes it. */
export function Modal(props: { title: string; className?: string; onClose: () => void; children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = ref.current
    if (!dialog || dialog.open) return
    dialog.showModal()
    // The browser would put the focus, and its ring, on the close button.
    const first = dialog.querySelector<HTMLElement>('[data-first]') ?? dialog
    first.focus()
    return () => dialog.close()
  }, [])
  return (
    <dialog
      ref={ref}
      className={`modal ${props.className ?? ''}`}
      aria-labelledby={titleId}
      tabIndex={-1}
      onCancel={(e) => {
        e.preventDefault()
        props.onClose()
      }}
      onClick={(e) => {
        if (e.target === e.currentTarget) props.onClose()
      }}
    >
      <div className="modal-body">
        <header className="modal-head">
          <h2 id={titleId} className="modal-title">
            {props.title}
          </h2>
          <button type="button" className="icon-button" aria-label={strings.shortcuts.close} onClick={props.onClose}>
            <X />
          </button>
        </header>
        {props.children}
      </div>
    </dialog>
  )
}
