package org.namingofcats.probe.workbook.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.Outcome;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.evidence.SmallLab;
import org.namingofcats.probe.trouble.Patience;
import org.namingofcats.probe.workbook.page.Grade.State;
import org.namingofcats.probe.workbook.state.Notebook;

/** What the lessons say of a lab before, during and after their task. */
@EnableKubernetesMockClient(crud = true)
class LessonsTest {
    KubernetesClient client;

    private static final Function<DialRequest, DialResult> B_ANSWERS = request -> SmallLab.answer(request, SmallLab.B1);
    private static final Function<DialRequest, DialResult> REFUSED = request -> SmallLab.failed(Outcome.REFUSED);

    @Test
    void theNodeOfServiceAIsMarked() {
        node("worker", Map.of());
        node("worker2", Map.of());
        assertGrade(State.NOT_YET, new PrerequisitesLesson(), desk(B_ANSWERS));
        node("worker2", Map.of("namingofcats.org/cat", "service-a"));
        assertGrade(State.NOT_YET, new PrerequisitesLesson(), desk(B_ANSWERS));
        node("worker2", Map.of());
        node("worker", Map.of("namingofcats.org/cat", "service-a"));
        assertGrade(State.DONE, new PrerequisitesLesson(), desk(B_ANSWERS));
    }

    @Test
    void aNodeThatIsMarkedByMistakeIsTheOneToUnmark() {
        node("worker", Map.of("namingofcats.org/cat", "service-a"));
        node("worker2", Map.of("namingofcats.org/cat", "service-a"));
        assertEquals(Grade.notYet("the label namingofcats.org/cat=service-a is on worker2, where service-a is not",
                "take it away with `kubectl label node worker2 namingofcats.org/cat-` and look again"), new PrerequisitesLesson().grade(desk(B_ANSWERS)));
    }

    @Test
    void theSidecarsDoorWasOpenAndIsClosed() {
        Function<DialRequest, DialResult> closed = request -> request.url().startsWith("http://127.0.0.1:")
                ? SmallLab.ok(SmallLab.passport(request.nonce(), "sidecar", SmallLab.A, "127.0.0.1")) : SmallLab.failed(Outcome.REFUSED);
        assertGrade(State.NOT_YET, new LocalhostLesson(), desk(closed));
        shape("127.0.0.1");
        assertGrade(State.NOT_YET, new LocalhostLesson(), desk(closed)); // that is where it listens anyhow
        shape("0.0.0.0");
        assertGrade(State.DONE, new LocalhostLesson(), desk(closed));
        assertGrade(State.BROKEN, new LocalhostLesson(), desk(REFUSED));
        assertGrade(State.BROKEN, new LocalhostLesson(), desk(request -> closed.apply(new DialRequest("http://127.0.0.1:8081/", request.nonce(), request.headers(), 2000))));
        assertEquals("the sidecar does not answer its neighbour: an answer of service-a", new LocalhostLesson().grade(desk(request ->
                request.url().startsWith("http://127.0.0.1:") ? SmallLab.answer(request, SmallLab.A) : SmallLab.failed(Outcome.REFUSED))).why());
    }

    /** What service-a's Deployment once was. */
    private void shape(String host) {
        client.resource(new ReplicaSetBuilder().withNewMetadata().withName("service-a-" + host.length()).withNamespace("naming-of-cats")
                .addToLabels("app.kubernetes.io/name", "service-a").endMetadata().withNewSpec().withNewTemplate().withNewSpec().addNewInitContainer().withName("sidecar")
                .addNewEnv().withName("QUARKUS_HTTP_HOST").withValue(host).endEnv().endInitContainer().endSpec().endTemplate().endSpec().build()).create();
    }

