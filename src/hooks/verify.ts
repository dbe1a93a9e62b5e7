import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Hook, HookDelivery, HookFault } from '../core/hook.ts'
import type { EpochSeconds } from '../core/identity.ts'

/** How far a clock may be off, before and behind. */
const TOLERANCE_SECONDS = 300
/** Tools that sign no time of sending try again for days: theirs is the time of the answer. */
const OLDEST_ANSWER_SECONDS = 7 * 86_400

export type Verdict =
  | {
      readonly type: 'genuine'
      /** The same delivery has the same nonce. */
      readonly nonce: string
      /** When the nonce need not be known any more: from then on the delivery is late. */
      readonly forgetAt: EpochSeconds
    }
  | { readonly type: 'refused'; readonly fault: HookFault }

/**
 * Tells whether a delivery was signed with one of the hook's keys and sent now: over the
 * raw body, in constant time. `json` and Formbricks sign as Standard Webhooks 1.0 says
 * (`webhook-id`, `webhook-timestamp`, `webhook-signature`), Typeform in `Typeform-Signature`,
 * Delighted in `X-Delighted-Webhook-Signature`; the last two sign no time of sending, so
 * that of the answer counts, which `saidAt` finds in the body.
 */
export function verifyDelivery(
  hook: Pick<Hook, 'preset' | 'keys'>,
  delivery: HookDelivery,
  now: EpochSeconds,
  saidAt: () => EpochSeconds | null,
): Verdict {
  const signed = signedPart(hook.preset, delivery)
  const valid = hook.keys.filter(({ until }) => until === null || now < until)
  const isGenuine =
    signed !== undefined &&
    valid.some(({ secret }) =>
      signed.signatures.some((each) => isSignedWith(signed.keyOf(secret), signed.content, each)),
    )
  if (!isGenuine) return { type: 'refused', fault: 'signature' }
  const sentAt = signed.sentAt === undefined ? saidAt() : signed.sentAt
  const oldest = signed.sentAt === undefined ? OLDEST_ANSWER_SECONDS : TOLERANCE_SECONDS
  if (sentAt === null || now - sentAt > oldest) return { type: 'refused', fault: 'late' }
  if (sentAt - now > TOLERANCE_SECONDS) return { type: 'refused', fault: 'future' }
  return {
    type: 'genuine',
    nonce: createHash('sha256').update(signed.content).digest('base64url'),
    forgetAt: (sentAt + oldest + 1) as EpochSeconds,
  }
}

interface SignedPart {
  readonly content: Uint8Array
  /** The bytes that this scheme takes a written key for. */
  readonly keyOf: (secret: string) => Uint8Array
  readonly signatures: readonly Uint8Array[]
  /** Undefined where the scheme signs no time; null where what stands there is none. */
  readonly sentAt: EpochSeconds | null | undefined
}

/** More signatures than a change of keys needs are not looked at. */
const MOST_SIGNATURES = 4

function signedPart(
  preset: Hook['preset'],
  { header, body }: HookDelivery,
): SignedPart | undefined {
  switch (preset) {
    case 'json':
    case 'formbricks': {
      const [id, timestamp] = [header('webhook-id') ?? '', header('webhook-timestamp') ?? '']
      if (id === '' || id.length > 256 || id.includes('.')) return undefined
      return {
        content: Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]),
        keyOf: standardKey,
        signatures: (header('webhook-signature') ?? '')
          .split(' ', MOST_SIGNATURES)
          .filter((each) => each.startsWith('v1,'))
          .map((each) => Buffer.from(each.slice(3), 'base64')),
        sentAt: /^\d{1,12}$/.test(timestamp) ? (Number(timestamp) as EpochSeconds) : null,
      }
    }
    case 'typeform':
      return ofBody(body, header('typeform-signature'), 'base64')
    case 'delighted':
      return ofBody(body, header('x-delighted-webhook-signature'), 'hex')
  }
}

function ofBody(
  body: Uint8Array,
  header: string | null,
  encoding: 'base64' | 'hex',
): SignedPart | undefined {
  const signature = /^sha256=(.{1,100})$/.exec(header ?? '')?.[1]
  if (signature === undefined) return undefined
  return {
    content: body,
    keyOf: (secret) => Buffer.from(secret),
    signatures: [Buffer.from(signature, encoding)],
    sentAt: undefined,
  }
}

function isSignedWith(key: Uint8Array, content: Uint8Array, signature: Uint8Array): boolean {
  const right = createHmac('sha256', key).update(content).digest()
  return signature.length === right.length && timingSafeEqual(signature, right)
}

/** Standard Webhooks writes the bytes of a key in base64 behind `whsec_`. */
function standardKey(secret: string): Uint8Array {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret)
}
