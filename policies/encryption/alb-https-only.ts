import { isGateway } from "../graph";
import { about, resourceRule, type Findings, type Stack, type StackResource, type View } from "../kernel";
import { listenerRules, listeners, loadBalancers } from "../tokens";

export const albHttpsOnly = resourceRule({
  name: "alb-https-only",
  title: "Load balancers serve HTTPS, and HTTP only to redirect to it.",
  why: "Session cookies and orders must not cross the internet in clear text.",
  severity: "critical",
  levels: { production: "mandatory", development: "mandatory" },
  controls: { checkov: ["CKV_AWS_2", "CKV2_AWS_20", "CKV_AWS_378"], fsbp: ["ELB.1", "ELB.18"], soc2: ["CC6.7"], gdpr: ["32(1)(a)"] },
  remediation:
    'Use protocol "HTTPS", or make the one action of an HTTP listener and of each of its rules { type: "redirect", redirect: { protocol: "HTTPS", statusCode: "HTTP_301" } }.',
  examples: {
    compliant: `new aws.lb.Listener("http", {
  loadBalancerArn: api.arn,
  port: 80,
  protocol: "HTTP",
  defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
});`,
    violating: `new aws.lb.Listener("http", {
  loadBalancerArn: api.arn,
  port: 80,
  protocol: "HTTP",
  defaultActions: [{ type: "forward", targetGroupArn: gateway.arn }],
});`,
  },
  types: [...listeners],
  check: (listener) => {
    const protocol = listener.value("protocol");
    if (!protocol.exists) {
      return undefined;
    }
    return protocol.is("HTTP") ? redirects(listener, "defaultActions") : protocol.must.oneOf(PROTOCOLS);
  },
  checkStack: (stack) => [listenersMustName(stack), rulesMustRedirect(stack)],
});

const PROTOCOLS = ["HTTPS", "TLS", "HTTP"];
const BALANCERS: readonly string[] = loadBalancers;

/** A listener without a protocol is one of a Gateway Load Balancer, which passes on packets of any. */
function listenersMustName(stack: Stack): Findings {
  return stack
    .ofType(...listeners)
    .filter((listener) => !listener.value("protocol").exists && !isOfGateway(listener))
    .map((listener) => about(listener, listener.value("protocol").must.oneOf(PROTOCOLS)));
}

function isOfGateway(listener: StackResource): boolean {
  const balancers = listener.dependenciesOf("loadBalancerArn").filter(({ type }) => BALANCERS.includes(type));
  return balancers.length > 0 && balancers.every(isGateway);
}

/** A rule is reached before its listener's default action, so on HTTP it must redirect as well. */
function rulesMustRedirect(stack: Stack): Findings {
  return stack.ofType(...listenerRules).map((rule) => {
    const plain = rule.dependenciesOf("listenerArn").filter((listener) => listener.value("protocol").is("HTTP"));
    return plain.length === 0 ? undefined : about(rule, redirects(rule, "actions"));
  });
}

function redirects(view: View, property: string): Findings {
  const actions = view.list(property);
  const [action, ...others] = actions.items;
  const encrypts =
    others.length === 0 &&
    action !== undefined &&
    action.value("type").is("redirect") &&
    action.value("redirect.protocol").is("HTTPS") &&
    ["HTTP_301", "HTTP_302"].some((code) => action.value("redirect.statusCode").is(code));
  return encrypts
    ? undefined
    : { id: property, message: `${property} answers plain HTTP, and must be one redirect to HTTPS with status HTTP_301 or HTTP_302, known at preview` };
}
