/** How a service says how it does, and how it leaves: what target groups, policies and charts have to agree on. */

/** Path at which every service answers 200 while it can take requests. */
export const HEALTH_PATH = "/health/ready";
/** Path at which every service answers 200 while it need not be restarted, whatever it depends on does. */
export const LIVENESS_PATH = "/health/live";
/** Where every pod gives its metrics, beside its port: what the internet asks for never ends up there. The port of OpenTelemetry's exporter. */
export const METRICS_PORT = 9464;
/** How long a leaving pod may finish what it began: a request, or a conversation over a WebSocket. */
export const DRAIN_SECONDS = { request: 30, websocket: 300 } as const;
