package org.namingofcats.probe.experiment;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.util.List;
import java.util.Map;
import org.namingofcats.probe.evidence.Call;
import org.namingofcats.probe.evidence.Expectation;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent.Place;
import org.namingofcats.probe.vantage.Agent;

/** An Ingress of the stage at a host of its own, so that no rule of the lab's and no stale one of another run can answer. */
final class StageIngress {
    private final Stage stage;
    private final String name;
    private final Lab.Route lab;
    private final List<Lab.Route> routes;
    private final List<Agent> outside;

    StageIngress(Trial trial, String name) {
        this.stage = trial.stage();
        this.name = name;
        this.outside = trial.lab().agents(Place.OUTSIDE);
        this.routes = trial.lab().routes(Lab.Route.Kind.INGRESS);
        this.lab = routes.stream().filter(route -> route.address() != null).findFirst().orElseThrow();
    }

    /** A Service in front of one actor, complete. */
    Lab.Service service(String actor) {
        Lab.Pod pod = stage.pod(actor);
        stage.service("to-" + actor, actor, service -> service);
        return stage.service("to-" + actor, service -> service.ready().contains(pod));
    }

    /** A path that the stage's pods know, and everything below it: that of the lab's own Ingress. */
    String base(Lab.Service service) {
        return routes.stream().filter(route -> route.service() != null && service.workload().equals(route.service().workload()))
                .findFirst().map(Lab.Route::path).orElse("");
    }

    /** That of the lab's own, {@code null} if it has none. */
    String className() {
        return lab.className();
    }

    /** Routes each path and what is below it to a Service, and nothing else. */
    void route(Map<String, String> serviceOfPath) {
        List<HTTPIngressPath> paths = serviceOfPath.entrySet().stream().map(entry -> new HTTPIngressPathBuilder()
                .withPath(entry.getKey()).withPathType("Prefix").withNewBackend().withNewService().withName(entry.getValue())
                .withNewPort().withName("http").endPort().endService().endBackend().build()).toList();
        stage.create(new IngressBuilder().withNewMetadata().withName(name).endMetadata().withNewSpec()
                .withIngressClassName(className()).addNewRule().withHost(hostName()).withNewHttp().withPaths(paths)
                .endHttp().endRule().endSpec().build());
    }

    /** Asks for a path from where its users are. */
    List<Call> calls(String path, Expectation expectation) {
        return outside.stream().map(agent -> new Call(agent, url(path), host(), expectation)).toList();
    }

    String url(String path) {
        return "http://" + lab.address() + path;
    }

    Map<String, String> host() {
        return Map.of("Host", hostName());
    }

    /** {@code .test} is reserved for this (RFC 6761). */
    String hostName() {
        return name + "." + stage.namespace() + ".test";
    }
}
