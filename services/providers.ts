/** Hosts of the outside services that the platform uses, each under what it is for. */
import type { InternetHost } from "../components/service/definition";

const HTTPS = 443;

/** Quotes and bars from Polygon, by request and by WebSocket. */
export const MARKET_DATA = https("api.polygon.io", "socket.polygon.io");

/** OpenAI. */
export const LANGUAGE_MODELS = https("api.openai.com");

/** Statsig: rules of gates come from the first, what users did goes to the second. */
export const FEATURE_FLAGS = https("api.statsigcdn.com", "statsigapi.net");

/** Sentry; each organization sends to a name of its own below one of these, by where its data is kept. */
export const ERROR_TRACKING = https("*.ingest.sentry.io", "*.ingest.us.sentry.io", "*.ingest.de.sentry.io");

/** Sign-in with GitHub and Google: exchange of the code, and the profile. */
export const OAUTH = https("github.com", "api.github.com", "oauth2.googleapis.com", "openidconnect.googleapis.com");

/** Alpaca, live and paper. */
export const BROKERS = https("api.alpaca.markets", "paper-api.alpaca.markets");

export const ALERTING = https("hooks.slack.com", "events.pagerduty.com");

function https(...hosts: string[]): readonly InternetHost[] {
  return hosts.map((host) => ({ host, port: HTTPS }));
}
