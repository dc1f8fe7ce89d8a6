import { useCallback, useMemo, useState } from 'react'
import type { Undertone } from '../../core/design/design.ts'
import type { PointSet } from '../../core/sampling/rankedSet.ts'
import { number } from '../shell/figures/format.ts'
import { drawScene, type Times } from './drawScene.ts'
import { LabCell } from './LabCell.tsx'
import { PHOTO, skinPhoto, skinTones, type SkinTone } from './labSkin.ts'
import { labText } from './labText.ts'
import type { Scene, Sheet } from './sheets.ts'
import { zoomGrow, zoomLevel, type Zoom } from './zoom.ts'

/** Of a cell, CSS px: whatever the zoom, so that more skin is seen from farther away. */
const CELL = { width: 256, height: 192 } as const

/** Scenes across, skins down. */
export function FillSheet(props: { sheet: Sheet; undertone: Undertone; zoom: Zoom; pointSet: PointSet }) {
  const { sheet, undertone, zoom, pointSet } = props
  const scenes = useMemo(() => sheet.scenes(undertone), [sheet, undertone])
  const [all, setAll] = useState<readonly Times[]>([])
  const onTimed = useCallback((times: Times) => setAll((before) => [...before, times]), [])
  return (
    <>
      <p className="lab-look">{sheet.look}</p>
      <div className="lab-sheet" style={{ gridTemplateColumns: `64px repeat(${scenes.length}, ${CELL.width}px)` }}>
        <span />
        {scenes.map(({ name }) => (
          <h2 key={name} className="lab-name">
            {name}
          </h2>
        ))}
        {skinTones.map((tone) => (
          <Row key={tone.name} {...{ tone, scenes, zoom, pointSet, onTimed }} />
        ))}
      </div>
      {all.length > 0 && <p className="lab-note">{sumText(all)}</p>}
    </>
  )
}

function Row(props: {
  tone: SkinTone
  scenes: readonly Scene[]
  zoom: Zoom
  pointSet: PointSet
  onTimed: (times: Times) => void
}) {
  return (
    <>
      <h3 className="lab-name">{props.tone.name}</h3>
      {props.scenes.map((scene) => (
        <Cell key={scene.name} {...props} scene={scene} />
      ))}
    </>
  )
}

function Cell(props: {
  tone: SkinTone
  scene: Scene
  zoom: Zoom
  pointSet: PointSet
  onTimed: (times: Times) => void
}) {
  const { tone, scene, zoom, pointSet, onTimed } = props
  const level = zoomLevel(zoom)
  const grow = zoomGrow(zoom)
  const width = CELL.width / grow
  const height = CELL.height / grow
  const draw = useCallback(() => {
    const piece = {
      x: Math.round((PHOTO.width / 2 ** level - width) / 2),
      y: Math.round((PHOTO.height / 2 ** level - height) / 2),
      width,
      height,
    }
    return drawScene(skinPhoto(tone), scene, pointSet, piece, level)
  }, [tone, scene, pointSet, level, width, height])
  return <LabCell name={`${scene.name}, ${tone.name}`} {...{ grow, width, height, draw, onTimed }} />
}

function sumText(all: readonly Times[]): string {
  const sum = (of: (t: Times) => number) => all.reduce((s, t) => s + of(t), 0)
  const render = sum((t) => t.render)
  return labText.times({
    field: number(sum((t) => t.field)),
    dots: number(sum((t) => t.dots)),
    render: number(render),
    rate: number(sum((t) => t.px) / 1000 / Math.max(1, render), 1),
  })
}
