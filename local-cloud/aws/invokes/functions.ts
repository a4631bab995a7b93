import type { CloudRecord, CloudView } from "../../provider/cloud";
import type { Failure, Properties } from "../../provider/values";
import { Reader } from "../reader";
import { find, of, refuse } from "../rule";

/** Functions of the SDK by token: a result, or the refusal that AWS would give. */
export type Functions = Readonly<Record<string, (args: Properties, cloud: CloudView) => Properties | Failure>>;

/** The record of a kind by one of the arguments that may name it. */
export function named(args: Properties, cloud: CloudView, type: string, names: readonly string[]): CloudRecord | undefined {
  const reader = new Reader(args);
  const value = names.map((name) => reader.text(name)).find((text) => text !== undefined && text !== "");
  const record = find(cloud, type, value);
  return record?.region === cloud.region || type.startsWith("aws:iam/") || type.startsWith("aws:route53/") ? record : undefined;
}

/** Records that fit the id, the tags and the filters of a data source. */
export function matching(args: Properties, cloud: CloudView, type: string, filters: Readonly<Record<string, string>>): CloudRecord[] {
  const reader = new Reader(args);
  return cloud.byType(type).filter((record) => {
    const values = of(record);
    const direct = ["vpcId", "subnetId", "availabilityZone", "cidrBlock", "name"].every((name) => reader.absent(name) || name === `${type.split("/").at(-1)?.split(":")[0]}Id` || values.text(name) === reader.text(name));
    const tags = Object.entries(reader.object("tags").properties).every(([key, value]) => values.object("tags").properties[key] === value);
    const filtered = reader.objects("filters").every((filter) => {
      const name = filter.text("name") ?? "";
      const property = filters[name];
      const actual = name.startsWith("tag:") ? values.object("tags").text(name.slice(4)) : property === "id" ? record.id : property === undefined ? undefined : values.text(property);
      return actual !== undefined && filter.texts("values").some((wanted) => wildcard(wanted).test(actual));
    });
    const identified = reader.absent("id") || reader.text("id") === record.id;
    return record.region === cloud.region && direct && tags && filtered && identified;
  });
}

/** The one record that fits, or the refusal that the provider gives for none and for many. */
export function single(records: readonly CloudRecord[], noun: string): CloudRecord | Failure {
  const [first] = records;
  if (first === undefined) {
    return refuse("", `no matching ${noun} found; change the search, or make the ${noun} first.`);
  }
  return records.length === 1 ? first : refuse("", `multiple ${noun}s matched (${records.length}); use additional constraints to reduce matches to a single ${noun}.`);
}

export function isFailure(value: CloudRecord | Properties | Failure): value is Failure {
  return typeof value["reason" as keyof typeof value] === "string" && "property" in value;
}

function wildcard(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".")}$`);
}
