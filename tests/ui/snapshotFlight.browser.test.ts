import { afterEach, expect, it, vi } from 'vitest'
import { flyTo } from '../../src/ui/shell/strip/snapshotFlight.ts'

afterEach(() => {
  document.body.replaceChildren()
  vi.restoreAllMocks()
})

function strip(): HTMLImageElement {
  const canvas = document.body.appendChild(document.createElement('div'))
  canvas.className = 'studio-canvas'
  canvas.style.cssText = 'position:fixed;left:0;top:0;width:400px;height:300px'
  const picture = document.body.appendChild(document.createElement('img'))
  picture.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='
  picture.style.cssText = 'position:fixed;left:40px;top:340px;width:80px;height:50px'
  return picture
}

const flying = () => document.querySelector<HTMLImageElement>('.flying-shot')

it('a snapshot that was just saved flies from the photo to its place in the strip, and leaves nothing behind', async () => {
  flyTo(strip())
  const [x, y] = [flying()!.getBoundingClientRect().x, flying()!.getBoundingClientRect().y]
  expect(y).toBeLessThan(300)
  expect(x).toBeLessThan(200)
  expect(flying()!.alt).toBe('')
  await expect.poll(flying).toBeNull()
})

it('moves nothing for whoever has asked for that', () => {
  vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: true } as MediaQueryList)
  flyTo(strip())
  expect(flying()).toBeNull()
})
