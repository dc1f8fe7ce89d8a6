import { useCallback, useEffect, useState } from 'react'
import type { PointPx } from '../../core/geometry/points.ts'
import type { PointSet } from '../../core/sampling/rankedSet.ts'
import { number } from '../shell/figures/format.ts'
import { drawFill, type Drawn } from './drawScene.ts'
import { LabCell } from './LabCell.tsx'
import { atLevel, cutOut } from './labSkin.ts'
import { labText } from './labText.ts'
import nativeStubble from './native-stubble.jpg'
import { BARE, HAIR, matchPair, type NativePair } from './nativePair.ts'
import { zoomGrow, zoomLevel, type Zoom } from './zoom.ts'

/** Shown of either patch, px of the photo. */
const PIECE = { width: 256, height: 232 } as const

/** Either way of drawing is matched by itself. */
const roles = ['bald', 'stubble'] as const
type Role = (typeof roles)[number]
type Pairs = Readonly<Record<Role, NativePair>>

const pictures = [
  { name: labText.pictures.hair, centre: HAIR, role: null },
  { name: labText.pictures.dots, centre: BARE, role: 'bald' },
  { name: labText.pictures.stubble, centre: BARE, role: 'stubble' },
  { name: labText.pictures.bare, centre: BARE, role: null },
] as const satisfies readonly { name: string; centre: PointPx; role: Role | null }[]

/** Real shaved hair, and ink that was matched to it. */
export function NativeSheet({ zoom, pointSet }: { zoom: Zoom; pointSet: PointSet }) {
  const [pairs, setPairs] = useState<Pairs | null>(null)
  const [problem, setProblem] = useState('')
  useEffect(() => {
    readStubble()
      .then((tile) =>
        setPairs({ bald: matchPair(tile, pointSet, 'bald'), stubble: matchPair(tile, pointSet, 'stubble') }),
      )
      .catch((error: unknown) => setProblem(String(error)))
  }, [pointSet])
  if (problem) return <p className="lab-look">{labText.failed(problem)}</p>
  if (!pairs) return <p className="lab-look">{labText.waiting}</p>
  return (
    <>
      <p className="lab-look">{labText.nativeLook}</p>
      <div className="lab-row">
        {pictures.map(({ name, centre, role }) => (
          <div key={name}>
            <h2 className="lab-name">{name}</h2>
            <Picture {...{ name, pair: pairs[role ?? 'bald'], centre, filled: role !== null, zoom, pointSet }} />
          </div>
        ))}
      </div>
      {roles.map((role) => (
        <p key={role} className="lab-note">
          {matchedText(pairs[role])}
        </p>
      ))}
      <p className="lab-note">{labText.source}</p>
    </>
  )
}

function matchedText({ match, ms }: NativePair): string {
  const tint = match.tint.map((t) => number(t, 2)).join(' / ')
  const { densityPerCm2, strength, fromCm2 } = match
  return labText.matched(number(densityPerCm2), number(strength, 2), tint, number(fromCm2, 1), number(ms))
}

function Picture(props: {
  name: string
  pair: NativePair
  centre: PointPx
  filled: boolean
  zoom: Zoom
  pointSet: PointSet
}) {
  const { name, pair, centre, filled, zoom, pointSet } = props
  const level = zoomLevel(zoom)
  const grow = zoomGrow(zoom)
  const width = PIECE.width / (zoom === '100' ? 1 : 4)
  const height = PIECE.height / (zoom === '100' ? 1 : 4)
  const draw = useCallback((): Drawn => {
    const x = Math.round(centre.x / 2 ** level - width / 2)
    const y = Math.round(centre.y / 2 ** level - height / 2)
    const piece = { x, y, width, height }
    if (filled) return drawFill(pair.photo, pair.design, pointSet, piece, level)
    const { rgba } = cutOut(atLevel(pair.photo.tile, level), piece, 0)
    return { width, height, rgba, times: { field: 0, dots: 0, render: 0, count: 0, px: width * height } }
  }, [pair, centre, filled, pointSet, level, width, height])
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
