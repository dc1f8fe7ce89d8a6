import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { describe, expect, it } from 'vitest'
import { stencilOf, type Stencil } from '../../src/core/design/scale/stencil.ts'
import type { DrawText } from '../../src/store/papers/drawnText.ts'
import { faceFrame } from '../../src/core/design/head/headOutline.ts'
import { fitOf } from '../../src/core/design/head/head.ts'
import { headSurface } from '../../src/core/geometry/headSurface.ts'
import { lengthOnSkin } from '../../src/core/geometry/skinLength.ts'
import { papers } from '../../src/store/papers/pdfSheet.ts'
import { planPdf } from '../../src/store/papers/planPdf.ts'
import { stencilPdf } from '../../src/store/papers/stencilPdf.ts'
import { exportStrings } from '../../src/ui/strings/exportStrings.ts'
import { levelFrontal } from '../core/design/levelFrontal.ts'
import { sampleDesignOf } from '../core/design/sampleHeads.ts'
import { writePng } from '../fixtures/png.ts'
import { lengthOf, linesOf, pagesOf, textsOf } from './pdfContent.ts'

const texts = { ...exportStrings.stencil, lengths: 'lengths', of: 'Snapshot: Mature 75 mm' }

/** An arc of the size of a hairline. */
function stencil(halfWidth = 70, height = 80): Stencil {
  const line = Array.from({ length: 121 }, (_, i) => {
    const x = -halfWidth + (i / 120) * 2 * halfWidth
    return { x, y: height - 60 * (x / halfWidth) ** 2 }
  })
  return {
    pieces: [line],
    openEnds: [],
    midline: { x: 0, y: height },
    left: -halfWidth,
    right: halfWidth,
    bottom: 0,
    top: height,
  }
}

const undrawn: DrawText = () => Promise.reject(new Error('Everything here has letters of its own.'))

const within = (actual: number, expected: number): void => {
  expect(Math.abs(actual / expected - 1), `${actual} for ${expected} mm`).toBeLessThan(0.005)
}

describe('the stencil on paper', () => {
  it.each(['a4', 'letter'] as const)('has its true lengths and a ruler of 100 mm on %s', async (paper) => {
    const shape = stencil()
    const bytes = await stencilPdf(shape, paper, texts)
    const [page, ...others] = (await PDFDocument.load(bytes)).getPages()
    expect(others).toEqual([])
    within((page!.getWidth() * 25.4) / 72, papers[paper].width)
    within((page!.getHeight() * 25.4) / 72, papers[paper].height)
    const [content] = pagesOf(bytes)
    const lines = linesOf(content!)
    const hairline = lines.find((line) => line.length === shape.pieces[0]!.length)!
    within(lengthOf(hairline), lengthOf(shape.pieces[0]!))
    within(hairline.at(-1)!.x - hairline[0]!.x, 140)
    expect(lines.some((line) => line.length === 2 && Math.abs(lengthOf(line) - 100) < 0.01)).toBe(true)
    // The glabella's cross, on the midline, as far under the hairline as its height.
    const middle = hairline[60]!
    const cross = lines.find((line) => line.length === 2 && Math.abs(line[0]!.y - (middle.y - 80)) < 0.01)!
    within((cross[0]!.x + cross[1]!.x) / 2, middle.x)
    expect(textsOf(content!)).toContain('Print at 100 %')
    expect(textsOf(content!)).toContain('Glabella')
    expect(textsOf(content!)).toContain('Snapshot: Mature 75 mm')
  })

  it('has the lengths along the skin of a head that is fitted', async () => {
    const design = sampleDesignOf('frontal')
    const fit = fitOf(design)!
    const bytes = await stencilPdf(stencilOf(design), 'a4', texts)
    const lines = linesOf(pagesOf(bytes)[0]!)
    const hairline = lines.find((line) => line.length > 50)!
    const { glabella } = design.marks
    const { midline } = design.hairline
    const cross = lines.filter((line) => line.length === 2 && Math.abs(lengthOf(line) - 12) < 0.01)
    const middle = lines.find((line) => line.length === 2 && Math.abs(lengthOf(line) - 6) < 0.01)!
    const level = cross.find(([a, b]) => a!.y === b!.y)!
    const printed = (middle[0]!.y + middle[1]!.y) / 2 - level[0]!.y
    within(printed, lengthOnSkin(headSurface(fit), glabella, midline))
    // And each of its points stands as high as the skin between it and the brows is long, on the midline.
    const { toFace, toPhoto } = faceFrame(design.marks)
    const apex = toFace(design.hairline.left.apex).y
    const height = lengthOnSkin(headSurface(fit), glabella, toPhoto({ x: 0, y: apex }))
    const heights = hairline.map(({ y }) => y - level[0]!.y)
    expect(heights.some((up) => Math.abs(up / height - 1) < 0.005)).toBe(true)
  })

  it('goes over as many pages as it takes; laid on each other by their marks they show all of it', async () => {
    const shape = stencil(130, 260)
    const bytes = await stencilPdf(shape, 'a4', texts)
    const contents = pagesOf(bytes)
    expect(contents).toHaveLength(4)
    const pages = contents.map((content) => linesOf(content))
    const starts = pages.map((lines) => lines.find((line) => line.length === shape.pieces[0]!.length)![0]!)
    // Each page holds the whole line and cuts it: what lies between two pages is the same on both.
    const [first, second, third] = starts
    within(first!.x - second!.x, 186 - 15)
    within(third!.y - first!.y, 297 - 24 - 12 - 34 - 15)
    for (const content of contents) {
      expect(textsOf(content)).toContain('Lay the dashed lines of neighbouring pages on each other.')
      expect(textsOf(content)).toContain('of 4')
    }
  })

  it('says where the line goes on and the photo does not measure the skin', async () => {
    const whole = textsOf(pagesOf(await stencilPdf(stencil(), 'a4', texts))[0]!)
    expect(whole).not.toContain(texts.openEnd)
    const bytes = await stencilPdf(stencilOf(levelFrontal), 'a4', texts)
    const [content] = pagesOf(bytes)
    expect(textsOf(content!)).toContain(texts.openEnd)
    expect(linesOf(content!).filter((line) => line.length > 50).length).toBeGreaterThan(1)
  })

  it('is read as a PDF, by poppler too where that is installed', async () => {
    const bytes = await stencilPdf(stencil(), 'a4', texts)
    expect((await PDFDocument.load(bytes)).getTitle()).toBe(exportStrings.stencil.title)
    const read = readBy('pdftotext', bytes, [])
    if (read !== null) expect(read).toContain('Print at 100 %')
  })
})

