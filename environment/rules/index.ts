/** What several settings together must hold. Every rule sees a section that the schema has let through already. */
import type { Settings } from "../schema";
import { cacheRules } from "./cache";
import { clusterRules } from "./cluster";
import { databaseRules } from "./database";
import { edgeRules } from "./edge";
import { networkRules } from "./network";
import { tagRules } from "./tags";

/** What rules know beside the section itself. */
export interface RuleContext {
  readonly region: string;
  readonly today: Date;
}

/** A problem within a section: the path of the setting below it, and the rest of the sentence. */
export interface Finding {
  readonly setting: string;
  readonly sentence: string;
}

export type SectionRules = { readonly [K in keyof Settings]?: (settings: Settings[K], context: RuleContext) => Finding[] };

export const sectionRules: SectionRules = {
  network: networkRules,
  database: databaseRules,
  cache: cacheRules,
  cluster: clusterRules,
  edge: edgeRules,
  tags: tagRules,
};
