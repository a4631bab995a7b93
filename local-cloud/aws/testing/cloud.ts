/** A cloud in memory for tests: admits, creates, updates and deletes as the provider does. */
import { admitResource, createResource, deleteBlockers, updateResource } from "..";
import type { CloudRecord, CloudView } from "../../provider/cloud";
import type { Failure, Properties } from "../../provider/values";

export class MemoryCloud {
  private readonly records: CloudRecord[] = [];
  private deletions = 0;

  constructor(private readonly now = new Date("2026-11-23T12:00:00Z")) {}

  view(region = "us-east-1"): CloudView {
    return {
      account: "123456789012",
      partition: "aws",
      region,
      now: this.now,
      all: () => [...this.records],
      byType: (type) => this.records.filter((record) => record.type === type),
      byId: (type, id) => {
        const found = this.records.filter((record) => record.type === type && record.id === id);
        return found.find((record) => record.region === region) ?? found[0];
      },
      serial: () => this.deletions,
    };
  }

  /** What a creation would be refused for. */
  refusals(type: string, inputs: Properties, name = "candidate", region = "us-east-1"): Failure[] {
    return admitResource({ urn: urnOf(type, name), name, type, inputs }, this.view(regionOf(inputs, region)));
  }

  create(type: string, name: string, inputs: Properties, region = "us-east-1"): CloudRecord {
    const candidate = { urn: urnOf(type, name), name, type, inputs };
    const failures = admitResource(candidate, this.view(regionOf(inputs, region)));
    if (failures.length > 0) {
      throw new Error(`${name}: ${failures.map(({ property, reason }) => `${property}: ${reason}`).join(" ")}`);
    }
    return this.put(type, name, inputs, region);
  }

  /** A creation that nobody asks about: for worlds that a rule would refuse. */
  put(type: string, name: string, inputs: Properties, region = "us-east-1"): CloudRecord {
    const { id, outputs, effects } = createResource({ urn: urnOf(type, name), name, type, inputs }, this.view(regionOf(inputs, region)));
    const record = { urn: urnOf(type, name), id, type, inputs, outputs, region: regionOf(inputs, region), madeAt: this.now.toISOString() };
    this.records.push(record, ...(effects ?? []));
    return record;
  }

  update(prior: CloudRecord, inputs: Properties): CloudRecord {
    const { outputs } = updateResource({ ...prior, name: prior.urn, inputs, prior }, this.view(prior.region));
    const record = { ...prior, inputs, outputs };
    this.records.splice(this.records.indexOf(prior), 1, record);
    return record;
  }

  /** What AWS says against the deletion; undefined when the record is gone. */
  delete(record: CloudRecord): string | undefined {
    const blocker = deleteBlockers(record, this.view(record.region));
    if (blocker === undefined) {
      const kept = this.records.filter((other) => other !== record && (other.owner !== record.id || other.region !== record.region));
      this.records.splice(0, this.records.length, ...kept);
      this.deletions++;
    }
    return blocker;
  }
}

/** A resource's own Region wins over the provider's. */
function regionOf(inputs: Properties, region: string): string {
  return typeof inputs["region"] === "string" ? inputs["region"] : region;
}

export function urnOf(type: string, name: string): string {
  return `urn:pulumi:test::kianax::${type}::${name}`;
}
