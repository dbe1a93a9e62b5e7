import type { CorrectedPart } from '../core/analysis.ts'
import type { FeedbackPatch, NewFeedback } from '../core/feedback.ts'
import type { FeedbackId, WorkspaceId } from '../core/identity.ts'
import { PERSON_DIMENSIONS } from '../core/privacy.ts'
import type { Store } from '../core/store.ts'
import { maskName, maskPersonal } from '../privacy/mask.ts'
import { inTurns, readText } from './read-texts.ts'
import type { Readers } from './readers.ts'

/**
 * Returns the store, which reads every text before it is kept: the one place
 * through which feedback comes in. E-mail addresses, phone numbers and payment cards
 * are masked first, unless `keepPersonal`. Corrections teach the workspace's analyser.
 * Where there is no analyser, feedback is kept unread, which `onUnread` is told
 * once: it is read when what is stored is read anew.
 */
export function readingStore(
  store: Store,
  readers: Readers,
  onUnread: (fault: unknown) => void,
  keepPersonal = false,
): Store {
  const masked = <Item extends Pick<FeedbackPatch, 'text' | 'customer' | 'author'>>(
    item: Item,
  ): Item => {
    if (keepPersonal) return item
    const { text, customer, author } = item
    const said = text == null ? text : maskPersonal(text).text
    const names = {
      ...(customer != null && { customer: maskName(customer) }),
      ...(author != null && { author: maskName(author) }),
    }
    const isSame =
      said === text &&
      (names.customer ?? customer) === customer &&
      (names.author ?? author) === author
    return isSame ? item : { ...item, ...(said !== undefined && { text: said }), ...names }
  }

  let told = false
  async function unlessBroken<Result>(
    work: () => Promise<Result>,
    unread: Result,
  ): Promise<Result> {
    try {
      return await work()
    } catch (fault) {
      if (!told) onUnread(fault)
      told = true
      return unread
    }
  }

  async function read(
    workspace: WorkspaceId,
    given: readonly NewFeedback[],
  ): Promise<readonly NewFeedback[]> {
    const items = given.map(masked)
    if (items.every((item) => isRead(item))) return items
    return await unlessBroken(async () => {
      const analyzer = await readers.of(workspace)
      return await inTurns(items, (item) =>
        item.text === null || isRead(item)
          ? item
          : { ...item, analysis: readText(analyzer, item.text, item.lang) },
      )
    }, items)
  }

  /** A part that was corrected before is unlearned first: what is taught is what holds. */
  async function learn(workspace: WorkspaceId, id: FeedbackId, part: CorrectedPart): Promise<void> {
    const feedback = await store.feedback(workspace, id)
    if (!feedback?.text) return
    const holding = (await store.corrections(workspace, id)).filter(
      (each) => each.undoneBy === null && isSamePart(each.part, part),
    )
    const before = holding.at(-2)
    if (before === undefined) {
      const { text, lang } = feedback
      await readers.learn(workspace, { id, text, lang }, part)
    } else if (before.part.to !== part.to) await readers.relearn(workspace)
  }

  const reading: Pick<
    Store,
    'ingest' | 'add' | 'edit' | 'correct' | 'undoCorrection' | 'atomically' | 'privacy' | 'findName'
  > = {
    /** Who is asked for by an address is kept under the hash of it. */
    async findName(workspace, dimension, name) {
      const found = await store.findName(workspace, dimension, name)
      const isPerson = PERSON_DIMENSIONS.some((each) => each === dimension)
      if (found !== undefined || !isPerson || maskName(name) === name) return found
      return await store.findName(workspace, dimension, maskName(name))
    },
    ingest: async (workspace, batch) =>
      store.ingest(workspace, { ...batch, items: await read(workspace, batch.items) }),
    async add(workspace, item) {
      const [known = item] = await read(workspace, [item])
      return await store.add(workspace, known)
    },
    async edit(workspace, id, given) {
      const patch = masked(given)
      if (patch.text == null || patch.analysis) return await store.edit(workspace, id, patch)
      const before = await store.feedback(workspace, id)
      if (!before || before.text === patch.text) return await store.edit(workspace, id, patch)
      const { text } = patch
      const lang = patch.lang === undefined ? before.lang : patch.lang
      const read = await unlessBroken<Pick<FeedbackPatch, 'analysis'>>(
        async () => ({ analysis: readText(await readers.of(workspace), text, lang) }),
        {},
      )
      return await store.edit(workspace, id, { ...patch, ...read })
    },
    async correct(workspace, id, part, by) {
      const outcome = await store.correct(workspace, id, part, by)
      if (outcome && part.type !== 'first-person') await learn(workspace, id, part)
      return outcome
    },
    atomically: (work) =>
      store.atomically((inner) =>
        work(readingStore(inner, readers.within(inner), onUnread, keepPersonal)),
      ),
    privacy: {
      ...store.privacy,
      /** What was learnt from the words of somebody who is forgotten is unlearnt. */
      async erase(workspace, person, tombstone) {
        const erased = await store.privacy.erase(workspace, person, tombstone)
        const wasTaught = erased.feedback > 0 && (await store.lessons(workspace)) !== undefined
        if (wasTaught) await readers.relearn(workspace)
        return erased
      },
    },
    async undoCorrection(workspace, id, by) {
      const outcome = await store.undoCorrection(workspace, id, by)
      if (outcome) await readers.relearn(workspace)
      return outcome
    },
  }
  return { ...store, ...reading }
}

function isRead(item: NewFeedback): boolean {
  return item.text === null || item.analysis !== undefined
}

function isSamePart(one: CorrectedPart, other: CorrectedPart): boolean {
  if (one.type === 'aspect' && other.type === 'aspect') return one.aspect === other.aspect
  return one.type === other.type
}
