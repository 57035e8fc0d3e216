#!/bin/sh
# Runs once inside the node's root filesystem; what kind does in its images/base/Dockerfile.
set -o errexit -o nounset

# kind: a node has no hardware, no console and no boot of its own.
find /lib/systemd/system/sysinit.target.wants/ -name systemd-tmpfiles-setup.service -delete
rm -f /lib/systemd/system/multi-user.target.wants/* /etc/systemd/system/*.wants/* \
  /lib/systemd/system/local-fs.target.wants/* /lib/systemd/system/basic.target.wants/* \
  /lib/systemd/system/sockets.target.wants/*udev* /lib/systemd/system/sockets.target.wants/*initctl*
echo "ReadKMsg=no" >> /etc/systemd/journald.conf
ln -sf /usr/lib/systemd/systemd /sbin/init
chmod 755 /kind/bin/* /usr/local/bin/*
systemctl enable kubelet.service containerd.service undo-mount-hacks.service service-range.service
systemctl mask systemd-binfmt.service # it would register things kernel-wide
mkdir -p /etc/kubernetes/manifests

# kind looks for these where its own builds lie, Debian has them elsewhere.
ln -s /usr/bin/containerd /usr/bin/ctr /usr/bin/containerd-shim-runc-v2 /usr/local/bin/
mkdir -p /opt/cni
ln -s /usr/lib/cni /opt/cni/bin
ctr oci spec |
  jq '.hooks.createContainer += [{"path": "/kind/bin/mount-product-files.sh"}] | del(.process.rlimits)' \
    > /etc/containerd/cri-base.json

# Ours: the host may lack CAP_SYS_RESOURCE, then nobody in here may lower an OOM score.
sed -i 's/restrict_oom_score_adj = false/restrict_oom_score_adj = true/' /etc/containerd/config.toml
echo 'KUBELET_EXTRA_ARGS=--runtime-cgroups=/system.slice/containerd.service --feature-gates=KubeletInUserNamespace=true' \
  > /etc/default/kubelet

# Ours: the pause image that kubeadm names too, and containerd as the writer of the pod network's configuration.
sed -i "s|sandbox_image = .*|sandbox_image = \"$PAUSE_IMAGE\"|" /etc/containerd/config.toml
cat >> /etc/containerd/config.toml << 'TOML'

[plugins."io.containerd.grpc.v1.cri".cni]
  conf_template = "/kind/cni.conf.template"
TOML
