package org.namingofcats.probe.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackendBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.namingofcats.probe.page.Sight.RuleSight;

/** What an object says in more than one way is shown in one. */
class SightTest {
    private static IngressBackend service(String name) {
        return new IngressBackendBuilder().withNewService().withName(name).endService().build();
    }

    /** It leads somewhere, by a rule or without: "nobody behind it" would be a lie. */
    @Test
    void anIngressLeadsWhereItsDefaultDoes() {
        assertEquals(List.of(new RuleSight(null, "/", List.of("service-a"))), Sight.of(new IngressBuilder().withNewMetadata().endMetadata()
                .withNewSpec().withDefaultBackend(service("service-a")).endSpec().build()).rules());
        assertEquals(List.of(new RuleSight("cats.example", "/cat", List.of("service-b")), new RuleSight("cats.example", "/", List.of("service-b")),
                new RuleSight(null, "/", List.of("service-a"))), Sight.of(new IngressBuilder().withNewMetadata().endMetadata()
                .withNewSpec().withDefaultBackend(service("service-a")).addNewRule().withHost("cats.example").withNewHttp()
                .addNewPath().withPath("/cat").withBackend(service("service-b")).endPath().addNewPath().withBackend(service("service-b")).endPath()
                .endHttp().endRule().addNewRule().withHost("a-host-and-no-more.example").endRule().endSpec().build()).rules());
    }
}
