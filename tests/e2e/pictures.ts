import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { decodeSrgb, lightnessOf, luminance } from '../../src/core/pixels/colour.ts'
import { readPng, type Picture } from '../fixtures/png.ts'
import { atRest, button, canvas, expect, seenAt } from './studio.ts'

export type { Picture }

/** A rectangle in px. */
export interface Patch {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

let samplePhoto: Picture | null = null

/** The bundled photo as the browser decodes it. */
export async function photoOf(page: Page): Promise<Picture> {
  if (samplePhoto) return samplePhoto
  const jpeg = readFileSync(new URL('../../public/sample/hairline.jpg', import.meta.url))
  const url = await page.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
    const png = await canvas.convertToBlob({ type: 'image/png' })
    return new Promise<string>((resolve, reject) => {
      const reader = new FileReader()
      reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '')
      reader.onerror = () => reject(new Error('The photo could not be read.'))
      reader.readAsDataURL(png)
    })
  }, jpeg.toString('base64'))
  samplePhoto = readPng(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'))
  return samplePhoto
}

const screens = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name })

export async function toCompare(page: Page): Promise<void> {
  await screens(page, 'Compare').click()
  await expect(page.getByRole('slider', { name: 'Line between A and B' })).toBeVisible()
  await expect(page.getByText('Opening the snapshot')).toBeHidden()
}

export async function toStudio(page: Page): Promise<void> {
  await screens(page, 'Studio').click()
  await expect(canvas(page)).toBeVisible()
}

/** Freezes the design; it stands in the strip. */
export async function saveSnapshot(page: Page): Promise<void> {
  const strip = page.getByRole('region', { name: 'Snapshots' }).getByRole('button', { name: /^Options for/ })
  const before = await strip.count()
  await button(page, 'Save snapshot').click()
  await expect(strip).toHaveCount(before + 1)
  await expect(button(page, 'Save snapshot')).toBeEnabled()
}

/** From the Studio: freezes the design and exports it alone, nothing covered. Comes back to the Studio. */
export async function exported(page: Page): Promise<Picture> {
  await saveSnapshot(page)
  await toCompare(page)
  const { file } = await exportPicture(page, { what: 'B alone', hideFace: false })
  await toStudio(page)
  return readPng(file)
}

/** Exports from Compare; the file as it was downloaded, and its name. */
export async function exportPicture(
  page: Page,
  o: { what: 'A and B side by side' | 'A, B and C side by side' | 'B alone'; hideFace: boolean },
): Promise<{ name: string; file: Buffer }> {
  await button(page, 'Export').click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await dialog.getByRole('radio', { name: new RegExp(`^${o.what}`) }).check()
  const hide = dialog.getByRole('switch', { name: 'Hide face below brows' })
  await expect(hide).toBeChecked()
  await hide.setChecked(o.hideFace)
  // What journeys look at is the picture alone.
  const bar = dialog.getByRole('switch', { name: 'Scale bar' })
  if (await bar.isVisible()) await bar.setChecked(false)
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export picture' }).click()
  const download = await downloading
  const file = readFileSync(await download.path())
  await expect(dialog).toBeHidden()
  return { name: download.suggestedFilename(), file }
}

/** Mean linear red, green and blue of a patch. */
export function meanLight({ width, rgba }: Picture, patch: Patch): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0]
  for (let y = patch.y; y < patch.y + patch.height; y++) {
    for (let x = patch.x; x < patch.x + patch.width; x++) {
      const i = (y * width + x) * 4
      for (const k of [0, 1, 2] as const) sum[k] += decodeSrgb[rgba[i + k]!]!
    }
  }
  const n = patch.width * patch.height
  return [sum[0] / n, sum[1] / n, sum[2] / n]
}

export const lightness = ([r, g, b]: readonly [number, number, number]): number => lightnessOf(luminance(r, g, b))

/** L* of a patch's mean light. */
export const shadeOf = (picture: Picture, patch: Patch): number => lightness(meanLight(picture, patch))

/** L* of a patch of the canvas, once it rests. */
export async function shadeSeen(page: Page, patch: Patch): Promise<number> {
  return shadeOf(await seenAt(page, patch), { ...patch, x: 0, y: 0 })
}

/** A part of the page that holds canvases, once it stands still. */
export async function lookAt(part: Locator): Promise<Picture> {
  await atRest(part)
  return readPng(await part.screenshot())
}

/** The bytes of a patch. */
export function cropOf({ width, rgba }: Picture, patch: Patch): Buffer {
  const rows = Array.from({ length: patch.height }, (_, j) => {
    const from = ((patch.y + j) * width + patch.x) * 4
    return rgba.subarray(from, from + patch.width * 4)
  })
  return Buffer.concat(rows)
}

/** On the screen at fit: a square of filled scalp of the sample, canvas px. */
export async function screenPatch(page: Page, side = 60): Promise<Patch> {
  const box = await canvas(page).boundingBox()
  if (!box) throw new Error('There is no canvas.')
  return {
    x: Math.round(box.width / 2 - side / 2),
    y: Math.round(box.height * 0.24 - side / 2),
    width: side,
    height: side,
  }
}

/**
 * How many pixels of two pictures differ to the eye.
 * @param asidePx rows at the top and at the bottom that are not looked at
 */
export function different(a: Picture, b: Picture, asidePx = 0): number {
  let count = 0
  for (let i = asidePx * a.width * 4; i < (a.height - asidePx) * a.width * 4; i += 4)
    if ([0, 1, 2].some((k) => Math.abs(a.rgba[i + k]! - b.rgba[i + k]!) > 6)) count++
  return count
}
