import { useEffect } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import { useStore } from 'zustand'
import type { Design, FillSettings } from '../../../core/design/design.ts'
import { HEALED } from '../../../core/pigment/ageing.ts'
import { fillTone } from '../../../core/pigment/meanTone.ts'
import { shades } from '../../../core/pigment/pigment.ts'
import { learnSkinTone, skinStore } from '../../../store/skinStore.ts'
import { strings } from '../../strings/strings.ts'
import { SkinPatch } from './SkinPatch.tsx'

const t = strings.dots
/** CSS px; three millimetres of skin, large enough to tell its dots. */
const PATCH = { width: 32, height: 38, pxPerMm: 11, bareMm: 0.9 } as const

/** The patient's bare skin, linear light; null until it is known. */
export function useSkinTone(design: Design) {
  useEffect(() => void learnSkinTone(design), [design])
  return useStore(skinStore, (s) => (s.photoHash === design.photo.hash ? s.tone : null))
}

/**
 * The shades as this fill shows them healed on this patient's skin, whatever day is on the screen: a shade is chosen by what
 * stays. As in the bottle until the skin is known.
 */
export function ShadeLadder(props: { design: Design; onChange(part: Partial<FillSettings>, label: string): void }) {
  const { design, onChange } = props
  const { fill } = design
  const skin = useSkinTone(design)
  return (
    <RadioGroup
      className={`shades ${skin ? 'shades-on-skin' : ''}`}
      aria-label={t.shade}
      orientation="horizontal"
      value={`${fill.shade}`}
      onChange={(value) => onChange({ shade: Number(value) }, strings.edits.shade)}
    >
      {shades.map((shade, i) => (
        <Radio key={shade.id} value={`${i}`} className="shade" aria-label={shade.name}>
          {skin ? (
            <SkinPatch skin={skin} tone={fillTone({ ...fill, shade: i, moment: HEALED })} {...PATCH} />
          ) : (
            <span className="shade-colour" style={{ backgroundColor: shade.swatch }} />
          )}
        </Radio>
      ))}
    </RadioGroup>
  )
}
