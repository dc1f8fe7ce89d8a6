import type { PDFPage } from '@cantoo/pdf-lib'
import { faint, newSheets, papers, points, quiet, wrapped, write, type PaperName, type Sheets } from './pdfSheet.ts'

/** A plan in words, ready to be set: figures with their bands, formatted. */
export interface PlanSheet {
  readonly title: string
  /** The patient's, only where it was asked for. */
  readonly name: string | null
  readonly date: string
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

/** One or two calm pages. */
export async function planPdf(sheet: PlanSheet, paper: PaperName): Promise<Uint8Array> {
  const sheets = await newSheets(paper, sheet.title)
  const setting = new Setting(sheets, paper)
  const { strong, plain } = sheets
  setting.text(sheet.title, { sizePt: 20, font: strong, lineMm: 9 })
  setting.text([sheet.name, sheet.date].filter((part) => part !== null).join('  ·  '), { sizePt: 10, quiet: true })
  await setting.picture(sheet.picture)
  for (const group of sheet.groups) {
    setting.keep(14 + (group.rows?.length ? LINE_MM : TEXT_MM))
    setting.gap(5)
    setting.text(group.title, { sizePt: 12, font: strong, lineMm: 6.5 })
    for (const row of group.rows ?? []) setting.row(row)
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

  row({ name, value, band }: { name: string; value: string; band: string | null }): void {
    this.keep(LINE_MM)
    this.#y -= LINE_MM
    const { plain, strong } = this.sheets
    const right = MARGIN_MM + this.#width
    write(this.#page, name, { x: MARGIN_MM, y: this.#y, sizePt: 10, font: plain })
    write(this.#page, value, {
      x: MARGIN_MM + this.#width * 0.62,
      y: this.#y,
      sizePt: 10,
      font: strong,
      align: 'right',
    })
    if (band) write(this.#page, band, { x: right, y: this.#y, sizePt: 9.5, font: plain, color: quiet, align: 'right' })
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
