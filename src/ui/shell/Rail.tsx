import { useEffect, useRef, type ReactNode } from 'react'
import {
  Brush,
  CircleHelp,
  CircleSlash2,
  Eraser,
  FlipVertical2,
  Grid3x3,
  Hand,
  Lasso,
  MousePointer2,
  MoveDiagonal,
  Ruler,
  SprayCan,
  SquareMousePointer,
} from 'lucide-react'
import { ToggleButtonGroup } from 'react-aria-components'
import { useStore } from 'zustand'
import { behindHairline } from '../../core/design/areas/area.ts'
import type { Design } from '../../core/design/design.ts'
import type { ToolName } from '../../core/tools/tool.ts'
import { committedDesign, designStore, type StudioState } from '../../store/designStore.ts'
import { setTool, stepOf, viewStore } from '../../store/viewStore.ts'
import { CommandButton } from './commands/CommandButton.tsx'
import { command, run } from './commands/commands.ts'
import { DotsGlyph, HairlineGlyph } from './glyphs.tsx'
import { RailTool } from './RailTool.tsx'
import { hasZones, variantsOf } from './commands/toolVariants.ts'
import { strings } from '../strings/strings.ts'

export const toolIcons: Record<ToolName, ReactNode> = {
  select: <MousePointer2 aria-hidden="true" />,
  hand: <Hand aria-hidden="true" />,
  scale: <Ruler aria-hidden="true" />,
  hairline: <HairlineGlyph />,
  brush: <Brush aria-hidden="true" />,
  lasso: <Lasso aria-hidden="true" />,
  eraser: <Eraser aria-hidden="true" />,
  exclude: <CircleSlash2 aria-hidden="true" />,
  density: <SprayCan aria-hidden="true" />,
  dots: <DotsGlyph />,
  zones: <SquareMousePointer aria-hidden="true" />,
  measure: <MoveDiagonal aria-hidden="true" />,
}

/** A line stands before the first of a group. */
const tools: readonly (ToolName | 'line')[] = [
  'select',
  'hand',
  'line',
  'scale',
  'hairline',
  'brush',
  'lasso',
  'eraser',
  'exclude',
  'density',
  'dots',
  'line',
  'zones',
  'measure',
]

const waysOf = new WeakMap<Design, string>()

/** A letter for each thing of the design that says which tools there are and how they can be used; null without a design. */
function waysNow(s: StudioState): string | null {
  const design = committedDesign(s)
  if (!design) return null
  const ways = waysOf.get(design) ?? `${hasZones(design) ? 'z' : ''}${behindHairline(design) ? 'b' : ''}`
  waysOf.set(design, ways)
  return ways
}

export function Rail({ inert }: { inert: boolean }) {
  const tool = useStore(viewStore, (s) => s.tool)
  const step = useStore(viewStore, (s) => s.step)
  const mirror = useStore(viewStore, (s) => s.mirror)
  const half = useStore(designStore, (s) => s.design?.hairline.only !== undefined)
  const guides = useStore(viewStore, (s) => s.guidesPinned)
  // By what of the design the tools depend on: else all of them are drawn anew whenever a hand lets go.
  const ways = useStore(designStore, waysNow)
  const design = ways === null ? null : committedDesign(designStore.getState())
  const insideHairline = useStore(viewStore, (s) => s.insideHairline)
  const lessDensity = useStore(viewStore, (s) => s.lessDensity)
  const rail = useRef<HTMLElement>(null)
  // A step takes its tool, which in a low window may be one that has to be scrolled to.
  useEffect(() => {
    const reveal = () =>
      rail.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    reveal()
    addEventListener('resize', reveal)
    return () => removeEventListener('resize', reveal)
  }, [tool])
  return (
    <section className="rail" ref={rail} inert={inert} aria-label={strings.railLabel}>
      <ToggleButtonGroup
        className="rail-tools"
        aria-label={strings.toolsLabel}
        orientation="vertical"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[tool]}
        onSelectionChange={(keys) => {
          const chosen = tools.find((name) => name !== 'line' && keys.has(name))
          // Zones are drawn on the plan.
          if (chosen === 'zones') run('tool.zones')
          else if (chosen && chosen !== 'line') setTool(chosen)
        }}
      >
        {tools.map((name, i) =>
          name === 'line' ? (
            <span key={`line ${i}`} className="rail-line" role="presentation" />
          ) : (
            (name !== 'zones' || hasZones(design)) && (
              <RailTool
                key={name}
                tool={name}
                elsewhere={(stepOf[name] ?? step) !== step}
                variants={design && variantsOf(name, design, { insideHairline, lessDensity })}
              >
                {toolIcons[name]}
              </RailTool>
            )
          ),
        )}
      </ToggleButtonGroup>
      <div className="rail-foot">
        <CommandButton
          command={command('mirror')}
          hint={strings.mirrorHint}
          className="rail-button"
          pressed={mirror && !half}
          placement="right"
        >
          <FlipVertical2 aria-hidden="true" />
        </CommandButton>
        <CommandButton command={command('guides')} className="rail-button" pressed={guides} placement="right">
          <Grid3x3 aria-hidden="true" />
        </CommandButton>
        <CommandButton command={command('shortcuts')} className="rail-button" placement="right">
          <CircleHelp aria-hidden="true" />
        </CommandButton>
      </div>
    </section>
  )
}
