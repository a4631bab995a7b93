/** What a NAT instance does when it boots: forward, put its own address on what leaves, and prove every half minute that it does. */

/** Time to set itself up before anyone asks, so that a new instance is not ended for being new. */
const GRACE_MINUTES = 5;
const INTERVAL_SECONDS = 30;
/** Failures in a row after which the instance ends itself: three to five minutes. */
const MOST_FAILURES = 6;

/** The client in its namespace, and the instance's end of the wire to it; link-local, so that no network has these addresses. */
const CLIENT = "169.254.100.2";
const WIRE = "169.254.100.1";

/** On the internet for certain: neither has an interface endpoint that could answer inside the VPC. */
const TARGETS = ["checkip.amazonaws.com", "aws.amazon.com"] as const;

/**
 * Asks as a pod asks: from a network namespace whose packets this instance has to forward and to give its address. Only that
 * proves that traffic of others gets through; an instance that reaches the internet itself may forward nothing. One target
 * that answers is enough. Where none answers for six times in a row, the instance powers itself off: that
 * terminates it, and the Auto Scaling group starts another on the same interface.
 */
export const HEALTH_SCRIPT = `#!/bin/bash
set -u
namespace=nat-client
failures=/run/nat-health.failures

connect() {
  if ! ip netns list | grep -qw "$namespace"; then
    ip netns add "$namespace"
    ip link add "$namespace" type veth peer name client netns "$namespace"
  fi
  ip address replace ${WIRE}/30 dev "$namespace"
  ip link set "$namespace" up
  ip -n "$namespace" address replace ${CLIENT}/30 dev client
  ip -n "$namespace" link set client up
  ip -n "$namespace" route replace default via ${WIRE}
}

answers() {
  local address
  read -r address _ < <(timeout 5 getent ahostsv4 "$1")
  [ -n "\${address:-}" ] && timeout 5 ip netns exec "$namespace" bash -c ": < /dev/tcp/$address/443" 2> /dev/null
}

connect
for target in ${TARGETS.join(" ")}; do
  if answers "$target"; then
    rm -f "$failures"
    exit 0
  fi
done

count=$(( $(cat "$failures" 2> /dev/null || echo 0) + 1 ))
echo "$count" > "$failures"
echo "Nothing gets through this instance: $count of ${MOST_FAILURES} times in a row."
if [ "$count" -ge ${MOST_FAILURES} ]; then
  systemctl poweroff
fi
`;

export const HEALTH_SERVICE = `[Unit]
Description=Proves that this instance forwards, or powers it off
After=network-online.target
Wants=network-online.target

[Service]
Type=oneshot
ExecStart=/usr/local/sbin/nat-health
TimeoutStartSec=60
`;

export const HEALTH_TIMER = `[Unit]
Description=Asks every ${INTERVAL_SECONDS} seconds whether this instance forwards

[Timer]
OnBootSec=${GRACE_MINUTES}min
OnUnitInactiveSec=${INTERVAL_SECONDS}s
AccuracySec=1s

[Install]
WantedBy=timers.target
`;

/**
 * The script that EC2 runs at the first boot. The watch is set before anything that could fail, so that an instance that does
 * not get ready is replaced too. https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html
 */
export function natUserData(cidr: string): string {
  return `#!/bin/bash
set -euo pipefail
install -d -m 0755 /usr/local/sbin
cat > /usr/local/sbin/nat-health <<'SCRIPT'
${HEALTH_SCRIPT}SCRIPT
chmod 0755 /usr/local/sbin/nat-health
cat > /etc/systemd/system/nat-health.service <<'UNIT'
${HEALTH_SERVICE}UNIT
cat > /etc/systemd/system/nat-health.timer <<'UNIT'
${HEALTH_TIMER}UNIT
systemctl daemon-reload
systemctl enable --now nat-health.timer
cat > /etc/sysctl.d/90-nat.conf <<'SETTINGS'
net.ipv4.ip_forward = 1
net.ipv4.conf.all.send_redirects = 0
net.netfilter.nf_conntrack_max = 65536
SETTINGS
modprobe nf_conntrack
sysctl --system
until dnf install --assumeyes nftables iproute; do
  sleep 10
done
cat > /etc/sysconfig/nftables.conf <<'RULES'
table ip nat {
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    ip saddr { ${cidr}, ${CLIENT} } ip daddr != ${cidr} masquerade
  }
}
RULES
systemctl enable --now nftables
`;
}
