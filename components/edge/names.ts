/** Host names of an edge, and what is wrong with them. */
import type { Problem } from "../base";
import type { KianaxEdgeArgs } from "./arguments";

const LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
const HOST_NAME = new RegExp(`^(?=.{1,253}$)(${LABEL}\\.)+[a-z]{2,63}$`);
const HOST = "must be a host name in lower case such as api.example.com";
/** https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html */
const CERTIFICATE = { firstNameLength: 64, moreNames: 9 };
/** A zone that one name server answers for is gone with it. */
const LEAST_NAME_SERVERS = 2;

type Names = Pick<KianaxEdgeArgs, "domain" | "zoneId" | "apiHost" | "alternativeNames" | "delegations" | "certificateAuthorities" | "vercelRecords">;

/** Names that the front end takes. */
export function websiteHosts(domain: string): readonly [string, string] {
  return [domain, `www.${domain}`];
}

export function hostProblems(names: Names): Problem[] {
  const { domain, apiHost, vercelRecords } = names;
  const malformed = Object.entries({ domain, apiHost })
    .filter(([, value]) => !HOST_NAME.test(value))
    .map(([argument, value]) => ({ argument, problem: `${HOST}, not ${JSON.stringify(value)}.` }));
  if (malformed.length > 0) {
    return malformed;
  }
  if (vercelRecords && websiteHosts(domain).includes(apiHost)) {
    return [{ argument: "apiHost", problem: `${JSON.stringify(apiHost)} is the name that vercelRecords gives to the front end: take one below it.` }];
  }
  if (!isWithin(apiHost, domain)) {
    return [{ argument: "apiHost", problem: `${JSON.stringify(apiHost)} is not below domain ${JSON.stringify(domain)}: its zone could not prove the certificate.` }];
  }
  if (apiHost.length > CERTIFICATE.firstNameLength) {
    return [{ argument: "apiHost", problem: `has ${apiHost.length} characters, and a certificate takes ${CERTIFICATE.firstNameLength} as its first name: shorten it.` }];
  }
  return [...alternativeNameProblems(names), ...delegationProblems(names), ...authorityProblems(names)];
}

function alternativeNameProblems({ domain, apiHost, alternativeNames = [] }: Names): Problem[] {
  const argument = "alternativeNames";
  if (alternativeNames.length > CERTIFICATE.moreNames || new Set([apiHost, ...alternativeNames]).size <= alternativeNames.length) {
    return [{ argument, problem: `must be up to ${CERTIFICATE.moreNames} names, each once and none of them apiHost, not ${JSON.stringify(alternativeNames)}.` }];
  }
  return alternativeNames.flatMap((name) => {
    const bare = name.replace(/^\*\./, "");
    if (!HOST_NAME.test(bare)) {
      return [{ argument, problem: `must be host names in lower case, or *. before one, not ${JSON.stringify(name)}.` }];
    }
    return isWithin(bare, domain) ? [] : [{ argument, problem: `${JSON.stringify(name)} is not below domain ${JSON.stringify(domain)}: its zone could not prove the certificate.` }];
  });
}

function delegationProblems({ domain, zoneId, apiHost, alternativeNames = [], delegations = {} }: Names): Problem[] {
  if (zoneId !== undefined && Object.keys(delegations).length > 0) {
    return [{ argument: "delegations", problem: "belong to who owns the zone, and zoneId names another's: delegate there." }];
  }
  const served = [apiHost, ...alternativeNames.map((name) => name.replace(/^\*\./, ""))];
  return Object.entries(delegations).flatMap(([name, servers]) => {
    const argument = `delegations.${name}`;
    if (!HOST_NAME.test(name) || name === domain || !isWithin(name, domain)) {
      return [{ argument, problem: `must be a host name below domain ${JSON.stringify(domain)}.` }];
    }
    const lost = served.find((host) => isWithin(host, name));
    if (lost !== undefined) {
      return [{ argument, problem: `would hand ${lost} to the other zone, and this one needs it: delegate another name.` }];
    }
    return servers.length >= LEAST_NAME_SERVERS && new Set(servers).size === servers.length && servers.every((server) => HOST_NAME.test(server))
      ? []
      : [{ argument, problem: `must be ${LEAST_NAME_SERVERS} or more different name servers such as ns-1.awsdns-01.org, not ${JSON.stringify(servers)}.` }];
  });
}

function authorityProblems({ zoneId, certificateAuthorities = [] }: Names): Problem[] {
  if (zoneId !== undefined && certificateAuthorities.length > 0) {
    return [{ argument: "certificateAuthorities", problem: "belong to who owns the zone, and zoneId names another's: name them there." }];
  }
  const wrong = certificateAuthorities.find((authority) => !HOST_NAME.test(authority));
  return wrong === undefined ? [] : [{ argument: "certificateAuthorities", problem: `must be domains of certificate authorities such as digicert.com, not ${JSON.stringify(wrong)}.` }];
}

function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}
