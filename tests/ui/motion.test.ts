import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const sheets = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css'))

describe('what moves', () => {
  it('moves once: nothing on the screen loops', () => {
    expect(sheets.length).toBeGreaterThan(10)
    const looping = sheets.filter((file) =>
      /\binfinite\b|animation-iteration-count/.test(readFileSync(join('src', file), 'utf8')),
    )
    expect(looping).toEqual([])
  })
})
