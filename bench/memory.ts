/** Peak resident memory of processes, from the kernel's own high-water marks (Linux). */
import { readdirSync, readFileSync } from "node:fs";

export class MemoryWatch {
  /** Peak in megabytes by the name that tells the process. */
  readonly peaks = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly root: number) {
    this.timer = setInterval(() => this.sample(), 100);
  }

  stop(): ReadonlyMap<string, number> {
    clearInterval(this.timer);
    this.sample();
    return this.peaks;
  }

  private sample(): void {
    for (const pid of [this.root, ...descendants(this.root)]) {
      const peak = highWaterMb(pid);
      const name = pid === this.root ? "local cloud" : nameOf(pid);
      if (peak !== undefined && name !== undefined) {
        this.peaks.set(name, Math.max(peak, this.peaks.get(name) ?? 0));
      }
    }
  }
}

function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const parent = Number(/^PPid:\s+(\d+)$/m.exec(read(`/proc/${entry}/status`))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const below = (pid: number): number[] => (children.get(pid) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(root);
}

function highWaterMb(pid: number): number | undefined {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

/** Which of Pulumi's processes it is. */
function nameOf(pid: number): string | undefined {
  const command = read(`/proc/${pid}/cmdline`).replaceAll("\0", " ");
  if (command.includes("run-policy-pack")) {
    return "policy pack";
  }
  if (command.includes("@pulumi/pulumi/cmd/run")) {
    return "program";
  }
  if (command.includes("language-host")) {
    return "language host";
  }
  return command.includes("pulumi") ? "engine" : undefined;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // The process ended between the listing and the look.
  }
}
