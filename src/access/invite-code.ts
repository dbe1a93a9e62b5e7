import { createHash, randomBytes } from 'node:crypto'

/** Crockford's base 32: no letter that is read as another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16
const READ_AS: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }

/** Returns a new code of 80 random bits, such as `7K2M-9QXA-4TBN-0WZD`. */
export function newInviteCode(random: (size: number) => Uint8Array = randomBytes): string {
  const letters = [...random(LENGTH)].map((byte) => LETTERS[byte % LETTERS.length])
  return letters.join('').replace(/.{4}(?=.)/g, '$&-')
}

/** Returns whether a word can be a code, however it is spelt. */
export function isInviteCode(word: string): boolean {
  return plain(word).length === LENGTH && /^[0-9A-HJKMNP-TV-Z]+$/.test(plain(word))
}

/** Returns what is stored of a code: it cannot be turned back, and guessing 80 bits is hopeless. */
export function inviteHash(code: string): string {
  return createHash('sha256')
    .update(`cxbot invite ${plain(code)}`)
    .digest('base64url')
}

function plain(word: string): string {
  return word
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[OIL]/g, (letter) => READ_AS[letter] ?? letter)
}
