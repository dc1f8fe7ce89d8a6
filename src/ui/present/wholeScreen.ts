/** Takes the whole screen where the browser lets it; only a press of the user may ask for it. */
export function takeScreen(): void {
  const { documentElement: page } = document
  // On a phone without it the page alone is all there is.
  page.requestFullscreen?.({ navigationUI: 'hide' }).catch(() => {})
}

export function giveScreenBack(): void {
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {})
}

/** Hears when somebody else gives it back: Esc, or a gesture of the system. */
export function onScreenGivenBack(heard: () => void): () => void {
  let taken = document.fullscreenElement !== null
  const onChange = () => {
    const isTaken = document.fullscreenElement !== null
    if (taken && !isTaken) heard()
    taken = isTaken
  }
  document.addEventListener('fullscreenchange', onChange)
  return () => document.removeEventListener('fullscreenchange', onChange)
}

/** Keeps the screen from going dark, and takes that up again when the page comes back. Gives back what ends it. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null
  let ended = false
  const ask = async () => {
    if (ended || document.hidden || !('wakeLock' in navigator)) return
    try {
      const got = await navigator.wakeLock.request('screen')
      if (ended) await got.release()
      else lock = got
    } catch {
      // A low battery may refuse: then the screen does as it always does.
    }
  }
  const onVisible = () => void ask()
  void ask()
  document.addEventListener('visibilitychange', onVisible)
  return () => {
    ended = true
    document.removeEventListener('visibilitychange', onVisible)
    void lock?.release().catch(() => {})
  }
}
