/** The body of a request that is a file. */
export interface Upload {
  /** Whoever stops in the middle leaves the rest where it is. */
  readonly bytes: AsyncIterable<Uint8Array>
  /**
   * Lets the rest go by: a browser that is answered before it has sent all takes the closed
   * connection for a server that is down, and shows nothing of the answer.
   */
  end(): Promise<void>
}

/** Returns the body of a request as a file. */
export function uploadOf(body: ReadableStream<Uint8Array>): Upload {
  const reader = body.getReader()
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    const { done, value } = await reader.read()
    return done ? { done, value: undefined } : { done, value }
  }
  return {
    bytes: { [Symbol.asyncIterator]: () => ({ next }) },
    async end() {
      // A sender that has gone needs no answer.
      while (!(await next().catch(() => ({ done: true }))).done);
    },
  }
}
