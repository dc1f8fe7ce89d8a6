import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/core/design/design.ts'
import { withHeadMeasured } from '../../src/core/design/edits.ts'
import { hasOldBands } from '../../src/core/design/head/head.ts'
import { withTodaysBands } from '../../src/core/design/head/headBands.ts'
import { current, push, startHistory, type History } from '../../src/core/design/history.ts'
import { newDesign } from '../../src/core/design/newDesign.ts'
import { howItComes, type PlanSource } from '../../src/storage/caseFilePlan.ts'
import { readCaseFile } from '../../src/storage/caseFileReader.ts'
import { writeCaseFiles, type CaseSource } from '../../src/storage/caseFileWriter.ts'
import { casesInMemory, inspector } from './caseFiles.ts'

const { source, patients } = casesInMemory(1)
const [patient] = patients
const row = patient!.photos[0]!

/** Worked on before bands had rules, on a head that another view knows as well. */
const old: History = inEveryStep(push(startHistory(design()), denser(design(), 50), 'Change density'), storedBefore)
/** The same library after a version with a truer rule has opened it and saved. */
const ofToday = inEveryStep(old, withTodaysBands)

function design(): Design {
  const { id, hash, width, height } = row
  const fresh = newDesign({ id, hash, width, height, view: 'frontal' })
  return withHeadMeasured({ ...fresh, marks: { ...fresh.marks, checked: true } }, true)
}
function denser(from: Design, densityPerCm2: number): Design {
  return { ...from, fill: { ...from.fill, densityPerCm2 } }
}
function inEveryStep(history: History, f: (design: Design) => Design): History {
  return { ...history, entries: history.entries.map((entry) => ({ ...entry, design: f(entry.design) })) }
}
function storedBefore(from: Design): Design {
  const { found } = from.head!
  if (!('fit' in found)) throw new Error('Expected a head.')
  const fit = { ...found.fit, areaError: 0.03, lengthError: 0.02 }
  return {
    ...from,
    head: { ...from.head!, found: { fit, rmsShare: found.rmsShare }, known: { fit, marks: from.marks } },
  }
}

async function fileOf(history: History) {
  const written: CaseSource = { ...source, history: () => Promise.resolve(history) }
  const { files } = await writeCaseFiles(written, patients, {
    contents: 'library',
    engine: 'test',
    madeAt: '2026-03-04T10:00:00.000Z',
  })
  return readCaseFile(files[0]!, inspector)
}

/** How a file with one history comes into a library with another one, or the same, of that photo. */
async function merged(inFile: History, here: History) {
  const library: PlanSource = {
    standing: () =>
      Promise.resolve({
        patient: patient!.patient,
        visits: patient!.visits,
        photos: patient!.photos,
        snapshots: [],
        deletedSnapshots: [],
        designs: [row.id],
        taken: false,
      }),
    historyOnDisk: () => Promise.resolve({ history: here, sequence: 3 }),
  }
  const borrow = () =>
    Promise.resolve({} as NonNullable<Awaited<ReturnType<Parameters<typeof howItComes>[2]['borrow']>>>)
  return howItComes(await fileOf(inFile), patient!, { library, borrow, as: 'merged' })
}

describe('a library whose heads have the bands of an older rule', () => {
  it('differs from what today’s rule makes of it in nothing but bands', () => {
    expect(old.entries.every((entry) => hasOldBands(entry.design))).toBe(true)
    expect(ofToday.entries.some((entry) => hasOldBands(entry.design))).toBe(false)
  })

  it.each([
    ['a backup of it is taken in again', old, old],
    ['its backup has the bands of today', ofToday, old],
    ['it was opened and saved since', old, ofToday],
  ])('has no photo twice when %s', async (_when, inFile, here) => {
    const { beside, photos, continued } = await merged(inFile, here)
    expect({ beside, photos, continued }).toEqual({ beside: 0, photos: [], continued: [] })
  })

  it('keeps one edit that was made since the backup, and has no photo twice', async () => {
    const edited = push(ofToday, denser(current(ofToday), 60), 'Change density')
    const { beside, photos, continued } = await merged(old, edited)
    expect({ beside, photos, continued }).toEqual({ beside: 0, photos: [], continued: [] })
  })

  it('goes on with one edit that the file has more', async () => {
    const edited = push(ofToday, denser(current(ofToday), 60), 'Change density')
    const { beside, continued } = await merged(edited, old)
    expect(beside).toBe(0)
    expect(continued.map(({ history }) => current(history).fill.densityPerCm2)).toEqual([60])
  })

  it('still has two photos where both went on, each in its own way', async () => {
    const here = push(ofToday, denser(current(ofToday), 60), 'Change density')
    const there = push(old, denser(current(old), 70), 'Change density')
    expect((await merged(there, here)).beside).toBe(1)
  })
})
