import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { HEALTH_SCRIPT, HEALTH_SERVICE, HEALTH_TIMER, natUserData } from "./nat-user-data";

const has = (command: string): boolean => spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;

describe("the NAT instance's user data", () => {
  const script = natUserData("10.20.0.0/16");

  it("forwards, and puts its own address on what leaves the network, for its own client too", () => {
    assert.match(script, /^#!\/bin\/bash\nset -euo pipefail\n/);
    assert.match(script, /net\.ipv4\.ip_forward = 1/);
    assert.match(script, /ip saddr \{ 10\.20\.0\.0\/16, 169\.254\.100\.2 \} ip daddr != 10\.20\.0\.0\/16 masquerade/);
    assert.match(script, /systemctl enable --now nftables/);
  });

  it("watches before it does anything that could fail", () => {
    const order = ["systemctl enable --now nat-health.timer", "sysctl --system", "until dnf install"].map((step) => script.indexOf(step));
    assert.ok(order.every((place) => place > 0));
    assert.deepEqual([...order].sort((a, b) => a - b), order);
  });

  it("fits into what EC2 takes", () => assert.ok(Buffer.byteLength(script) <= 16384));

  it("is what a shell can read, the watch within it too", () => {
    for (const text of [script, HEALTH_SCRIPT]) {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: text, encoding: "utf8" });
      assert.equal(status, 0, stderr);
    }
  });

  it("asks every half minute, after five minutes to get ready", () => {
    assert.match(HEALTH_TIMER, /OnBootSec=5min\nOnUnitInactiveSec=30s\n/);
    assert.match(HEALTH_TIMER, /WantedBy=timers\.target/);
    assert.match(HEALTH_SERVICE, /Type=oneshot\nExecStart=\/usr\/local\/sbin\/nat-health\n/);
  });

  it("has units that systemd takes", function () {
    if (!has("systemd-analyze")) {
      this.skip();
    }
    const folder = mkdtempSync(path.join(os.tmpdir(), "kianax-units-"));
    try {
      // The program is not on this machine; everything else is as on the instance.
      writeFileSync(path.join(folder, "nat-health.service"), HEALTH_SERVICE.replace("/usr/local/sbin/nat-health", "/bin/true"));
      writeFileSync(path.join(folder, "nat-health.timer"), HEALTH_TIMER);
      const { status, stderr } = spawnSync("systemd-analyze", ["verify", "nat-health.timer", "nat-health.service"], { cwd: folder, encoding: "utf8" });
      assert.equal(status, 0, stderr);
      assert.doesNotMatch(stderr, /nat-health/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("the NAT instance's watch", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "kianax-nat-"));
    command("getent", 'echo "203.0.113.9 STREAM $2"');
    // Whatever runs in the client's namespace is an attempt to get through the instance.
    command("ip", `case "$1 $2" in "netns exec") grep -qx "$6" ${folder}/reached ;; "netns list") echo nat-client ;; esac`);
    command("systemctl", `echo "$*" >> ${folder}/told`);
    reaches();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const command = (name: string, body: string): void => {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${body}\n`);
    chmodSync(path.join(folder, name), 0o755);
  };
  /** The hosts that answer through the instance. */
  const reaches = (...addresses: string[]): void => writeFileSync(path.join(folder, "reached"), addresses.map((address) => `: < /dev/tcp/${address}/443\n`).join(""));
  const ask = (): void => {
    const watch = HEALTH_SCRIPT.replace("/run/nat-health.failures", `${folder}/failures`);
    const { status, stderr } = spawnSync("bash", ["-c", watch], { env: { PATH: `${folder}:${process.env["PATH"] ?? ""}` }, encoding: "utf8" });
    assert.equal(status, 0, stderr);
  };
  const told = (): string[] => (existsSync(path.join(folder, "told")) ? readFileSync(path.join(folder, "told"), "utf8").trim().split("\n") : []);
  const times = (count: number): void => Array.from({ length: count }).forEach(ask);

  it("powers the instance off on the sixth failure in a row, not before", () => {
    times(5);
    assert.deepEqual(told(), []);
    ask();
    assert.deepEqual(told(), ["poweroff"]);
  });

  it("starts to count anew after a success", () => {
    times(5);
    reaches("203.0.113.9");
    ask();
    assert.equal(existsSync(path.join(folder, "failures")), false);
    reaches();
    times(5);
    assert.deepEqual(told(), []);
  });

  it("is content with one target that answers", () => {
    command("getent", 'case "$2" in aws.amazon.com) echo "203.0.113.10 STREAM $2" ;; *) echo "203.0.113.9 STREAM $2" ;; esac');
    reaches("203.0.113.10");
    times(7);
    assert.deepEqual(told(), []);
  });

  it("counts a name that does not resolve as a failure", () => {
    reaches("203.0.113.9");
    command("getent", "exit 2");
    times(6);
    assert.deepEqual(told(), ["poweroff"]);
  });
});
