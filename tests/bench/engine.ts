import { createEngine } from '../../src/worker/client.ts'
import { sampleDesign } from '../core/sampling/sampleStrokes.ts'
import { konvaFigures } from './beside-konva.ts'
import { brushFigures, fillFigures, openPhoto, samplePhoto, sampleRecord, strokeFigures } from './filling.ts'
import { rounded, type Figures } from './measure.ts'
import { headFigures } from './onHead.ts'

declare global {
  interface Window {
    /** Runs everything; the page that drives the browser calls it. */
    bench?: () => Promise<Figures>
  }
}

/** 16.7 MP, the most that the program works on, over the sample's 12.2. */
const LARGEST = Math.sqrt(16_700_000 / (3024 * 4032))

window.bench = async () => {
  const engine = createEngine()
  const record = await sampleRecord()
  const sample = await openPhoto(engine, await samplePhoto(1))
  const figures: Figures = { 'photo.open12MpMs': rounded(sample.ms) }
  Object.assign(figures, await fillFigures(engine, record, sample))
  const at12 = await strokeFigures(engine, record, sample, '12mp')
  Object.assign(figures, await headFigures(engine, record, sample))
  Object.assign(figures, await konvaFigures(engine, record, sample))
  Object.assign(figures, brushFigures(sampleDesign(record, { dots: 100_000, ...sample.photo })))
  const large = await openPhoto(engine, await samplePhoto(LARGEST))
  const at16 = await strokeFigures(engine, record, large, '16mp')
  return {
    ...figures,
    'edit.strokeToDotsP95Ms': rounded(Math.max(at12.p95, at16.p95)),
    'edit.strokeToDotsMedianMs': rounded(Math.max(at12.median, at16.median)),
    ...at12.figures,
    ...at16.figures,
  }
}
