import { openCaseFile } from '../../../store/saving/backupActions.ts'

/** Asks for a file and reads it; nothing happens where none is chosen. */
export function pickCaseFile(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.trichion'
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (file) void openCaseFile(file)
  })
  input.click()
}
