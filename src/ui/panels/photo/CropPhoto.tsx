import { Crop as CropIcon } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { adjustmentsOf, withAdjustments } from '../../../core/design/adjustments.ts'
import { cropEdges, cutOff, LEAST_SHARE, wholeCrop, withEdge } from '../../../core/design/crop.ts'
import type { Design } from '../../../core/design/design.ts'
import { edit } from '../../../store/edits/designActions.ts'
import {
  cropShapes,
  cropStore,
  freeCropShape,
  shapeCrop,
  startCropping,
  stopCropping,
} from '../../canvas/hands/cropHand.ts'
import { adjustStrings as t } from '../../strings/adjustStrings.ts'
import { strings } from '../../strings/strings.ts'
import { ChoiceRow } from '../ChoiceRow.tsx'
import { designEdit } from '../editDesign.ts'
import { ScrubSlider } from '../ScrubSlider.tsx'

/** Leaves parts of the picture out: by hand on the canvas, or by the figures of its edges. */
export function CropPhoto({ design }: { design: Design }) {
  const { cropping, shape } = useStore(cropStore)
  const crop = adjustmentsOf(design).crop ?? wholeCrop
  const cut = cutOff(crop)
  // The hand that crops goes with the panel.
  useEffect(() => stopCropping, [])

  return (
    <div
      className="crop-photo"
      onKeyDown={(e) => {
        // As on the canvas; a field that is being typed into keeps its own.
        if (e.key !== 'Escape' || !cropping || (e.target as HTMLElement).matches('.figure-input')) return
        e.stopPropagation()
        stopCropping()
      }}
    >
      <div className="button-row adjust-straighten">
        <button
          type="button"
          className="button adjust-pipette"
          aria-pressed={cropping}
          onClick={() => (cropping ? stopCropping() : startCropping())}
        >
          <CropIcon size={16} aria-hidden="true" />
          {cropping ? t.cropDone : t.crop}
        </button>
        {adjustmentsOf(design).crop && (
          <button
            type="button"
            className="button"
            onClick={() => edit(withAdjustments(design, { crop: null }), t.edits.uncrop)}
          >
            {t.uncrop}
          </button>
        )}
      </div>
      {cropping && (
        <>
          <p className="note" role="status">
            {t.cropHelp}
          </p>
          <ChoiceRow label={t.shape} value={shape} options={cropShapes} names={t.shapes} onChange={shapeCrop} />
          {cropEdges.map((edge) => (
            <ScrubSlider
              key={edge}
              label={t.edges[edge]}
              value={cut[edge] * 100}
              min={0}
              max={Math.round((1 - LEAST_SHARE) * 100)}
              step={0.5}
              digits={1}
              unit="%"
              initial={0}
              {...freely(
                designEdit(strings.edits.change(t.edges[edge]), (base, value) =>
                  withAdjustments(base, {
                    crop: withEdge(adjustmentsOf(base).crop ?? wholeCrop, edge, value / 100),
                  }),
                ),
              )}
            />
          ))}
        </>
      )}
    </div>
  )
}

/** An edge that is set by its figure keeps no shape. */
const freely = (edits: ReturnType<typeof designEdit>): ReturnType<typeof designEdit> => ({
  ...edits,
  onShow(value) {
    freeCropShape()
    edits.onShow(value)
  },
})