    @Test
    void aPodDiedSinceThePageBegan() {
        assertGrade(State.NOT_YET, new PodIpLesson(), desk(B_ANSWERS));
        new PodIpLesson().start(desk(B_ANSWERS));
        assertEquals(List.of("uid-b1 uid-b2 uid-b3", "10.244.2.11 10.244.2.12 10.244.2.13"),
                List.of(notebook().read(PodIpLesson.PODS).orElseThrow(), notebook().read(PodIpLesson.ADDRESSES).orElseThrow()));
        assertGrade(State.NOT_YET, new PodIpLesson(), desk(B_ANSWERS));
        notebook().write(Map.of(PodIpLesson.PODS, "uid-b1 uid-b2"));
        assertGrade(State.NOT_YET, new PodIpLesson(), desk(B_ANSWERS)); // one more, and nobody died
        notebook().write(Map.of(PodIpLesson.PODS, "uid-b1 uid-b2 uid-gone", PodIpLesson.ADDRESSES, "10.244.2.11 10.244.2.12 10.244.2.19"));
        assertEquals(Grade.done("service-b-3 has taken the place, with an address of its own"), new PodIpLesson().grade(desk(B_ANSWERS)));
        assertGrade(State.BROKEN, new PodIpLesson(), desk(REFUSED));
        assertGrade(State.BROKEN, new PodIpLesson(), desk(request -> SmallLab.answer(request, SmallLab.A)));
        notebook().write(Map.of(PodIpLesson.ADDRESSES, "10.244.2.13"));
        assertEquals("service-b-3 has taken the place, with an address that one had before, by chance", new PodIpLesson().grade(desk(B_ANSWERS)).why());
    }

    @Test
    void aServiceOfOnesOwn() {
        assertGrade(State.NOT_YET, new ClusterIpLesson(), desk(B_ANSWERS));
        assertGrade(State.NOT_YET, new ClusterIpLesson(), desk(B_ANSWERS, service("jellicle", "ClusterIP", 80, 0, SmallLab.ALL_B)));
        assertGrade(State.BROKEN, new ClusterIpLesson(), desk(B_ANSWERS, service("jellicle", "ClusterIP", 9090, 0, Set.of())));
        assertGrade(State.BROKEN, new ClusterIpLesson(), desk(B_ANSWERS, service("jellicle", "ClusterIP", 9090, 0, Set.of(SmallLab.A))));
        assertGrade(State.BROKEN, new ClusterIpLesson(), desk(request -> SmallLab.answer(request, SmallLab.A), service("jellicle", "ClusterIP", 9090, 0, SmallLab.ALL_B)));
        assertGrade(State.BROKEN, new ClusterIpLesson(), desk(REFUSED, service("jellicle", "ClusterIP", 9090, 0, SmallLab.ALL_B)));
        assertGrade(State.DONE, new ClusterIpLesson(), desk(B_ANSWERS, service("jellicle", "ClusterIP", 9090, 0, SmallLab.ALL_B)));
    }

    @Test
    void aDoorOnEveryNode() {
        assertGrade(State.NOT_YET, new NodePortLesson(), desk(B_ANSWERS, service("munkustrap", "NodePort", 80, 31000, SmallLab.ALL_B)));
        assertGrade(State.NOT_YET, new NodePortLesson(), desk(B_ANSWERS, service("munkustrap", "NodePort", 80, 30007, Set.of())));
        assertGrade(State.BROKEN, new NodePortLesson(), desk(request -> request.url().contains("172.18.0.3")
                ? SmallLab.failed(Outcome.TIMEOUT) : SmallLab.answer(request, SmallLab.B1), service("munkustrap", "NodePort", 80, 30007, SmallLab.ALL_B)));
        assertGrade(State.DONE, new NodePortLesson(), desk(B_ANSWERS, service("munkustrap", "NodePort", 80, 30007, SmallLab.ALL_B)));
    }

    /** A door that leads to somebody else is open as well. */
    @Test
    void aDoorToAnotherServiceIsNotTheOne() {
        Function<DialRequest, DialResult> byA = request -> SmallLab.answer(request, SmallLab.A);
        Lab.Service door = service("munkustrap", "NodePort", 80, 30007, SmallLab.ALL_B);
        assertEquals("node worker at port 30007: an answer of service-a; the pods are there, so look at the Service's targetPort",
                new NodePortLesson().grade(desk(byA, door)).why());
        assertGrade(State.BROKEN, new NodePortLesson(), desk(request -> SmallLab.ok("{}"), door));
        assertGrade(State.BROKEN, new NodePortLesson(), desk(B_ANSWERS, service("munkustrap", "NodePort", 80, 30007, Set.of(SmallLab.A, SmallLab.B1))));
    }

