import '../../src/worker/engine.worker.ts'

/** The engine itself, and a message that lets it fail in the midst of its work. */
addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (data === 'hang') for (;;);
  // More than a browser gives: what a worker that has used its memory up ends by.
  if (data === 'fill memory') postMessage(new ArrayBuffer(2 ** 52))
})
