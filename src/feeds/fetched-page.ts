import type { FeedFault } from '../core/feed.ts'

/** What is known of a page since it was read last. */
export interface KnownPage {
  readonly url: string
  readonly etag: string | null
  readonly modified: string | null
}

export type FetchedPage =
  | {
      readonly type: 'page'
      /** Where it was in the end. */
      readonly url: string
      readonly text: string
      readonly etag: string | null
      readonly modified: string | null
    }
  | { readonly type: 'unchanged' }
  | {
      readonly type: 'failed'
      readonly fault: FeedFault
      /** A status or a host. */
      readonly detail: string
      /** Seconds, where the server says when to come again. */
      readonly retryAfter: number | null
    }

/** Why a page could not be read. */
export class PageFault extends Error {
  readonly fault: FeedFault
  readonly retryAfter: number | null

  constructor(fault: FeedFault, detail = '', retryAfter: number | null = null) {
    super(detail)
    this.fault = fault
    this.retryAfter = retryAfter
  }
}