    @Test
    void aSecondNameForServiceB() {
        assertGrade(State.NOT_YET, new DnsLesson(), desk(B_ANSWERS));
        alias("service-a");
        assertEquals(Grade.broken("deuteronomy stands for service-a.naming-of-cats.svc.cluster.local: an answer of service-a",
                "kubectl -n naming-of-cats patch service deuteronomy -p '{\"spec\":{\"externalName\":\"service-b.naming-of-cats.svc.cluster.local\"}}'"),
                new DnsLesson().grade(desk(request -> SmallLab.answer(request, SmallLab.A))));
        alias("service-b");
        assertGrade(State.DONE, new DnsLesson(), desk(B_ANSWERS));
        assertGrade(State.BROKEN, new DnsLesson(), desk(request -> SmallLab.failed(Outcome.DNS)));
    }

    @Test
    void membersOnly() {
        Lab.Service club = service("bustopher", "LoadBalancer", 80, 0, SmallLab.ALL_B);
        assertGrade(State.NOT_YET, new LoadBalancerLesson(), desk(B_ANSWERS));
        ranges();
        assertGrade(State.NOT_YET, new LoadBalancerLesson(), desk(B_ANSWERS, club));
        ranges(SmallLab.CLIENT + "/32");
        assertGrade(State.BROKEN, new LoadBalancerLesson(), desk(REFUSED, club));
        assertEquals(Grade.done("the machine outside, 10.244.2.9, is let in by [10.244.2.9/32]"), new LoadBalancerLesson().grade(desk(B_ANSWERS, club)));
    }

    @Test
    void aClubThatLetsInOthersIsNotForMembersOnly() {
        Lab.Service club = service("bustopher", "LoadBalancer", 80, 0, SmallLab.ALL_B);
        ranges("0.0.0.0/0");
        assertEquals(Grade.notYet("members are [0.0.0.0/0] and not the machine outside, 10.244.2.9/32, and nobody else",
                "kubectl -n naming-of-cats patch service bustopher -p '{\"spec\":{\"loadBalancerSourceRanges\":[\"10.244.2.9/32\"]}}'"),
                new LoadBalancerLesson().grade(desk(B_ANSWERS, club)));
        ranges("10.244.2.9/24");
        assertGrade(State.NOT_YET, new LoadBalancerLesson(), desk(B_ANSWERS, club));
        ranges("10.244.2.9/32", "10.0.0.0/8");
        assertGrade(State.NOT_YET, new LoadBalancerLesson(), desk(B_ANSWERS, club));
        ranges("fd00::9/128");
        assertGrade(State.DONE, new LoadBalancerLesson(), desk(request -> from("fd00::9", SmallLab.answer(request, SmallLab.B1)), club));
        assertGrade(State.NOT_YET, new LoadBalancerLesson(), desk(B_ANSWERS, club));
    }

    @Test
    void aClubOfAnotherServiceIsNotTheOne() {
        ranges(SmallLab.CLIENT + "/32");
        Function<DialRequest, DialResult> byA = request -> SmallLab.answer(request, SmallLab.A);
        assertEquals(Grade.broken("Service bustopher leads to service-a and not to service-b alone: its selector decides",
                "kubectl -n naming-of-cats set selector service bustopher app.kubernetes.io/name=service-b"),
                new LoadBalancerLesson().grade(desk(byA, service("bustopher", "LoadBalancer", 80, 0, Set.of(SmallLab.A)))));
        assertGrade(State.BROKEN, new LoadBalancerLesson(), desk(B_ANSWERS, service("bustopher", "LoadBalancer", 80, 0, Set.of(SmallLab.A, SmallLab.B1))));
        assertGrade(State.BROKEN, new LoadBalancerLesson(), desk(REFUSED, service("bustopher", "LoadBalancer", 80, 0, Set.of())));
        assertEquals("at the address of Service bustopher there is an answer of service-a; the pods are there, so look at its targetPort",
                new LoadBalancerLesson().grade(desk(byA, service("bustopher", "LoadBalancer", 80, 0, SmallLab.ALL_B))).why());
    }

