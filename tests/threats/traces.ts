/** Letters of a secret that in a row count as a trace of it. */
const WINDOW = 10

/** Returns the ways in which a piece of a secret may be written down. */
function writings(piece: string): readonly string[] {
  const bytes = Buffer.from(piece)
  const base64 = [0, 1, 2].map((shift) =>
    // The signs that hold bits of what stands before or behind are left out.
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64url')
      .slice(Math.ceil((shift * 8) / 6) + (shift > 0 ? 1 : 0))
      .slice(0, Math.floor((bytes.length * 8) / 6) - 2),
  )
  return [piece, bytes.toString('hex'), ...base64]
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

function piecesOf(secret: string): readonly string[] {
  return Array.from({ length: Math.ceil(secret.length / WINDOW) }, (_, at) => {
    const start = Math.min(at * WINDOW, secret.length - WINDOW)
    return secret.slice(start, start + WINDOW)
  })
}

/** Returns the pieces of secrets that stand in a text as they are, in hexadecimal or in Base64. */
export function plainTracesIn(text: string, secrets: readonly string[]): readonly string[] {
  return secrets
    .flatMap(piecesOf)
    .filter((piece) => writings(piece).some((writing) => text.includes(writing)))
}

/** The same, also where they are percent-encoded or cut up by line ends, spaces and quotes. */
export function tracesIn(text: string, secrets: readonly string[]): readonly string[] {
  const forms = [text, percentDecoded(text)].flatMap((form) => [
    form,
    form.replace(/[\s"'\\,+]/g, ''),
    form.replaceAll('+', '-').replaceAll('/', '_'),
  ])
  return [...new Set(forms.flatMap((form) => plainTracesIn(form, secrets)))]
}
