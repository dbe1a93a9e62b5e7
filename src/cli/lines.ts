import type { InputStream } from './shell.ts'

/** A line beyond this many characters is cut: nothing else bounds what a pipe sends. */
const LONGEST_LINE = 8_388_608

/**
 * Yields the lines of a UTF-8 stream as they come, without their ends; the next
 * piece is read when the lines of the last are done with.
 */
export async function* linesOf(input: InputStream): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of input) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    const lines = text.split('\n')
    lines[0] = rest + (lines[0] ?? '')
    rest = lines.pop() ?? ''
    if (rest.length > LONGEST_LINE) rest = rest.slice(0, LONGEST_LINE)
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line
  }
  rest += decoder.decode()
  if (rest !== '') yield rest.endsWith('\r') ? rest.slice(0, -1) : rest
}
