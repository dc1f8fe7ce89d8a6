import { useCallback, useEffect, useState } from 'react'
import type { AreaRole } from '../../core/design/design.ts'
import type { PointPx } from '../../core/geometry/points.ts'
import type { PointSet } from '../../core/sampling/rankedSet.ts'
import { number } from '../shell/format.ts'
import { drawFill, type Drawn } from './drawScene.ts'
import { LabCell } from './LabCell.tsx'
import { atLevel, cutOut } from './labSkin.ts'
import { labText } from './labText.ts'
import nativeStubble from './native-stubble.jpg'
import { BARE, HAIR, matchPair, type NativePair } from './nativePair.ts'
import { zoomGrow, zoomLevel, type Zoom } from './zoom.ts'

/** Shown of either patch, px of the photo. */
const PIECE = { width: 256, height: 232 } as const

const pictures = [
  { name: labText.pictures.hair, centre: HAIR, role: null },
  { name: labText.pictures.dots, centre: BARE, role: 'bald' },
  { name: labText.pictures.stubble, centre: BARE, role: 'stubble' },
  { name: labText.pictures.bare, centre: BARE, role: null },
] as const satisfies readonly { name: string; centre: PointPx; role: AreaRole | null }[]

/** Real shaved hair, and ink that was matched to it. */
export function NativeSheet({ zoom, pointSet }: { zoom: Zoom; pointSet: PointSet }) {
  const [pair, setPair] = useState<NativePair | null>(null)
  const [problem, setProblem] = useState('')
  useEffect(() => {
    readStubble()
      .then((tile) => setPair(matchPair(tile, pointSet)))
      .catch((error: unknown) => setProblem(String(error)))
  }, [pointSet])
  if (problem) return <p className="lab-look">{labText.failed(problem)}</p>
  if (!pair) return <p className="lab-look">{labText.waiting}</p>
  const { match, ms } = pair
  const tint = match.tint.map((t) => number(t, 2)).join(' / ')
  return (
    <>
      <p className="lab-look">{labText.nativeLook}</p>
      <div className="lab-row">
        {pictures.map(({ name, centre, role }) => (
          <div key={name}>
            <h2 className="lab-name">{name}</h2>
            <Picture {...{ name, pair, centre, role, zoom, pointSet }} />
          </div>
        ))}
      </div>
      <p className="lab-note">
        {labText.matched(
          number(match.densityPerCm2),
          number(match.strength, 2),
          tint,
          number(match.fromCm2, 1),
          number(ms),
        )}
      </p>
      <p className="lab-note">{labText.source}</p>
    </>
  )
}

function Picture(props: {
  name: string
  pair: NativePair
  centre: PointPx
  role: AreaRole | null
  zoom: Zoom
  pointSet: PointSet
}) {
  const { name, pair, centre, role, zoom, pointSet } = props
  const level = zoomLevel(zoom)
  const grow = zoomGrow(zoom)
  const width = PIECE.width / (zoom === '100' ? 1 : 4)
  const height = PIECE.height / (zoom === '100' ? 1 : 4)
  const draw = useCallback((): Drawn => {
    const x = Math.round(centre.x / 2 ** level - width / 2)
    const y = Math.round(centre.y / 2 ** level - height / 2)
    const piece = { x, y, width, height }
    if (role) return drawFill(pair.photo, pair.design(role), pointSet, piece, level)
    const { rgba } = cutOut(atLevel(pair.photo.tile, level), piece, 0)
    return { width, height, rgba, times: { field: 0, dots: 0, render: 0, count: 0, px: width * height } }
  }, [pair, centre, role, pointSet, level, width, height])
  return <LabCell {...{ name, grow, width, height, draw }} />
}

async function readStubble() {
  const response = await fetch(nativeStubble)
  const bitmap = await createImageBitmap(await response.blob())
  const { width, height } = bitmap
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (!context) throw new Error('This browser gave no canvas.')
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  return { x0: 0, y0: 0, width, height, rgba: context.getImageData(0, 0, width, height).data, apronPx: 0 }
}
