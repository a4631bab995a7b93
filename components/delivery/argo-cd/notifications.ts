/** What Slack is told. https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/ */
import { ARGOCD_URL } from "./names";

interface Notice {
  readonly name: string;
  /** Condition over the Application. */
  readonly when: string;
  /** Told once for each value of it, so that a state that comes back is told again. */
  readonly oncePer: string;
  readonly color: string;
  /** What happened, with the Application at hand. */
  readonly text: string;
}

const NOTICES: readonly Notice[] = [
  {
    name: "deployed",
    when: "app.status.operationState != nil and app.status.operationState.phase in ['Succeeded'] and app.status.health.status == 'Healthy'",
    oncePer: "app.status.operationState?.syncResult?.revision",
    color: "#18be52",
    text: "{{.app.metadata.name}} runs {{.app.status.sync.revision}}",
  },
  {
    name: "sync-failed",
    when: "app.status.operationState != nil and app.status.operationState.phase in ['Error', 'Failed']",
    oncePer: "app.status.operationState?.finishedAt",
    color: "#e96d76",
    text: "{{.app.metadata.name}} could not be synchronized: {{.app.status.operationState.message}}",
  },
  {
    name: "degraded",
    when: "app.status.health.status == 'Degraded'",
    oncePer: "app.status.operationState?.syncResult?.revision",
    color: "#f4c030",
    text: "{{.app.metadata.name}} is degraded: what ran before still serves, unless it was taken away. docs/runbooks/rollback.md",
  },
];

/** Values of the notifications controller: one incoming webhook, and every Application of the environment. */
export function notifications(environment: string): Record<string, unknown> {
  return {
    enabled: true,
    argocdUrl: ARGOCD_URL,
    notifiers: { "service.webhook.slack": "url: $slack-webhook-url\nheaders:\n- name: Content-Type\n  value: application/json\n" },
    templates: Object.fromEntries(NOTICES.map((notice) => [`template.${notice.name}`, template(notice, environment)])),
    triggers: Object.fromEntries(NOTICES.map(({ name, when, oncePer }) => [`trigger.${name}`, `- when: ${when}\n  oncePer: ${oncePer}\n  send: [${name}]\n`])),
    subscriptions: [{ recipients: ["slack"], triggers: NOTICES.map(({ name }) => name) }],
  };
}

/** Text comes from Applications and so from outside: it is quoted as JSON. */
function template({ color, text }: Notice, environment: string): string {
  const sentence = `{{- $text := printf "*${environment}*: %s" (print ${pieces(text)}) -}}`;
  return `webhook:\n  slack:\n    method: POST\n    body: |\n      ${sentence}\n      {"attachments": [{"color": "${color}", "text": {{ toJson $text }}}]}\n`;
}

/** `"text " .app.x " text"`, the arguments of a template's print. */
function pieces(text: string): string {
  return text
    .split(/(\{\{[^}]+\}\})/)
    .filter((piece) => piece !== "")
    .map((piece) => (piece.startsWith("{{") ? piece.slice(2, -2) : JSON.stringify(piece)))
    .join(" ");
}
