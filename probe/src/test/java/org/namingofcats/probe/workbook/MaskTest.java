package org.namingofcats.probe.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {
    private final Mask mask = new Mask("book");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"at\":\"10.244.1.7\"} | {\"at\":\"10.244.…\"}",
        "10.96.12.200:9090 | 10.96.…:9090",
        "from 192.168.16.5 | from 172.…",
        "172.18.255.201 | 172.…",
        "127.0.0.1 and 192.0.2.0/24 | 127.0.0.1 and 192.0.2.0/24",
        "service-b-5c56dbcbc4-x2tg7 1/1 | service-b-… 1/1",
        "service-b-load-balancer-local | service-b-load-balancer-local",
        "service-a-node-port | service-a-node-port",
        "agent-6nzs4 | agent-…",
        "node-agent-49ff7 | node-agent-…",
        "book-worker2 | …-w…",
        "book-control-plane | …-control-plane",
        "kind-book | kind-…",
        "64ed936a-6c67-4801-a325-3c45d8c10cd7 | …",
        "80:31047/TCP | 80:3…/TCP",
        "port 30007 | port 30007",
        "v1.34.4 | v1.34.…",
        "Ready   <none>   5m33s   v1.34.4 | Ready   <none>   …   v1.34.…",
        "OK 200 in 5.7 ms | OK 200 in … ms",
        "KUBE-SVC-MUIUHO6YVGXHHLWH | KUBE-SVC-…",
        "KUBE-SVL-AAP7LET5IBGHBW4V | KUBE-SVL-…",
        "--dport 32010 -j KUBE-EXT-MUIUHO6YVGXHHLWH | --dport 3… -j KUBE-EXT-…",
        "--dport 30007 --dport 80 | --dport 30007 --dport 80",
        "dev veth985767ee src | dev veth… src",
    })
    void whatDiffersIsMaskedAndOnlyThat(String text, String masked) {
        assertEquals(masked, mask.of(text));
        assertEquals(masked, mask.of(masked), "masking twice");
    }
}
