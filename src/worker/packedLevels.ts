import { packPixels, unpackPixels, type PackedPixels } from '../core/pixels/packedPixels.ts'
import { askForCollection } from './collection.ts'
import { cut, halved, type PhotoPixels, type Pixels } from './photoLevels.ts'
import { turnEvery } from './turns.ts'

/** Side of the squares in which a level is packed: a tile of a picture needs few that it does not fill. */
const BLOCK_PX = 128
/** Levels with fewer px than this stay as they are. */
const LEAST_PX = 1_500_000
/** A level that nobody has asked for so long is packed. */
const REST_MS = 2000
/** Between two looks at the messages. */
const SLICE_MS = 8

const isLarge = (pixels: Pixels | null): pixels is Pixels => pixels !== null && pixels.width * pixels.height >= LEAST_PX

type PackedLevel = Pick<Pixels, 'width' | 'height'> & { readonly blocks: readonly PackedPixels[] }

/**
 * The levels of a photo, held in a third of their bytes while they rest: 16 MP are 67 MB. Parts are read from what is
 * packed; whoever needs a level as a whole gets it unpacked, and it is held so until it rests again.
 * @param isOpen whether the photo is still to be held
 */
export function packedLevels(full: Pixels, isOpen: () => boolean): Required<Pick<PhotoPixels, 'level' | 'part'>> {
  const whole: (Pixels | null)[] = [full]
  const packed: (PackedLevel | undefined)[] = []
  let asked = performance.now()
  let waits = false

  function levelOf(level: number): Pixels {
    const known = packed[level]
    const pixels = whole[level] ?? (known ? unpacked(known) : halved(levelOf(level - 1)))
    whole[level] = pixels
    return pixels
  }

  function restLater(): void {
    if (waits) return
    waits = true
    setTimeout(async () => {
      if (!isAsked()) await rest()
      waits = false
      if (isOpen() && whole.some(isLarge)) restLater()
    }, REST_MS)
  }
  const isAsked = () => performance.now() - asked < REST_MS

  async function rest(): Promise<void> {
    const turn = turnEvery(SLICE_MS, isOpen)
    for (const [level, pixels] of whole.entries())
      if (isLarge(pixels)) packed[level] ??= (await packedInSlices(pixels, turn)) ?? undefined
    if (isAsked()) return
    for (const level of packed.keys()) if (packed[level]) whole[level] = null
    askForCollection()
  }

  restLater()
  return {
    level(level) {
      asked = performance.now()
      const pixels = levelOf(level)
      restLater()
      return pixels
    },
    part(level, x, y, width, height) {
      const known = packed[level]
      if (whole[level] || !known) return cut(levelOf(level), x, y, width, height)
      return cutPacked(known, x, y, width, height)
    },
  }
}

async function packedInSlices(
  { rgba, width, height }: Pixels,
  turn: () => Promise<boolean>,
): Promise<PackedLevel | null> {
  const blocks: PackedPixels[] = []
  for (let y = 0; y < height; y += BLOCK_PX) {
    for (let x = 0; x < width; x += BLOCK_PX) {
      if (!(await turn())) return null
      const [across, down] = [Math.min(BLOCK_PX, width - x), Math.min(BLOCK_PX, height - y)]
      blocks.push(packPixels(rgba, across, down, width, y * width + x))
    }
  }
  return { width, height, blocks }
}

function unpacked({ width, height, blocks }: PackedLevel): Pixels {
  const rgba = new Uint8ClampedArray(width * height * 4)
  const across = Math.ceil(width / BLOCK_PX)
  for (const [i, block] of blocks.entries())
    unpackPixels(block, rgba, width, (Math.floor(i / across) * width + (i % across)) * BLOCK_PX)
  return { width, height, rgba }
}

/** As `cut` of the whole. */
function cutPacked({ width, height, blocks }: PackedLevel, x: number, y: number, w: number, h: number) {
  const inside = (at: number, length: number) => Math.max(0, Math.min(length - 1, at))
  const first = (at: number, length: number) => Math.floor(inside(at, length) / BLOCK_PX)
  const [left, top] = [first(x, width), first(y, height)]
  const [right, bottom] = [first(x + w - 1, width), first(y + h - 1, height)]
  const across = Math.ceil(width / BLOCK_PX)
  const part = {
    width: Math.min(width, (right + 1) * BLOCK_PX) - left * BLOCK_PX,
    height: Math.min(height, (bottom + 1) * BLOCK_PX) - top * BLOCK_PX,
  }
  const rgba = new Uint8ClampedArray(part.width * part.height * 4)
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const at = ((row - top) * part.width + column - left) * BLOCK_PX
      unpackPixels(blocks[row * across + column]!, rgba, part.width, at)
    }
  return cut({ ...part, rgba }, x - left * BLOCK_PX, y - top * BLOCK_PX, w, h)
}
