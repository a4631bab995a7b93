/** What a NAT instance does when it boots: forward, and put its own address on what leaves. */
export function natUserData(cidr: string): string {
  return `#!/bin/bash
set -euo pipefail
dnf install --assumeyes nftables
cat > /etc/sysctl.d/90-nat.conf <<'SETTINGS'
net.ipv4.ip_forward = 1
net.ipv4.conf.all.send_redirects = 0
net.netfilter.nf_conntrack_max = 65536
SETTINGS
modprobe nf_conntrack
sysctl --system
cat > /etc/sysconfig/nftables.conf <<'RULES'
table ip nat {
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    ip saddr ${cidr} ip daddr != ${cidr} masquerade
  }
}
RULES
systemctl enable --now nftables
`;
}
