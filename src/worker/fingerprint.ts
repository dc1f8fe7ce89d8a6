/** Two independent 32-bit hashes over every byte of some arrays, in their order: tells whether they hold the same. */
export function fingerprint(arrays: Iterable<ArrayBufferView>): string {
  let a = 1
  let b = 2
  for (const array of arrays) {
    const { buffer, byteOffset, byteLength } = array
    a = Math.imul(a ^ byteLength, 0x01000193)
    const whole = byteOffset % 4 === 0 ? byteLength >> 2 : 0
    const words = new Uint32Array(buffer, whole > 0 ? byteOffset : 0, whole)
    for (let i = 0; i < whole; i++) {
      a = Math.imul(a ^ words[i]!, 0x01000193)
      b = Math.imul((b << 5) ^ (b >>> 27) ^ words[i]!, 0x85ebca6b)
    }
    const rest = new Uint8Array(buffer, byteOffset + whole * 4, byteLength - whole * 4)
    for (const byte of rest) {
      a = Math.imul(a ^ byte, 0x01000193)
      b = Math.imul((b << 5) ^ (b >>> 27) ^ byte, 0x85ebca6b)
    }
  }
  return `${a >>> 0}.${b >>> 0}`
}

/** The same over some elements of each: tells whether what is chosen of two sets of arrays is the same. */
export function fingerprintOf(arrays: Iterable<ArrayBufferView>, indices: Uint32Array): string {
  let a = 1
  let b = 2
  for (const array of arrays) {
    const { buffer, byteOffset, byteLength } = array
    const each = array instanceof Uint8Array ? array : new Uint32Array(buffer, byteOffset, byteLength >> 2)
    a = Math.imul(a ^ indices.length, 0x01000193)
    for (let k = 0; k < indices.length; k++) {
      const value = each[indices[k]!]!
      a = Math.imul(a ^ value, 0x01000193)
      b = Math.imul((b << 5) ^ (b >>> 27) ^ value, 0x85ebca6b)
    }
  }
  return `${a >>> 0}.${b >>> 0}`
}
