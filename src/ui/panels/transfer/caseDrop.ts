import { useEffect, useState } from 'react'
import { openCaseFile } from '../../../store/backupActions.ts'

/** By its name: what it holds is looked at when it is read. */
const isCaseFile = (file: File): boolean => /\.trichion$/i.test(file.name)

/** Before the photo's own drop hears of it. */
export function takeDroppedCases(): () => void {
  const drop = (event: DragEvent) => {
    const file = [...(event.dataTransfer?.files ?? [])].find(isCaseFile)
    if (!file) return
    event.preventDefault()
    // The hover that shows where a photo would go ends all the same.
    dispatchEvent(new DragEvent('dragleave', { dataTransfer: event.dataTransfer }))
    event.stopImmediatePropagation()
    void openCaseFile(file)
  }
  addEventListener('drop', drop, true)
  return () => removeEventListener('drop', drop, true)
}

/** In the Library nothing else is dropped: the browser would open the file in place of the program. */
export function useCaseDrop(): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    let depth = 0
    const on = (kind: 'dragenter' | 'dragleave' | 'dragover' | 'drop', hear: (event: DragEvent) => void) => {
      const listener = (event: DragEvent) => {
        if (!event.dataTransfer?.types.includes('Files')) return
        event.preventDefault()
        hear(event)
      }
      addEventListener(kind, listener)
      return () => removeEventListener(kind, listener)
    }
    const counted = (by: number) => {
      depth = Math.max(0, depth + by)
      setOver(depth > 0)
    }
    const offs = [
      on('dragenter', () => counted(1)),
      on('dragleave', () => counted(-1)),
      on('dragover', () => {}),
      on('drop', (event) => {
        counted(-depth)
        const [file] = event.dataTransfer?.files ?? []
        if (file) void openCaseFile(file)
      }),
    ]
    return () => offs.forEach((off) => off())
  }, [])
  return over
}
