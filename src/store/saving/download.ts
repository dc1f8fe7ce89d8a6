/** Hands a file to the browser's downloads. */
export function download(bytes: ArrayBuffer | Blob, name: string, type = 'image/png'): void {
  const url = URL.createObjectURL(new Blob([bytes], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** `2026-01-31-090715`: neutral, and no two exports of a day overwrite each other. */
export function localTime(at: Date): string {
  const two = (n: number) => `${n}`.padStart(2, '0')
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`
}
