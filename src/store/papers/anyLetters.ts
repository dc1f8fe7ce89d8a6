import type { PDFPage } from '@cantoo/pdf-lib'
import type { DrawText } from './drawnText.ts'
import { ink, losesLetters, points, write, type Sheets } from './pdfSheet.ts'

/** Where a text stands: `x` is its left end or, aligned right, its right one; mm from the page's lower left. */
export interface TextPlace {
  readonly x: number
  readonly y: number
  readonly sizePt: number
  /** Wider than that it is made smaller where it is drawn, mm. */
  readonly room: number
  readonly strong?: boolean
  readonly align?: 'right' | undefined
  readonly color?: typeof ink | undefined
}

/** Writes a name, a date or a currency in any letters: those that the PDF's own fonts do not have are drawn. */
export async function writeAny(
  page: PDFPage,
  { pdf, plain, strong: bold }: Sheets,
  text: string,
  o: TextPlace,
  drawText: DrawText,
): Promise<void> {
  const { x, y, sizePt, room, strong = false, align, color } = o
  const drawn = losesLetters(text) ? await drawText(text, { sizePt, strong, color: color ?? ink }) : null
  if (!drawn) return write(page, text, { x, y, sizePt, font: strong ? bold : plain, align, color })
  const image = await pdf.embedPng(drawn.png)
  const scale = Math.min(1, points(room) / drawn.width)
  const [width, height] = [drawn.width * scale, drawn.height * scale]
  const left = points(x) - (align === 'right' ? width : 0)
  page.drawImage(image, { x: left, y: points(y) - drawn.baseline * scale, width, height })
}
