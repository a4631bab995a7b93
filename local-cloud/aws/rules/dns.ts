import { everywhere, find, of, oneOf, range, refuse, refuseIf, type Rule } from "../rule";
import { T } from "../tokens";

const RECORD = "https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html";
const TYPES = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html";
const CERTIFICATE = "https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html";
const VALIDATION = "https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html";
const RECORD_TYPES = ["A", "AAAA", "CAA", "CNAME", "DS", "HTTPS", "MX", "NAPTR", "NS", "PTR", "SOA", "SPF", "SRV", "SSHFP", "SVCB", "TLSA", "TXT"];
const LABEL = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/;

/** Whether a name is made of labels that DNS takes, with an optional wildcard at its front. */
function isDomain(name: string): boolean {
  const labels = name.toLowerCase().replace(/\.$/, "").replace(/^\*\./, "").split(".");
  return name.length <= 255 && labels.every((label) => label.length <= 63 && LABEL.test(label));
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

/** The same name with the zone's domain behind it, as Route 53 completes a relative one. */
function absolute(name: string, domain: string): string {
  const bare = plain(name);
  return bare === "" ? domain : bare === domain || bare.endsWith(`.${domain}`) ? bare : `${bare}.${domain}`;
}

export const dns: readonly Rule[] = [
  oneOf(T.record, "type", RECORD_TYPES, TYPES),
  range(T.record, "ttl", 0, 2_147_483_647, RECORD),
  {
    id: "route53-zone-name",
    types: [T.zone],
    stage: "check",
    source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html",
    check: (subject) => {
      const name = subject.text("name");
      return refuseIf(name !== undefined && !isDomain(name), "name", `InvalidDomainName: "${name}" is no domain name; write it as kianax.io.`);
    },
  },
  {
    id: "route53-record-name",
    types: [T.record],
    stage: "check",
    source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html",
    check: (subject) => {
      const name = subject.text("name");
      return refuseIf(name !== undefined && name !== "" && !isDomain(name), "name", `InvalidChangeBatch: "${name}" is no domain name; each part has 1 to 63 letters, digits, hyphens and underscores.`);
    },
  },
  {
    id: "route53-record-values",
    types: [T.record],
    stage: "check",
    source: RECORD,
    check: (subject) => {
      const kind = subject.text("type");
      const alias = (subject.count("aliases") ?? 0) > 0;
      const values = subject.texts("records");
      const address = kind === "A" ? /^(\d{1,3}\.){3}\d{1,3}$/ : kind === "AAAA" ? /^[0-9a-f:.]+$/i : undefined;
      const wrong = address === undefined ? undefined : values.find((value) => !address.test(value) || value.split(".").some((part) => Number(part) > 255));
      return [
        ...(alias && (subject.given("ttl") || (subject.count("records") ?? 0) > 0) ? [refuse("aliases", "InvalidChangeBatch: an alias record has no ttl and no records; remove them.")] : []),
        ...(!alias && subject.count("aliases") === 0 && subject.absent("ttl") ? [refuse("ttl", "InvalidChangeBatch: a record that is no alias needs a ttl in seconds, such as 300.")] : []),
        ...(!alias && subject.count("aliases") === 0 && subject.count("records") === 0 ? [refuse("records", "InvalidChangeBatch: the record has no values; give records or an alias.")] : []),
        ...(kind === "CNAME" && values.length > 1 ? [refuse("records", "InvalidChangeBatch: a CNAME record has exactly one value.")] : []),
        ...(wrong === undefined ? [] : [refuse("records", `InvalidChangeBatch: Invalid Resource Record: "${wrong}" is no ${kind === "A" ? "IPv4" : "IPv6"} address.`)]),
      ];
    },
  },
  {
    id: "route53-record-authorities",
    types: [T.record],
    stage: "check",
    source: TYPES,
    check: (subject) => {
      const kind = subject.text("type");
      const values = subject.texts("records");
      const wrongIssuer = kind === "CAA" ? values.find((value) => !/^(\d{1,2}|1\d\d|2[0-4]\d|25[0-5]) [A-Za-z0-9]{1,15} "[^"]*"$/.test(value)) : undefined;
      const wrongServer = kind === "NS" ? values.find((value) => !isDomain(value) || !value.includes(".")) : undefined;
      return [
        ...(wrongIssuer === undefined ? [] : [refuse("records", `InvalidChangeBatch: Invalid Resource Record: "${wrongIssuer}" is no CAA value; write flags, tag and value in quotes, such as 0 issue "amazon.com".`)]),
        ...(wrongServer === undefined ? [] : [refuse("records", `InvalidChangeBatch: Invalid Resource Record: "${wrongServer}" is no name server; write its domain name.`)]),
      ];
    },
  },
  {
    id: "route53-record-in-zone",
    types: [T.record],
    stage: "admit",
    source: RECORD,
    check: (subject, cloud) => {
      const zone = find(cloud, T.zone, subject.text("zoneId"));
      const domain = zone && plain(of(zone).text("name") ?? "");
      const name = subject.text("name");
      if (zone === undefined || domain === undefined || name === undefined) {
        return undefined;
      }
      // Route 53 completes a relative name; one that ends in a dot is absolute and must lie in the zone.
      const outside = name.endsWith(".") && plain(name) !== domain && !plain(name).endsWith(`.${domain}`);
      const apexCname = absolute(name, domain) === domain && subject.text("type") === "CNAME";
      const siblings = everywhere(subject, cloud, T.record).filter(
        (record) => record.inputs["zoneId"] === subject.text("zoneId") && absolute(of(record).text("name") ?? "", domain) === absolute(name, domain),
      );
      const same = siblings.find((record) => record.inputs["type"] === subject.text("type") && record.inputs["setIdentifier"] === subject.properties["setIdentifier"]);
      const cname = siblings.find((record) => (record.inputs["type"] === "CNAME") !== (subject.text("type") === "CNAME"));
      return [
        ...(outside ? [refuse("name", `InvalidChangeBatch: RRSet with DNS name ${name} is not permitted in zone ${domain}; use a name that ends in ${domain}.`)] : []),
        ...(apexCname ? [refuse("type", `InvalidChangeBatch: RRSet of type CNAME with DNS name ${domain}. is not permitted at apex in zone ${domain}.; use an alias A record.`)] : []),
        ...(same !== undefined && subject.flag("allowOverwrite") !== true ? [refuse("name", `InvalidChangeBatch: Tried to create resource record set [name='${absolute(name, domain)}.', type='${subject.text("type")}'] but it already exists; remove one of the two.`)] : []),
        ...(cname === undefined ? [] : [refuse("name", `InvalidChangeBatch: RRSet of type ${subject.text("type")} with DNS name ${absolute(name, domain)}. is not permitted as it conflicts with other records of that name; a CNAME stands alone.`)]),
      ];
    },
  },
  {
    id: "acm-domain-names",
    types: [T.certificate],
    stage: "check",
    source: CERTIFICATE,
    check: (subject) => {
      const names = [...subject.all("domainName"), ...subject.all("subjectAlternativeNames[*]")];
      const wrong = names.find(({ value }) => typeof value === "string" && (!isDomain(value) || value.length > 253 || /_/.test(value) || !value.includes(".")));
      return [
        ...(wrong === undefined ? [] : [refuse(wrong.path, `ValidationException: "${String(wrong.value)}" is no domain name that a certificate can carry; write it as api.kianax.io or *.kianax.io.`)]),
        ...((subject.text("domainName")?.length ?? 0) > 64 ? [refuse("domainName", "ValidationException: the first domain name of a certificate has at most 64 characters; put the long one among subjectAlternativeNames.")] : []),
        ...((subject.count("subjectAlternativeNames") ?? 0) > 9 ? [refuse("subjectAlternativeNames", "LimitExceededException: a certificate has 10 names unless the quota is raised.")] : []),
      ];
    },
  },
  oneOf(T.certificate, "validationMethod", ["DNS", "EMAIL", "HTTP"], CERTIFICATE),
  oneOf(T.certificate, "keyAlgorithm", ["RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"], CERTIFICATE),
  {
    id: "acm-validation-records",
    types: [T.certificateValidation],
    stage: "admit",
    source: VALIDATION,
    check: (subject, cloud) => {
      const certificate = find(cloud, T.certificate, subject.text("certificateArn"));
      if (certificate === undefined || of(certificate).text("validationMethod") !== "DNS") {
        return undefined;
      }
      const present = cloud.byType(T.record).map((record) => ({ name: plain(of(record).text("fqdn") ?? of(record).text("name") ?? ""), values: of(record).texts("records").map(plain) }));
      const missing = of(certificate)
        .objects("domainValidationOptions")
        .find((option) => {
          const [name, value] = [plain(option.text("resourceRecordName") ?? ""), plain(option.text("resourceRecordValue") ?? "")];
          return !present.some((record) => record.name === name && record.values.includes(value));
        });
      return refuseIf(
        missing !== undefined,
        "certificateArn",
        `the certificate for ${missing?.text("domainName")} would stay in PENDING_VALIDATION: no CNAME record ${missing?.text("resourceRecordName")} with the value ${missing?.text("resourceRecordValue")} exists; make it from domainValidationOptions.`,
      );
    },
  },
];
