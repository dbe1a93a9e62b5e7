import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registry } from '../../commands/index.ts'
import type { AdapterHost } from '../../src/core/adapter.ts'
import type { Reply, Text } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { madeHost, type SampleBot } from './sample-bot.ts'

/** What one adapter does with replies, to be looked at. */
export interface Stage {
  /** Shows a reply as the platform would, and returns every word that a person there can read. */
  show(reply: Reply): Promise<string>
  /** What the platform found wrong with the calls. */
  violations(): readonly string[]
  close(): Promise<void>
}

/** What every adapter must do: say what the commands answered, in its own way. */
export function describeAdapter(open: (host: AdapterHost) => Promise<Stage>): void {
  let bot: SampleBot
  let stage: Stage
  beforeAll(async () => {
    bot = await madeHost()
    stage = await open(bot.host)
  })
  afterAll(async () => {
    await stage.close()
    await bot.close()
  })

  describe('says what was answered', () => {
    test.each(registry.commands.map(({ name }) => name))('to %s', async (name) => {
      const line = translator('en')(`commands:${name}.example` as never)
      const reply = await bot.ask(line)
      if (reply.kind === 'form') return
      const said = wordsOf(await stage.show(reply))
      for (const words of told(reply)) expect(said).toContain(wordsOf(words))
      expect(stage.violations()).toEqual([])
    })

    test.each(['nps last-week by store as table', 'quotes last month', 'npss last-week', 'help'])(
      'to “%s”',
      async (line) => {
        const reply = await bot.ask(line)
        const said = wordsOf(await stage.show(reply))
        for (const words of told(reply)) expect(said).toContain(wordsOf(words))
        expect(stage.violations()).toEqual([])
      },
    )
  })
}

/** The sentences of a reply that must be read everywhere; narrow tables may shorten a cell. */
function told(reply: Reply): readonly string[] {
  if (reply.kind === 'notice') return [asText(reply.text)]
  if (reply.kind === 'form') return [reply.title]
  /** Under a chart the table may be a press away. */
  const drawn = reply.view === 'chart' && reply.blocks.some(({ type }) => type === 'chart')
  return reply.blocks.flatMap((block) => {
    switch (block.type) {
      case 'headline':
        return [asText(block.text)]
      case 'quotes':
        return block.quotes.slice(0, 3).map(({ text }) => text.slice(0, 60))
      case 'table':
        return (drawn ? [] : block.rows)
          .slice(0, 2)
          .flatMap(([first]) => (typeof first === 'string' ? [first.slice(0, 12)] : []))
      default:
        return []
    }
  })
}

function asText(text: Text): string {
  return text.map((span) => span.text).join('')
}

/** Slack has no escapes for its marks: signs that look like them stand in their place. */
const LOOKALIKES = /[\u02cb\u02cd]/g

/** Letters and digits alone: how a platform sets them apart is its own. */
function wordsOf(text: string): string {
  return text
    .replace(LOOKALIKES, '')
    .replace(/&(lt|gt|amp|quot|#39);/g, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Every text in a value, in order. */
export function textsIn(value: unknown): string {
  if (typeof value === 'string') return value
  if (Buffer.isBuffer(value))
    return value.subarray(0, 4).toString('latin1') === '\x89PNG' ? '' : value.toString('utf8')
  if (value instanceof Set || value instanceof Map) return textsIn([...value.values()])
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .map(([key, each]) => (key === 'style' ? '' : textsIn(each)))
    .join(' ')
}
