import { eksProvider, awsxProvider } from "../index";
import { TestEngine, type Cloud } from "./engine";
import { recordedCloud } from "./recording";
import type { JsonObject } from "./values";

/** Constructs one component on an engine of its own and hands over what the engine saw. */
export async function withComponent<T>(
  type: string,
  name: string,
  inputs: JsonObject,
  examine: (engine: TestEngine, state: JsonObject) => T | Promise<T>,
  settings: { readonly dryRun?: boolean; readonly config?: Record<string, string>; readonly cloud?: Cloud } = {},
): Promise<T> {
  return withEngine(async (engine) => {
    engine.dryRun = settings.dryRun ?? false;
    engine.config = settings.config ?? {};
    return examine(engine, engine.stateOf(await engine.construct(type, name, inputs)));
  }, settings.cloud);
}

export async function withEngine<T>(use: (engine: TestEngine) => Promise<T>, cloud = recordedCloud): Promise<T> {
  const engine = new TestEngine(cloud);
  try {
    await engine.start([awsxProvider, eksProvider]);
    return await use(engine);
  } finally {
    engine.stop();
  }
}

/** The sentence with which a component refuses its inputs. */
export async function refusal(type: string, name: string, inputs: JsonObject): Promise<string> {
  return withEngine(async (engine) => {
    try {
      await engine.construct(type, name, inputs);
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error(`${type} "${name}" took ${JSON.stringify(inputs)}.`);
  });
}
