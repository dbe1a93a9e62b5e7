import { getRequestListener } from '@hono/node-server'
import { readDocuments } from './documents.ts'
import { createRoutes, type RouteParts } from './routes.ts'
import type { Answering } from './transport.ts'

/** Returns what answers the requests of the page that was built into a folder. */
export async function createAnswering(
  folder: URL,
  parts: Omit<RouteParts, 'documents'>,
): Promise<Answering> {
  const app = createRoutes({ ...parts, documents: await readDocuments(folder) })
  return getRequestListener(app.fetch)
}
