import { awsxProvider, eksProvider } from "./index";
import { TestEngine } from "./testing/engine";
import { runProgram } from "./testing/program";
import { assertMatches, recordedCloud, recordings } from "./testing/recording";

describe("the stand-ins of remote components register what the real plugins were recorded to register", () => {
  for (const recording of recordings()) {
    it(recording.name, async () => {
      const engine = new TestEngine(recordedCloud);
      try {
        const address = await engine.start([awsxProvider, eksProvider]);
        await runProgram(recording.program.join("\n"), address);
        assertMatches(engine, recording);
      } finally {
        engine.stop();
      }
    });
  }
});