    @Test
    void aHostBehindTheSharedDoor() {
        assertGrade(State.NOT_YET, new IngressLesson(), desk(B_ANSWERS));
        assertGrade(State.NOT_YET, new IngressLesson(), desk(B_ANSWERS, List.of(), skimbleshanks(null, "service-b")));
        assertGrade(State.BROKEN, new IngressLesson(), desk(B_ANSWERS, List.of(), skimbleshanks("172.18.255.9", "nobody")));
        Lab.Route route = skimbleshanks("172.18.255.9", "service-b");
        assertGrade(State.DONE, new IngressLesson(), desk(B_ANSWERS, List.of(), route));
        assertEquals("who asks for skimble.example gets HTTP 503", new IngressLesson().grade(desk(request -> SmallLab.status(503), List.of(), route)).why());
        Grade byA = new IngressLesson().grade(desk(request -> SmallLab.answer(request, SmallLab.A), List.of(), route));
        assertEquals(State.BROKEN, byA.state());
        assertEquals("who asks for skimble.example gets an answer of service-a", byA.why());
        assertGrade(State.BROKEN, new IngressLesson(), desk(request -> SmallLab.ok("{}"), List.of(), route));
    }

    @Test
    void whoAsksIsSeen() {
        Lab.Service service = service("mistoffelees", "LoadBalancer", 80, 0, SmallLab.ALL_B);
        assertGrade(State.NOT_YET, new SourceAddressesLesson(), desk(B_ANSWERS));
        assertGrade(State.DONE, new SourceAddressesLesson(), desk(B_ANSWERS, service));
        assertGrade(State.BROKEN, new SourceAddressesLesson(), desk(REFUSED, service));
        assertGrade(State.BROKEN, new SourceAddressesLesson(), desk(LessonsTest::rewritten, service));
    }

    @Test
    void whoeverElseAnswersIsNotAsked() {
        Lab.Service service = service("mistoffelees", "LoadBalancer", 80, 0, SmallLab.ALL_B);
        Function<DialRequest, DialResult> byA = request -> SmallLab.answer(request, SmallLab.A);
        assertEquals("who asks outside gets an answer of service-a", new SourceAddressesLesson().grade(desk(byA, service)).why());
        assertGrade(State.BROKEN, new SourceAddressesLesson(), desk(request -> SmallLab.ok("{}"), service));
        assertGrade(State.BROKEN, new SourceAddressesLesson(), desk(B_ANSWERS, service("mistoffelees", "LoadBalancer", 80, 0, Set.of(SmallLab.A))));
    }

    /** kube-proxy and the load balancer have not carried out yet what the learner has just done. */
    @Test
    void whatWasJustDoneMayTakeAMoment() {
        AtomicInteger asked = new AtomicInteger();
        Desk hasty = desk(request -> asked.getAndIncrement() == 0 ? rewritten(request) : SmallLab.answer(request, SmallLab.B1),
                service("mistoffelees", "LoadBalancer", 80, 0, SmallLab.ALL_B));
        assertGrade(State.DONE, new SourceAddressesLesson(), new Desk(hasty.client(), hasty.namespace(), hasty.lab(), hasty.notebook(), hasty.verify(),
                hasty.changed(), hasty.json(), new Patience(Duration.ofSeconds(10), Duration.ofMillis(1))));
    }

    /** An answer of a pod that saw a node. */
    private static DialResult rewritten(DialRequest request) {
        return SmallLab.ok(SmallLab.passport(request.nonce(), "service-b", SmallLab.B1, "172.18.0.2"));
    }

    @Test
    void oneClientIsTurnedAwayAndTheOthersAreServed() {
        Desk denied = desk(B_ANSWERS);
        assertGrade(State.NOT_YET, new RulesLesson(), denied); // nobody is turned away
        assertGrade(State.BROKEN, new RulesLesson(), desk(request -> SmallLab.status(403)));
        assertGrade(State.NOT_YET, new RulesLesson(), desk(request -> SmallLab.status(404)));
    }

