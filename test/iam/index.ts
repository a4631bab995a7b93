/** A small IAM evaluator for tests: what documents allow, judged by what they mean and not by how they are written. */
export type { Conditions, Context } from "./conditions";
export { documentsOf, type DocumentKind, type FoundDocument, type PolicyHolder } from "./documents";
export { decide, documentOf, has, type Decision, type Document, type Policies, type Request, type Statement } from "./evaluate";
export { weaknesses, type Finding, type Weakness } from "./least-privilege";
export { arnMatches, wildcardMatches } from "./wildcards";
