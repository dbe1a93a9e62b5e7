import type { Command } from '../src/core/command.ts'
import { bringIn } from '../src/importing/bring-in.ts'
import { findFile, ownerOf, shelfOf } from '../src/importing/given-file.ts'
import { lookAt } from '../src/importing/look.ts'
import { rejectsReport, usage } from '../src/importing/outcome.ts'
import { readImportRequest, storesRows } from '../src/importing/request.ts'
import { undoImport } from '../src/importing/undo.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Brings in a file that was dropped into the chat: shown first, stored when its button is pressed. */
export const importFile: Command = {
  name: 'import',
  group: 'data',
  audience: 'caller',
  needs: 'moderator',
  writes: true,
  readsOnly: (request) => !storesRows(request),
  takesLong: storesRows,
  file: true,
  subject: { name: 'request', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['text'],
  async run(context) {
    const { file } = context.invocation
    const request = readImportRequest(context.arguments.subjects[0] ?? '', file !== undefined)
    switch (request.type) {
      case 'usage':
        return usage(context)
      case 'undo':
        return await undoImport(request.id, request.sure, context)
      case 'given': {
        if (!file) return usage(context)
        const kept = await shelfOf(context).keep(file, ownerOf(context))
        return await lookAt(importFile, kept, request.options, context)
      }
      case 'rejects':
        return await rejectsReport(importFile, await findFile(request.key, context), context)
      case 'look':
      case 'bring-in': {
        const kept = await findFile(request.key, context)
        return request.type === 'look' && kept.importId === null
          ? await lookAt(importFile, kept, request.options, context)
          : await bringIn(importFile, kept, request.options, context)
      }
    }
  },
}
