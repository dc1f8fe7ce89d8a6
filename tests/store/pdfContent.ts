import { unzlibSync } from 'fflate'

/** One drawn line of a PDF page, in mm from the paper's lower left corner. */
export type DrawnLine = readonly { readonly x: number; readonly y: number }[]

const MM_PER_POINT = 25.4 / 72

/** A letter for each byte. */
const lettersOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')

/** The content streams of a PDF that writes each page's content in one compressed stream. */
export function pagesOf(pdf: Uint8Array): string[] {
  const text = lettersOf(pdf)
  const pages: string[] = []
  for (const { index } of text.matchAll(/stream\r?\n/g)) {
    const from = text.indexOf('\n', index) + 1
    const bytes = Uint8Array.from(text.slice(from, text.indexOf('endstream', from)), (c) => c.charCodeAt(0))
    try {
      const content = lettersOf(unzlibSync(bytes))
      if (/\bBT\b/.test(content)) pages.push(content)
    } catch {
      // Pictures and fonts are packed otherwise.
    }
  }
  return pages
}

/** Every path that is stroked, by the page's own operators; nothing moves or scales them. */
export function linesOf(content: string): DrawnLine[] {
  const lines: DrawnLine[] = []
  let path: { x: number; y: number }[] = []
  for (const row of content.split('\n')) {
    const [x, y, operator] = row.trim().split(/\s+/)
    if (operator === 'm' || operator === 'l') {
      if (operator === 'm') path = []
      path.push({ x: Number(x) * MM_PER_POINT, y: Number(y) * MM_PER_POINT })
    } else if (row.trim() === 'S') {
      lines.push(path)
      path = []
    }
  }
  return lines
}

export function lengthOf(line: DrawnLine): number {
  return line.reduce((sum, p, i) => (i === 0 ? 0 : sum + Math.hypot(p.x - line[i - 1]!.x, p.y - line[i - 1]!.y)), 0)
}

/** Texts that the page writes, as its hexadecimal strings say them. */
export function textsOf(content: string): string {
  return Array.from(content.matchAll(/<([0-9A-Fa-f]+)>\s*Tj/g), ([, hex]) =>
    hex!.replace(/../g, (two) => String.fromCharCode(parseInt(two, 16))),
  ).join('\n')
}
