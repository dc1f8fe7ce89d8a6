import { useEffect, useState } from 'react'
import { importFile } from '../../store/visitActions.ts'

/** Takes photos that are dropped anywhere on the page or pasted. True while a file hovers. */
export function usePhotoDrop(): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    let depth = 0
    const carriesFile = (e: DragEvent) => e.dataTransfer?.types.includes('Files') ?? false
    const enter = (e: DragEvent) => {
      if (!carriesFile(e)) return
      e.preventDefault()
      depth++
      setOver(true)
    }
    const leave = (e: DragEvent) => {
      if (!carriesFile(e)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const hover = (e: DragEvent) => {
      if (carriesFile(e)) e.preventDefault()
    }
    const drop = (e: DragEvent) => {
      if (!carriesFile(e)) return
      e.preventDefault()
      depth = 0
      setOver(false)
      const file = e.dataTransfer?.files[0]
      if (file) void importFile(file)
    }
    const paste = (e: ClipboardEvent) => {
      if (e.target instanceof HTMLInputElement) return
      const file = e.clipboardData?.files[0]
      if (!file) return
      e.preventDefault()
      void importFile(file)
    }
    addEventListener('dragenter', enter)
    addEventListener('dragleave', leave)
    addEventListener('dragover', hover)
    addEventListener('drop', drop)
    addEventListener('paste', paste)
    return () => {
      removeEventListener('dragenter', enter)
      removeEventListener('dragleave', leave)
      removeEventListener('dragover', hover)
      removeEventListener('drop', drop)
      removeEventListener('paste', paste)
    }
  }, [])
  return over
}
