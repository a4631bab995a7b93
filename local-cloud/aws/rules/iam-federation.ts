/** OpenID Connect providers, and roles for those whom they vouch for. */
import { containsUnknown, isObject, type Value } from "../../provider/values";
import { everywhere, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";
import { statementsOf } from "./policy-document";

const CREATE = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html";
const GITHUB = "token.actions.githubusercontent.com";

export const iamFederation: readonly Rule[] = [
  {
    id: "iam-oidc-provider-https",
    types: [T.oidcProvider],
    stage: "check",
    source: CREATE,
    check: (subject) => {
      const url = subject.text("url");
      return [
        ...(url === undefined || url.startsWith("https://") ? [] : [refuse("url", `ValidationError: the issuer "${url}" must begin with https://.`)]),
        ...(subject.count("clientIdLists") === 0 ? [refuse("clientIdLists", "InvalidInput: the provider has no audience; name at least one, such as sts.amazonaws.com.")] : []),
      ];
    },
  },
  {
    id: "iam-oidc-provider-url",
    types: [T.oidcProvider],
    stage: "admit",
    source: CREATE,
    check: (subject, cloud) => {
      const issuer = (url: unknown): string => String(url).replace(/^https:\/\//, "").replace(/\/$/, "");
      const url = subject.text("url");
      const taken = everywhere(subject, cloud, T.oidcProvider).some(({ inputs }) => issuer(inputs["url"]) === issuer(url));
      return refuseIf(taken && url !== undefined, "url", `EntityAlreadyExists: Provider with url ${url} already exists; an account has one for each issuer, so import it.`);
    },
  },
  {
    id: "iam-trust-github-subject",
    types: [T.role],
    stage: "check",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html",
    check: (subject) => {
      const policy = subject.at("assumeRolePolicy");
      const open = statementsOf(containsUnknown(policy) ? undefined : policy).some(
        ({ effect, federated, condition }) => effect === "Allow" && federated.some((provider) => provider.endsWith(`oidc-provider/${GITHUB}`)) && !evaluates(condition, `${GITHUB}:sub`),
      );
      return refuseIf(
        open,
        "assumeRolePolicy",
        `MalformedPolicyDocument: Role trust policies that trust ${GITHUB} must evaluate ${GITHUB}:sub; without it every repository on GitHub could take the role.`,
      );
    },
  },
];

/** Whether the condition compares the key with something that is not simply everything. */
function evaluates(condition: Value | undefined, key: string): boolean {
  return Object.values(isObject(condition) ? condition : {}).some((keys) =>
    Object.entries(isObject(keys) ? keys : {}).some(([name, values]) => {
      const wanted = Array.isArray(values) ? values : [values];
      return name.toLowerCase() === key && wanted.length > 0 && wanted.every((value) => typeof value === "string" && !/^\**$/.test(value));
    }),
  );
}
