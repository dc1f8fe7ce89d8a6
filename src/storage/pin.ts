import * as v from 'valibot'

/**
 * Rounds of PBKDF2-HMAC-SHA-256: OWASP Password Storage Cheat Sheet, section PBKDF2 (600,000 since 2023). It slows a search
 * down and no more: whoever can read the browser's files tries all 10,000 PINs of four digits in an hour or so.
 */
export const PIN_ITERATIONS = 600_000
const SALT_BYTES = 16
const HASH_BITS = 256

/** A PIN as it is kept: never itself. Base64. */
export const hashedPinSchema = v.object({
  salt: v.string(),
  hash: v.string(),
  iterations: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000)),
})
export type HashedPin = v.InferOutput<typeof hashedPinSchema>

/** 4 to 8 digits. */
export const isPinText = (text: string): boolean => /^[0-9]{4,8}$/.test(text)

/** Whether this page may hash at all: browsers give WebCrypto to https and to this device's own address only. */
export const canHashPin = (): boolean => globalThis.crypto?.subtle !== undefined

/**
 * With a new salt.
 * @throws RangeError for what is no PIN
 */
export async function hashPin(pin: string, iterations = PIN_ITERATIONS): Promise<HashedPin> {
  if (!isPinText(pin)) throw new RangeError('A PIN has 4 to 8 digits.')
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES))
  return { salt: base64(salt), hash: base64(await derived(pin, salt, iterations)), iterations }
}

/** Whether it is the PIN, by the number of rounds that it was kept with. */
export async function isThePin(pin: string, { salt, hash, iterations }: HashedPin): Promise<boolean> {
  return base64(await derived(pin, bytesOf(salt), iterations)) === hash
}

async function derived(pin: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, HASH_BITS),
  )
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
