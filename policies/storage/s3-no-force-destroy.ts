import { resourceRule } from "../kernel";
import { buckets, ecr } from "../tokens";

export const s3NoForceDestroy = resourceRule({
  name: "s3-no-force-destroy",
  title: "Buckets and image repositories that hold something cannot be destroyed.",
  why: "With forceDestroy, a removed line of a program deletes all objects together with their versions.",
  severity: "high",
  levels: { production: "mandatory", development: "off" },
  guardsDeletion: true,
  controls: { soc2: ["A1.2"], gdpr: ["32(1)(b)"] },
  remediation: "Leave out forceDestroy and forceDelete, and empty what is to go by hand.",
  examples: {
    compliant: `new aws.s3.Bucket("documents", { bucket: "kianax-documents" });`,
    violating: `new aws.s3.Bucket("documents", { forceDestroy: true });`,
  },
  types: [...buckets, ecr.repository],
  // The default of both is false.
  check: (resource) => resource.value(resource.type === ecr.repository ? "forceDelete" : "forceDestroy").must.notEqual(true),
});
