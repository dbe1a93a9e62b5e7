import { networkFault, SlackFault } from './api.ts'
import { isRecord, type Json, text } from './json.ts'
import { limits } from './limits.ts'

/** Posts to Slack's address for answers. Rejects with a SlackFault; `expired_url` once it no longer works. */
export async function postToResponseUrl(url: string, body: Json): Promise<void> {
  let response: Response
  let said: string
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(limits.callMilliseconds),
    })
    said = await response.text()
  } catch (error) {
    throw networkFault(error)
  }
  if (response.status === 429) {
    const seconds = Number(response.headers.get('retry-after'))
    throw new SlackFault({ type: 'rate-limited', seconds: seconds >= 1 ? Math.ceil(seconds) : 30 })
  }
  if (response.status >= 500) {
    throw new SlackFault({ type: 'unknown', reason: `http-${response.status}` })
  }
  const reason = reasonOf(said)
  if (response.ok && reason === null) return
  const gone = response.status === 404 || response.status === 403 || response.status === 410
  throw new SlackFault({ type: 'refused', reason: reason ?? (gone ? 'expired_url' : 'refused') })
}

/** Slack answers `ok`, or JSON with its reason. */
function reasonOf(said: string): string | null {
  let value: unknown
  try {
    value = JSON.parse(said)
  } catch {
    return /^(expired|used|invalid)_\w+$|^no_text$/.test(said.trim()) ? said.trim() : null
  }
  if (!isRecord(value) || value['ok'] !== false) return null
  return text(value['error']) ?? 'refused'
}
