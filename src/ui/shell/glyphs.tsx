import type { SVGProps } from 'react'
import type { HairlineStyle, LaidStyle } from '../../core/design/design.ts'

/** Own icons in the manner of lucide: 24 units, round ends, stroke 1.6. */
function Glyph({ children, ...rest }: SVGProps<SVGSVGElement>) {
  return (
    <svg
      className="glyph"
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      {...rest}
    >
      {children}
    </svg>
  )
}

export function HairlineGlyph() {
  return (
    <Glyph>
      <path d="M3.500 17c0-5.500 1.600-9.500 4.300-9.500 2 0 2.700 2.300 4.200 2.300s2.200-2.300 4.200-2.300c2.700 0 4.300 4 4.300 9.500" />
      <g fill="currentColor" stroke="none">
        <circle cx="3.500" cy="17" r="1.700" />
        <circle cx="7.800" cy="7.500" r="1.700" />
        <circle cx="16.200" cy="7.500" r="1.700" />
        <circle cx="20.500" cy="17" r="1.700" />
      </g>
    </Glyph>
  )
}

const dotPlaces = [
  [10, 4.4],
  [14.6, 4.8],
  [6.4, 7.8],
  [11.6, 8.6],
  [17, 8.4],
  [4.4, 12.6],
  [8.8, 12.2],
  [13.6, 12.8],
  [18.8, 12.8],
  [6.6, 16.8],
  [11, 17.2],
  [15.6, 17],
  [13.2, 20.4],
] as const

export function DotsGlyph() {
  return (
    <Glyph fill="currentColor" stroke="none">
      {dotPlaces.map(([x, y]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r="1.15" />
      ))}
    </Glyph>
  )
}

export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
      <path
        d="M6.500 25.500c0-2.400.3-4.800.9-7C8.600 12.600 11.700 8 16 8s7.400 4.600 8.600 10.500c.6 2.200.9 4.600.9 7"
        fill="none"
        stroke="#ededed"
        strokeWidth="2.400"
        strokeLinecap="round"
      />
      <g fill="#3aa8ff">
        <circle cx="16" cy="15.400" r="1.300" />
        <circle cx="12.600" cy="19.600" r="1.300" />
        <circle cx="16" cy="19.800" r="1.300" />
        <circle cx="19.400" cy="19.600" r="1.300" />
        <circle cx="14.200" cy="24" r="1.300" />
        <circle cx="17.800" cy="24" r="1.300" />
      </g>
    </svg>
  )
}

/** The line of each style under the arch of a head, 48 x 38 units. */
const styleLines: Record<LaidStyle, string> = {
  mature: 'M6.500 32c1.200-7.500 4-17 8-17 3.400 0 5.300 5 9.500 5s6.100-5 9.500-5c4 0 6.800 9.500 8 17',
  rounded:
    'M6.500 32c1.600-6 2.800-9.500 4.200-11.600C13.400 16.300 18.500 15 24 15s10.600 1.300 13.300 5.400c1.400 2.100 2.600 5.600 4.200 11.600',
  straight: 'M6.500 32l4.600-13.200c.4-1.100 1-1.600 2.200-1.600h21.400c1.200 0 1.800.5 2.200 1.600L41.500 32',
  widowsPeak:
    'M6.500 32c1.600-7 4.200-13.800 7.700-13.800 4 0 6.200 4.700 9.800 8.300 3.600-3.600 5.800-8.300 9.800-8.300 3.500 0 6.100 6.800 7.700 13.800',
  receded:
    'M6.500 32C8 22.500 10.300 12 14.500 12c4.300 0 5 9.500 9.500 9.500S29.200 12 33.500 12c4.200 0 6.500 10.500 8 20',
  female:
    'M6.500 34c.9-4.800 2.900-9.300 6.500-11.900 3.200-2.300 7-3.100 11-3.100s7.800.8 11 3.100c3.600 2.600 5.600 7.100 6.500 11.900',
}

/** Hairs from which a traced line begins, and the line that follows them. */
const tracedHairs = [
  'M9.800 21.500l-2.600-4',
  'M13.500 16l-1.200-5',
  'M19.200 18.500l-.6-5.500',
  'M24.500 20l.2-5.500',
  'M30 18.300l.9-5.500',
  'M35 15.800l1.700-4.800',
  'M38.500 21l2.600-3.800',
]
const tracedLine =
  'M6.500 32c1-6.500 2.500-12.500 6-14 4-1.700 7 3.800 11.500 3.800s6.500-5.300 10.700-4.300c4 1 5.800 8 6.800 14.500'

export function StyleGlyph({ style }: { style: HairlineStyle }) {
  return (
    <svg className="style-glyph" viewBox="0 0 48 40" width="48" height="40" fill="none" aria-hidden="true">
      <path className="style-head" d="M3 38C3 19 10.500 5 24 5s21 14 21 33" strokeWidth="1.400" strokeLinecap="round" />
      {style === 'nativeTrace' && (
        <path className="style-hairs" d={tracedHairs.join('')} strokeWidth="1.200" strokeLinecap="round" />
      )}
      <path
        d={style === 'nativeTrace' ? tracedLine : styleLines[style]}
        stroke="currentColor"
        strokeWidth="1.700"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
