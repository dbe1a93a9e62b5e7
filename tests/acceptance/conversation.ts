import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NPS } from './feedback.ts'

/** What came back for one question, all of it so far. */
export interface Answer {
  readonly text: string
  readonly pictures: readonly Uint8Array[]
  readonly files: readonly { readonly name: string; readonly text: string }[]
  /** The labels of the buttons. */
  readonly buttons: readonly string[]
  /** Nobody but who asked can see it. */
  readonly alone: boolean
}

export type Person = 'admin' | 'stranger'
export type Done = (answer: Answer) => boolean

/** A conversation with the bot through a server that speaks a platform's protocol. */
export interface Chat {
  /** Asks where others read along, unless `direct`; returns the answer once it is all there. */
  ask(person: Person, line: string, done: Done, options?: { direct?: true }): Promise<Answer>
  /** Presses a button of the latest answer; returns what then stands in its place. */
  press(label: string, done: Done): Promise<Answer>
  /** The one-time code that the program printed. */
  readonly code: string
  /** The button to press, and what its answer says; “By store” unless said otherwise. */
  readonly button?: { readonly label: string; readonly says: string }
  /** Nobody else reads along, so that nothing needs to be linked. */
  readonly isPrivate?: true
  /** What the server, or the check before it, found wrong with the calls. */
  violations(): readonly string[]
  close(): Promise<void>
}

const SCENARIOS = {
  stranger: 'a stranger is told that they may not ask, and no number',
  link: 'the code that was printed at the start lets the first administrator in',
  picture: '“nps last 30 days” is answered with the number and a picture',
  button: 'a button brings the next answer',
  private: 'an answer with names is for the caller alone',
  help: 'help lists the commands',
  mistake: 'a wrong word is answered with what would be right',
  text: 'an answer as text has no picture',
  csv: 'an answer as CSV is a file',
} as const

/** What a server cannot do, with the reason. */
export type Gaps = Readonly<Partial<Record<keyof typeof SCENARIOS, string>>>

/** A chart's page is this wide, drawn once or twice as large. */
const WIDTHS = [900, 1800]
const LEAST_HEIGHT = 300

/** Returns the size of a PNG picture by its header; throws where the bytes are none. */
export function sizeOf(picture: Uint8Array): { readonly width: number; readonly height: number } {
  const bytes = Buffer.from(picture)
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  expect(bytes.subarray(-8, -4).toString('latin1')).toBe('IEND')
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** Returns an answer as the message of a failed test shows it. */
export function asText({ pictures, ...answer }: Answer): string {
  return JSON.stringify({ ...answer, pictures: pictures.map(({ length }) => length) })
}

/** Whether the answer has come with its number. */
export function hasNumber({ text }: Answer): boolean {
  return text.includes(NPS.value) && text.includes(NPS.answers)
}

/** Holds the same conversation on every server, in this order; `more` may go on with it. */
export function describeConversation<Opened extends Chat>(
  open: () => Promise<Opened>,
  gaps: Gaps = {},
  more: (chat: () => Opened) => void = () => undefined,
): void {
  let chat: Opened
  beforeAll(async () => {
    chat = await open()
  })
  afterAll(() => chat?.close())

  function scenario(name: keyof typeof SCENARIOS, hold: () => Promise<void>): void {
    test(SCENARIOS[name], async ({ skip }) => {
      const gap = gaps[name]
      if (gap !== undefined) skip(gap)
      await hold()
      expect(chat.violations()).toEqual([])
    })
  }

  describe('the conversation', () => {
    scenario('stranger', async () => {
      const answer = await chat.ask('stranger', 'nps last 30 days', ({ text }) => text !== '')
      expect(answer.text).toMatch(/no access/)
      expect(answer.text).not.toContain(NPS.value)
      expect(answer.pictures).toEqual([])
      expect(answer.alone).toBe(true)
    })

    scenario('link', async () => {
      const { text } = await chat.ask('admin', `link ${chat.code}`, ({ text }) => text !== '', {
        direct: true,
      })
      expect(text).toMatch(/admin/i)
      if (chat.isPrivate) return
      const here = await chat.ask('admin', 'link here', ({ text }) => text !== '')
      expect(here.text).toMatch(/link/i)
    })

    scenario('picture', async () => {
      const answer = await chat.ask('admin', 'nps last 30 days', (each) => {
        return hasNumber(each) && each.pictures.length > 0 && each.buttons.length > 0
      })
      expect(answer.alone).toBe(chat.isPrivate === true)
      const [picture] = answer.pictures
      const { height, width } = sizeOf(picture ?? new Uint8Array())
      expect(WIDTHS).toContain(width)
      expect(height).toBeGreaterThan(LEAST_HEIGHT)
    })

    scenario('button', async () => {
      await chat.ask(
        'admin',
        'nps last 30 days as text',
        (each) => hasNumber(each) && each.buttons.length > 0,
      )
      const { label, says } = chat.button ?? { label: 'By store', says: 'No group differs' }
      await chat.press(label, ({ text }) => text.includes(says))
    })

    scenario('private', async () => {
      const answer = await chat.ask('admin', 'authors last 30 days as table', ({ text }) => {
        return text.includes('7 in 60 messages')
      })
      expect(answer.alone).toBe(true)
    })

    scenario('help', async () => {
      const answer = await chat.ask('admin', 'help', ({ text }) => text.includes('aspects'))
      expect(answer.text).toContain('nps')
    })

    scenario('mistake', async () => {
      const answer = await chat.ask('admin', 'nps lats 30 days', ({ text }) => text !== '')
      expect([answer.text, ...answer.buttons].join(' ')).toContain('nps last 30 days')
      expect(answer.alone).toBe(true)
    })

    scenario('text', async () => {
      const answer = await chat.ask('admin', 'nps last 30 days as text', hasNumber)
      expect(answer.pictures).toEqual([])
    })

    scenario('csv', async () => {
      const answer = await chat.ask('admin', 'nps last 30 days by store as csv', ({ files }) => {
        return files.length > 0
      })
      const [file] = answer.files
      expect(file?.name).toMatch(/\.csv$/)
      expect(file?.text).toContain('"Harbour"')
    })
  })
  more(() => chat)
}
