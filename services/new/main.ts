/** `npm run new:service -- <name>`: a service that passes all tests as it is. */
import { DEFAULT_PREFIX } from "../../components/base";
import { stackNames } from "../../local-cloud/engine/project";
import { updateGoldens } from "../../plan/golden/update";
import { createService } from "./create";

interface NewServiceCommand {
  readonly root: string;
  readonly name: string;
  readonly purpose?: string;
  readonly progress: (line: string) => void;
}

export async function runNewService({ root, name, progress, ...rest }: NewServiceCommand): Promise<void> {
  const made = createService({ root, name, namePrefix: DEFAULT_PREFIX, environments: stackNames(root), ...rest });
  progress(`Made ${made.join(", ")}. Say in services/${name}.ts what it does, whom it calls and what it needs; who calls it names it in its own calls.`);
  // A service is resources of every stack: their golden plans say so, and the diff is reviewed with it.
  await updateGoldens({ root, progress });
}
