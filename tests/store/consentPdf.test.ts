import { PDFDocument } from '@cantoo/pdf-lib'
import { describe, expect, it } from 'vitest'
import { PAD_UNITS, type Consent } from '../../src/core/plan/consent.ts'
import { writeInk, type InkPoint } from '../../src/core/plan/signatureInk.ts'
import { consentPdf, type ConsentTexts } from '../../src/store/papers/consentPdf.ts'
import type { DrawText } from '../../src/store/papers/drawnText.ts'
import { CONSENT_VERSION, consentSentences, consentStrings } from '../../src/ui/strings/consentStrings.ts'
import { writePng } from '../fixtures/png.ts'
import { pagesOf, textsOf } from './pdfContent.ts'

const texts: ConsentTexts = {
  ...consentStrings.paper,
  title: consentStrings.paper.title,
  whose: consentStrings.paper.of('Sample patient', '4 Mar 2026, 10:00'),
  yes: consentStrings.yes,
  no: consentStrings.no,
  unsigned: consentStrings.unsigned,
  when: consentStrings.record('4 Mar 2026, 10:00'),
  version: consentStrings.paper.version('1', 'a-record'),
  note: consentStrings.paper.kept,
}

const ink: readonly InkPoint[] = Array.from({ length: 80 }, (_, i) => ({
  x: 1000 + 25 * i,
  y: 500 + 300 * Math.sin(i / 6),
}))

const consent: Consent = {
  id: 'a-record',
  patientId: 'p',
  textVersion: 1,
  sentences: consentSentences,
  permissions: { keep: true, simulation: true, show: false, publish: true },
  signature: { kind: 'drawn', height: 1060, ink: writeInk([ink, [{ x: 40, y: 40 }]]) },
  signedAt: '2026-03-04T10:00:00.000Z',
  supersedes: [],
}

const undrawn: DrawText = () => Promise.reject(new Error('Everything here has letters of its own.'))

async function pageOf(one: Consent, o: { texts?: ConsentTexts; drawText?: DrawText; paper?: 'a4' | 'letter' } = {}) {
  const bytes = await consentPdf(one, o.paper ?? 'a4', o.texts ?? texts, o.drawText ?? undrawn)
  const pages = (await PDFDocument.load(bytes)).getPages()
  expect(pages.length).toBe(1)
  const [content] = pagesOf(bytes)
  return { content: content!, lines: textsOf(content!).split('\n'), title: (await PDFDocument.load(bytes)).getTitle() }
}

/** The page's curves: where each begins and its pieces end, mm from the paper's lower left corner. */
function curves(content: string): { x: number; y: number }[][] {
  const MM = 25.4 / 72
  const found: { x: number; y: number }[][] = []
  for (const row of content.split('\n')) {
    const parts = row.trim().split(/\s+/)
    const at = (i: number) => ({ x: Number(parts[i]) * MM, y: Number(parts[i + 1]) * MM })
    if (parts[2] === 'm') found.push([at(0)])
    if (parts[6] === 'c') found.at(-1)!.push(at(4))
  }
  return found.filter((curve) => curve.length > 1)
}

describe('the copy on paper', () => {
  it.each(['a4', 'letter'] as const)(
    'says each sentence as it was shown, and what was said to it, on %s',
    async (paper) => {
      const { lines, title } = await pageOf(consent, { paper })
      expect(title).toBe('Consent')
      const said = lines.join(' ').replaceAll('\x92', '’')
      for (const sentence of Object.values(consentSentences)) expect(said).toContain(sentence)
      expect(lines.filter((line) => line === 'Yes' || line === 'No')).toEqual(['Yes', 'Yes', 'No', 'Yes'])
      expect(said).toContain('Sample patient')
      expect(said).toContain('Signed 4 Mar 2026, 10:00')
      expect(said).toContain('Text version 1, record a-record')
    },
  )

  it('has the signature as lines, where and as it was drawn', async () => {
    const [hand, dot, ...others] = curves((await pageOf(consent)).content)
    expect(others).toEqual([])
    expect(dot!.length).toBe(2)
    const mm = 120 / PAD_UNITS
    const span = (of: readonly number[]) => Math.max(...of) - Math.min(...of)
    expect(span(hand!.map(({ x }) => x))).toBeCloseTo((ink.at(-1)!.x - ink[0]!.x) * mm, 1)
    expect(span(hand!.map(({ y }) => y))).toBeCloseTo(600 * mm, 0)
    // Upright: what goes down on the pad first goes down on the paper.
    expect(hand![3]!.y).toBeLessThan(hand![0]!.y)
    // The dot is in the upper left corner of the pad, the hand below and beside it.
    expect(dot![0]!.x).toBeCloseTo(20 + 40 * mm, 1)
    expect(hand![0]!.x - dot![0]!.x).toBeCloseTo(960 * mm, 1)
    expect(dot![0]!.y - hand![0]!.y).toBeCloseTo(460 * mm, 1)
  })

  it('has a typed name, a withdrawal without one, and a name in any letters', async () => {
    const typed = await pageOf({ ...consent, signature: { kind: 'typed', name: 'Jos\u00e9 Sample' } })
    expect(typed.lines).toContain('José Sample')
    expect(curves(typed.content)).toEqual([])
    const back = await pageOf({ ...consent, signature: null })
    expect(back.lines).toContain(consentStrings.unsigned)
    const asked: string[] = []
    const drawText: DrawText = (text) => {
      asked.push(text)
      return Promise.resolve({ png: writePng(4, 4, () => [0, 0, 0]), width: 40, height: 12, baseline: 3 })
    }
    await pageOf(
      { ...consent, signature: { kind: 'typed', name: 'अंजलि' } },
      { texts: { ...texts, whose: 'अंजलि', when: 'Signed ४ मार्च २०२६' }, drawText },
    )
    expect(asked).toEqual(['अंजलि', 'अंजलि', 'Signed ४ मार्च २०२६'])
  })
})

it('whoever changes a word of the sentences gives the text its next version', () => {
  const words = Object.values(consentSentences).join(' ')
  expect({ version: CONSENT_VERSION, words }).toEqual({
    version: 1,
    words:
      'My photos may be taken and kept on this clinic’s device for planning my treatment. ' +
      'I understand that the pictures are simulations. My result can differ. ' +
      'The clinic may show my photos to other patients. ' +
      'The clinic may publish my photos with my face hidden.',
  })
})
