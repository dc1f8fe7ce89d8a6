/**
 * Nothing comes in from outside: no file that is dropped or pasted is taken by anybody, and the browser does not open it in
 * place of the page. Gives back what ends it.
 */
export function refuseFiles(): () => void {
  const refuse = (event: DragEvent | ClipboardEvent) => {
    const carried = event instanceof DragEvent ? event.dataTransfer : event.clipboardData
    // Text may still come into the field of the PIN.
    if (!carried?.types.includes('Files')) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (event instanceof DragEvent) carried.dropEffect = 'none'
  }
  const kinds = ['dragenter', 'dragover', 'drop', 'paste'] as const
  for (const kind of kinds) addEventListener(kind, refuse, true)
  return () => {
    for (const kind of kinds) removeEventListener(kind, refuse, true)
  }
}