    @Test
    void aRouteThatLooksAtAHeader() {
        Lab.Route route = new Lab.Route(Lab.Route.Kind.GATEWAY, "tugger", "contour", "172.18.255.9", "tugger.example", "/", true, Map.of(), null);
        Function<DialRequest, DialResult> obeys = request ->
                SmallLab.answer(request, request.headers().containsKey("x-cat") ? SmallLab.B1 : SmallLab.A);
        assertGrade(State.NOT_YET, new GatewayLesson(), desk(obeys));
        assertGrade(State.DONE, new GatewayLesson(), desk(obeys, List.of(), route));
        assertGrade(State.BROKEN, new GatewayLesson(), desk(B_ANSWERS, List.of(), route));
        assertEquals("tugger.example is HTTP 404, and with x-cat: service-b it is HTTP 404", new GatewayLesson().grade(desk(request -> {
            DialResult answer = obeys.apply(request); // a service says who it is, too, where it does not know the path
            return new DialResult(Outcome.HTTP_ERROR, 404, answer.body(), answer.remoteAddress(), answer.clientAddress(), answer.timing(), null);
        }, List.of(), route)).why());
    }

    private void assertGrade(State expected, Lesson lesson, Desk desk) {
        Grade grade = lesson.grade(desk);
        assertEquals(expected, grade.state(), grade::toString);
        assertFalse(grade.why().isBlank());
        assertEquals(expected == State.DONE, grade.next() == null, "whoever is not done is told what to do next");
    }

    private Desk desk(Function<DialRequest, DialResult> network, Lab.Service... added) {
        return desk(network, List.of(added));
    }

    private Desk desk(Function<DialRequest, DialResult> network, List<Lab.Service> added, Lab.Route... routes) {
        Lab lab = SmallLab.with(network);
        List<Lab.Service> services = new ArrayList<>(lab.services());
        services.addAll(added);
        List<Lab.Route> all = new ArrayList<>(lab.routes());
        all.addAll(List.of(routes));
        return new Desk(client, "naming-of-cats", new Lab(lab.nodes(), lab.pods(), services, all, lab.agents(), lab.owners()),
                notebook(), List::of, List::of, new ObjectMapper(), new Patience(Duration.ZERO, Duration.ZERO));
    }

    private Notebook notebook() {
        return new Notebook(client, "naming-of-cats");
    }

    private void node(String name, Map<String, String> labels) {
        client.resource(new NodeBuilder().withNewMetadata().withName(name).withLabels(labels).endMetadata().build()).createOr(node -> node.update());
    }

    private void ranges(String... ranges) {
        client.resource(new ServiceBuilder().withNewMetadata().withName("bustopher").withNamespace("naming-of-cats").endMetadata()
                .withNewSpec().withLoadBalancerSourceRanges(ranges).endSpec().build()).createOr(service -> service.update());
    }

    private void alias(String service) {
        client.resource(new ServiceBuilder().withNewMetadata().withName("deuteronomy").withNamespace("naming-of-cats").endMetadata().withNewSpec()
                .withType("ExternalName").withExternalName(service + ".naming-of-cats.svc.cluster.local").endSpec().build()).createOr(old -> old.update());
    }

    private static Lab.Route skimbleshanks(String address, String service) {
        Lab.Service to = SmallLab.with(B_ANSWERS).services().stream().filter(one -> one.name().equals(service)).findFirst().orElseThrow();
        return new Lab.Route("skimbleshanks", "contour", address, "skimble.example", "/", true, to);
    }

    private static DialResult from(String client, DialResult result) {
        return new DialResult(result.outcome(), result.status(), result.body(), result.remoteAddress(), client, result.timing(), result.message());
    }

    private static Lab.Service service(String name, String type, int port, int nodePort, Set<Lab.Pod> ready) {
        return new Lab.Service(name, "naming-of-cats", "service-b", type, "10.96.0.99", port, nodePort,
                type.equals("LoadBalancer") ? "172.18.255.7" : null, false, ready);
    }
}
