FROM scratch
COPY etcd /usr/local/bin/etcd
ENV PATH=/usr/local/bin
