# One image under six names: the Kubernetes binary is chosen by the name it is called by (see cluster/go/kubernetes).
# kube-proxy and the pod network need iptables with its extensions, nft, conntrack, ip and a shell: tools.tar, from Debian.
FROM scratch
ADD tools.tar /
RUN ["/bin/busybox", "sh", "-c", "for t in sh sleep cat ls nc wget httpd; do busybox ln -sf busybox /bin/$t; done; \
  for t in '' -save -restore; do for v in iptables ip6tables; do busybox ln -sf $v-nft$t /usr/sbin/$v$t; done; done"]
COPY pod-network kubernetes /usr/local/bin/
RUN ["/bin/busybox", "sh", "-c", "for t in kube-apiserver kube-controller-manager kube-scheduler kube-proxy kubectl; \
  do busybox ln -s kubernetes /usr/local/bin/$t; done"]
ENV PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
