// Stands in the bundle for Discord's names of everything: those that calls and the gateway use.
// The rest, two thirds of them, is loaded with the first form.
export {
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  GatewayOpcodes,
} from 'discord-api-types/gateway/v10'
export { APIVersion, CDNRoutes, Routes } from 'discord-api-types/rest/v10'
