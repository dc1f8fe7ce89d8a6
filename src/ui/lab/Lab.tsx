import { useEffect, useState } from 'react'
import { undertones, type Undertone } from '../../core/design/design.ts'
import { readPointSet, type PointSet } from '../../core/sampling/rankedSet.ts'
import { Segmented } from '../panels/Segmented.tsx'
import { FillSheet } from './FillSheet.tsx'
import { labText } from './labText.ts'
import { NativeSheet } from './NativeSheet.tsx'
import { sheets } from './sheets.ts'
import { zooms, type Zoom } from './zoom.ts'
import '../shell/styles/tokens.css'
import '../shell/styles/base.css'
import '../shell/styles/controls.css'
import './lab.css'

const NATIVE = 'native'

/** Fill sheets for the eye to judge, drawn by the core on this very thread; in development only. */
export function Lab() {
  const [pointSet, setPointSet] = useState<PointSet | null>(null)
  const [problem, setProblem] = useState('')
  const [chosen, setChosen] = useState<string>(sheets[0]!.id)
  const [zoom, setZoom] = useState<Zoom>('100')
  const [undertone, setUndertone] = useState<Undertone>('neutral')
  useEffect(() => {
    fetch(new URL(`${import.meta.env.BASE_URL}ranked-set.bin`, location.origin))
      .then((response) => response.arrayBuffer())
      .then((bytes) => setPointSet(readPointSet(bytes)))
      .catch((error: unknown) => setProblem(String(error)))
  }, [])
  const sheet = sheets.find(({ id }) => id === chosen)
  return (
    <main className="lab">
      <header className="lab-head">
        <h1 className="lab-title">{labText.title}</h1>
        <Segmented
          label={labText.sheet}
          value={chosen}
          options={[...sheets, { id: NATIVE, name: labText.native }].map(({ id, name }) => ({ id, name }))}
          onChange={setChosen}
        />
        <Segmented
          label={labText.zoom}
          value={zoom}
          options={zooms.map((id) => ({ id, name: `${id} %` }))}
          onChange={(id) => setZoom(id)}
        />
        {chosen === 'shades' && (
          <Segmented
            label={labText.undertone}
            value={undertone}
            options={undertones.map((id) => ({ id, name: labText.undertones[id] }))}
            onChange={(id) => setUndertone(id)}
          />
        )}
      </header>
      {problem && <p className="lab-look">{labText.failed(problem)}</p>}
      {pointSet &&
        (sheet ? (
          <FillSheet key={`${chosen} ${zoom} ${undertone}`} {...{ sheet, undertone, zoom, pointSet }} />
        ) : (
          <NativeSheet {...{ zoom, pointSet }} />
        ))}
    </main>
  )
}