/** What poppler reads of a PDF; null where it is not installed. */
function readBy(tool: string, bytes: Uint8Array, options: readonly string[]): string | null {
  if (spawnSync(tool, ['-v']).status !== 0) return null
  const folder = mkdtempSync(join(tmpdir(), 'paper-'))
  try {
    writeFileSync(join(folder, 'p.pdf'), bytes)
    return spawnSync(tool, [...options, join(folder, 'p.pdf'), '-'], { encoding: 'utf8' }).stdout
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The smallest JPEG that there is. */
const smallest = (): ArrayBuffer =>
  Uint8Array.from(
    atob(
      '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
    ),
    (c) => c.charCodeAt(0),
  ).buffer

describe('the plan on paper', () => {
  it('says its figures with their bands, and no name that was not asked for', async () => {
    const picture = smallest()
    const rows = [{ name: 'Price', value: '≈ ₹60,000', band: '₹45,000 to ₹90,000' }]
    const groups = [
      { title: 'Total', rows },
      ...Array.from({ length: 12 }, (_, i) => ({ title: `Part ${i}`, rows, texts: ['word '.repeat(60)] })),
    ]
    const sheet = {
      title: 'Treatment plan',
      name: null,
      date: 'Nov 29, 2026',
      of: 'Snapshot: Mature 75 mm',
      picture,
      groups,
    }
    const bytes = await planPdf(sheet, 'a4', undrawn)
    const texts = pagesOf(bytes).map(textsOf)
    expect(texts.length).toBeGreaterThan(1)
    expect(texts.join('\n')).toContain('Snapshot: Mature 75 mm')
    const named = await planPdf({ ...sheet, name: 'A. B.' }, 'letter', undrawn)
    expect(textsOf(pagesOf(named)[0]!)).toContain('A. B.')
    expect(texts.join('\n')).not.toContain('A. B.')
    expect(Buffer.from(bytes).includes('A. B.')).toBe(false)
  })

  it('has rupees as the sign they have, to the eye and to whoever copies them', async () => {
    const rows = [
      { name: 'Price', value: '≈ ₹60,000', band: '₹45,000 to ₹90,000' },
      { name: 'Touch-up', value: '₹7,500', band: null },
    ]
    const groups = [{ title: 'Total', rows, texts: ['A sitting is ₹20,000 to ₹30,000, as agreed.'] }]
    const sheet = { title: 'Plan', name: null, date: 'Nov 29, 2026', of: 'Snapshot', picture: smallest(), groups }
    const bytes = await planPdf(sheet, 'a4', undrawn)
    const text = textsOf(pagesOf(bytes)[0]!)
    expect(text).not.toContain('INR')
    // Each stands before its figure, thin or bold as that is.
    expect(text).toContain('~ \n\u0002\n60,000')
    expect(text).toContain('\u0001\n45,000 to \n\u0001\n90,000')
    const read = readBy('pdftotext', bytes, ['-layout'])
    if (read === null) return
    expect(read).toContain('₹60,000')
    expect(read).toContain('₹45,000 to ₹90,000')
    expect(read).toContain('A sitting is ₹20,000 to ₹30,000, as agreed.')
  })

  it('has names, dates and currencies in any letters, none of them as a question mark', async () => {
    const asked: string[] = []
    const drawn: DrawText = (text) => {
      asked.push(text)
      return Promise.resolve({ png: writePng(8, 4, () => [0, 0, 0]), width: 40, height: 10, baseline: 2 })
    }
    const rows = [{ name: 'Price', value: '≈ ₽60 000', band: '50 000 to 70 000' }]
    const sheet = {
      title: 'Treatment plan',
      date: '29 kasım 2026',
      of: 'Snapshot',
      picture: smallest(),
      groups: [{ title: 'Total', rows }],
    }
    for (const name of ['अनिता शर्मा', 'Анна Б.', 'Ayşe Ğ.']) {
      asked.length = 0
      const bytes = await planPdf({ ...sheet, name }, 'a4', drawn)
      expect(asked).toEqual([`${name}  ·  29 kasım 2026`, '≈ ₽60 000'])
      const text = textsOf(pagesOf(bytes)[0]!)
      expect(text).not.toContain('?')
      expect(text).toContain('50 000 to 70 000')
    }
  })
})
