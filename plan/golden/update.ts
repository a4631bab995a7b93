/** `npm run golden:update`: the one thing that writes golden plans. */
import { stackNames } from "../../local-cloud/engine/project";
import { collectPlan } from "../collect";
import { differenceSentence, goldenDifference, goldenFile, GOLDEN_DAY, goldenOf, isSame, readGolden, writeGolden } from "./index";
import path from "node:path";

export interface UpdateOptions {
  readonly root: string;
  /** @default every stack that has a file */
  readonly stacks?: readonly string[];
  readonly progress: (line: string) => void;
}

/** Writes the golden plan of each stack and says in a sentence what changed in it. */
export async function updateGoldens({ root, stacks = stackNames(root), progress }: UpdateOptions): Promise<void> {
  for (const stack of stacks) {
    const [preview, deployed] = [await collectPlan({ root, stack, today: GOLDEN_DAY }), await collectPlan({ root, stack, today: GOLDEN_DAY, values: "deployed" })];
    const text = goldenOf(preview, deployed);
    const difference = goldenDifference(readGolden(root, stack), text);
    progress(`${stack}: ${differenceSentence(difference)}.`);
    if (!isSame(difference)) {
      writeGolden(root, stack, text);
      progress(`  written to ${path.relative(root, goldenFile(root, stack))}; let its diff be reviewed with your change.`);
    }
  }
}
