import { useEffect, useRef } from 'react'
import type { Layer as KonvaLayer } from 'konva/lib/Layer.js'
import type { Stage as KonvaStage } from 'konva/lib/Stage.js'
import { Layer, Stage } from 'react-konva/lib/ReactKonvaCore.js'
import { startStudio } from './studioStage.ts'
import { strings } from '../strings/strings.ts'
import { HandleList } from './hands/HandleList.tsx'
import { MeasureEnds } from './hands/MeasureEnds.tsx'
import { ObjectList } from './hands/ObjectList.tsx'
import { PatchHandles } from './hands/PatchHandles.tsx'
import { SnapshotPeek } from './SnapshotPeek.tsx'
import './studioCanvas.css'

/** The photo with dots and handles. React only mounts it: drawing follows the stores, once a frame at the most. */
export function StudioCanvas() {
  const holder = useRef<HTMLDivElement>(null)
  const stage = useRef<KonvaStage>(null)
  const tiles = useRef<KonvaLayer>(null)
  const over = useRef<KonvaLayer>(null)
  useEffect(() => {
    if (!holder.current || !stage.current || !tiles.current || !over.current) return
    return startStudio(holder.current, stage.current, tiles.current, over.current)
  }, [])
  return (
    <div
      ref={holder}
      className="studio-canvas"
      role="application"
      tabIndex={0}
      // Until the photo is drawn.
      aria-busy
      aria-label={strings.overlay.label}
      aria-describedby="studio-canvas-help"
    >
      <Stage ref={stage} className="studio-stage" listening={false} width={1} height={1}>
        <Layer ref={tiles} listening={false} />
        <Layer ref={over} listening={false} />
      </Stage>
      <p id="studio-canvas-help" className="unseen">
        {strings.overlay.help}
      </p>
      <HandleList />
      <ObjectList />
      <MeasureEnds />
      <PatchHandles />
      <SnapshotPeek />
    </div>
  )
}
