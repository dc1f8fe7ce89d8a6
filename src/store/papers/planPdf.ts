import type { PDFPage } from '@cantoo/pdf-lib'
import { writeAny, type TextPlace } from './anyLetters.ts'
import type { DrawText } from './drawnText.ts'
import {
  faint,
  losesLetters,
  newSheets,
  papers,
  points,
  quiet,
  wrapped,
  write,
  type PaperName,
  type Sheets,
} from './pdfSheet.ts'

/** A plan in words, ready to be set: figures with their bands, formatted. */
export interface PlanSheet {
  readonly title: string
  /** The patient's, only where it was asked for. */
  readonly name: string | null
  readonly date: string
  /** Which design it is of. */
  readonly of: string
  /** JPEG of the design. */
  readonly picture: ArrayBuffer
  readonly groups: readonly PlanGroup[]
}

export interface PlanGroup {
  readonly title: string
  readonly rows?: readonly { readonly name: string; readonly value: string; readonly band: string | null }[]
  readonly texts?: readonly string[]
}

const MARGIN_MM = 20
const LINE_MM = 5.6
const TEXT_MM = 4.6
const PICTURE_MM = { width: 170, height: 92 }

/**
 * One or two calm pages.
 * @param drawText for a name, a date or a currency in letters that the PDF's own fonts do not have
 */
export async function planPdf(sheet: PlanSheet, paper: PaperName, drawText: DrawText): Promise<Uint8Array> {
  const sheets = await newSheets(paper, sheet.title)
  const setting = new Setting(sheets, paper, drawText)
  const { strong, plain } = sheets
  setting.text(sheet.title, { sizePt: 20, font: strong, lineMm: 9 })
  setting.gap(1.5)
  await setting.line([sheet.name, sheet.date].filter((part) => part !== null).join('  ·  '))
  await setting.line(sheet.of)
  await setting.picture(sheet.picture)
  for (const group of sheet.groups) {
    setting.keep(14 + (group.rows?.length ? LINE_MM : TEXT_MM))
    setting.gap(5)
    setting.text(group.title, { sizePt: 12, font: strong, lineMm: 6.5 })
    for (const row of group.rows ?? []) await setting.row(row)
    if (group.texts?.length) setting.gap(group.rows ? 1.6 : 0.8)
    for (const text of group.texts ?? []) setting.text(text, { sizePt: 9.5, font: plain, quiet: true })
  }
  return sheets.pdf.save()
}

/** Sets from the top of a page down, and goes on on the next one. */
class Setting {
  #page: PDFPage
  #y: number
  readonly #width: number

  constructor(
    private readonly sheets: Sheets,
    private readonly paper: PaperName,
    private readonly drawText: DrawText,
  ) {
    this.#page = sheets.addPage()
    this.#y = papers[paper].height - MARGIN_MM
    this.#width = papers[paper].width - 2 * MARGIN_MM
  }

  gap(mm: number): void {
    this.#y -= mm
  }

  /** Starts a new page where so much does not fit any more. */
  keep(mm: number): void {
    if (this.#y - mm >= MARGIN_MM) return
    this.#page = this.sheets.addPage()
    this.#y = papers[this.paper].height - MARGIN_MM
  }

  text(text: string, o: { sizePt: number; font?: Sheets['plain']; lineMm?: number; quiet?: boolean }): void {
    const font = o.font ?? this.sheets.plain
    for (const line of wrapped(text, font, o.sizePt, this.#width)) {
      this.keep(o.lineMm ?? TEXT_MM)
      this.#y -= o.lineMm ?? TEXT_MM
      write(this.#page, line, {
        x: MARGIN_MM,
        y: this.#y,
        sizePt: o.sizePt,
        font,
        ...(o.quiet ? { color: quiet } : {}),
      })
    }
  }

  /** Whose plan it is, of when, and of what; in any letters. */
  async line(text: string): Promise<void> {
    if (!losesLetters(text)) return this.text(text, { sizePt: 10, quiet: true })
    this.keep(TEXT_MM)
    this.#y -= TEXT_MM
    await this.#write(text, { x: MARGIN_MM, sizePt: 10, room: this.#width, color: quiet })
  }

  /** On the line of now. */
  #write(text: string, o: Omit<TextPlace, 'y'>): Promise<void> {
    return writeAny(this.#page, this.sheets, text, { ...o, y: this.#y }, this.drawText)
  }

  async row({ name, value, band }: { name: string; value: string; band: string | null }): Promise<void> {
    this.keep(LINE_MM)
    this.#y -= LINE_MM
    const right = MARGIN_MM + this.#width
    const half = this.#width * 0.4
    await this.#write(name, { x: MARGIN_MM, sizePt: 10, room: half })
    const at = MARGIN_MM + this.#width * 0.62
    await this.#write(value, { x: at, sizePt: 10, strong: true, room: half, align: 'right' })
    if (band) await this.#write(band, { x: right, sizePt: 9.5, room: half, align: 'right', color: quiet })
    this.#page.drawLine({
      start: { x: points(MARGIN_MM), y: points(this.#y - 1.7) },
      end: { x: points(right), y: points(this.#y - 1.7) },
      thickness: 0.4,
      color: faint,
    })
  }

  async picture(bytes: ArrayBuffer): Promise<void> {
    const image = await this.sheets.pdf.embedJpg(bytes)
    const scale = Math.min(PICTURE_MM.width / image.width, PICTURE_MM.height / image.height)
    const [width, height] = [image.width * scale, image.height * scale]
    this.#y -= height + 5
    this.#page.drawImage(image, {
      x: points(MARGIN_MM),
      y: points(this.#y),
      width: points(width),
      height: points(height),
    })
  }
}
