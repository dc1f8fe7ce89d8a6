import { Copier } from './copier.ts'

/** Told the name of a database, it copies what has changed, and says whether it could. */
let copier: Copier | null = null
let last: Promise<void> = Promise.resolve()

addEventListener('message', ({ data }: MessageEvent<string>) => {
  const mine = (copier ??= new Copier(data))
  last = last
    .then(() => mine.run())
    .then(
      () => postMessage(true),
      () => postMessage(false),
    )
})
