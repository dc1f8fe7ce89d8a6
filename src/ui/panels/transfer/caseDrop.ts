import { openCaseFile } from '../../../store/saving/backupActions.ts'

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
