// Stands in the bundle for a stand-in: what every supported Node has of its own.
export const AbortController = globalThis.AbortController
export const AbortSignal = globalThis.AbortSignal
