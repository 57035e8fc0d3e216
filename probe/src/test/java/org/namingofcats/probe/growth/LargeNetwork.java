package org.namingofcats.probe.growth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.DialResult.Timing;
import org.namingofcats.api.Outcome;
import org.namingofcats.api.Passport;
import org.namingofcats.api.PodPassports;
import org.namingofcats.api.Receipt;
import org.namingofcats.probe.evidence.Lab;
import org.namingofcats.probe.vantage.Agent.Place;

/** What a request of an agent comes to in a lab where all is well; a Service's pods are met by chance, as kube-proxy has it. */
final class LargeNetwork {
    private static final Timing QUICK = new Timing(0, 0.1, 0.5, 0.7);

    /**
     * An agent.
     *
     * @param podUid of its pod, {@code null} outside
     */
    record Client(Place place, String ip, String podUid) {}

    private final ObjectMapper json;
    private final Map<String, Lab.Pod> pods = new HashMap<>();
    private final Map<String, Lab.Pod> byUid = new HashMap<>();
    private final Map<String, List<Lab.Pod>> services = new HashMap<>();
    private final Map<String, List<Lab.Pod>> doors = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, List<Lab.Pod>> paths = new HashMap<>();

    LargeNetwork(LargeLab lab, ObjectMapper json) {
        this.json = json;
        lab.workloads().forEach(pod -> {
            pods.put(pod.ip(), pod);
            byUid.put(pod.uid(), pod);
        });
        for (LargeLab.Named service : LargeLab.SERVICES) {
            List<Lab.Pod> behind = lab.behind(service);
            services.put(service.clusterIp() + ":80", behind);
            names.put(service.name() + "." + LargeLab.LAB + ".svc", service.clusterIp());
            if (service.address() != null) {
                doors.put(service.address() + ":80", behind);
            }
            if (service.nodePort() != null) {
                for (int i = 0; i < lab.nodes(); i++) {
                    doors.put(LargeLab.nodeAddress(i) + ":" + service.nodePort(), behind);
                }
            }
        }
        paths.put("/mypathA", lab.behind(LargeLab.SERVICES.get(0)));
        paths.put("/myPathB", lab.behind(LargeLab.SERVICES.get(1)));
    }

    /** The address that a host has; its own if it is no name. */
    String lookUp(String host) {
        return names.getOrDefault(host, host);
    }

    DialResult dial(Client client, DialRequest request) {
        URI url = URI.create(request.url());
        String host = lookUp(url.getHost());
        String target = host + ":" + (url.getPort() < 0 ? 80 : url.getPort());
        boolean outside = client.place() == Place.OUTSIDE;
        if (host.equals("127.0.0.1")) {
            Lab.Pod self = byUid.get(client.podUid());
            return self == null ? failed(Outcome.REFUSED, target) : sidecar(self, client, request, url, target);
        }
        if (outside && (pods.containsKey(host) || services.containsKey(target))) {
            return failed(Outcome.UNREACHABLE, target);
        }
        if (pods.containsKey(host)) {
            return url.getPort() == 8080 ? pod(pods.get(host), client, request, url, target) : failed(Outcome.REFUSED, target);
        }
        if (host.equals(LargeLab.INGRESS)) {
            return paths.entrySet().stream().filter(route -> (url.getPath() + "/").startsWith(route.getKey() + "/")).findFirst()
                    .map(route -> passport(any(route.getValue()), LargeLab.ENVOY, client, request, url, target))
                    .orElse(new DialResult(Outcome.HTTP_ERROR, 404, "", target, client.ip(), QUICK, null));
        }
        List<Lab.Pod> behind = services.getOrDefault(target, doors.getOrDefault(target, List.of()));
        return behind.isEmpty() ? failed(Outcome.REFUSED, target) : passport(any(behind), client.ip(), client, request, url, target);
    }

    private DialResult pod(Lab.Pod pod, Client client, DialRequest request, URI url, String target) {
        return !url.getPath().equals("/sidecar") ? passport(pod, client.ip(), client, request, url, target)
                : ok(new PodPassports(passport(pod, pod.workload(), client.ip(), request, url), passport(pod, "sidecar", "127.0.0.1", request, url)),
                        client, target);
    }

    static List<Receipt> receipts(List<String> nonces) {
        return nonces.stream().map(nonce -> new Receipt(nonce, 1)).toList();
    }

    private DialResult sidecar(Lab.Pod self, Client client, DialRequest request, URI url, String target) {
        return url.getPath().equals("/receipts/each") ? ok(receipts(List.of(url.getQuery().substring("nonce=".length()).split("&nonce="))), client, target)
                : ok(passport(self, "sidecar", client.ip(), request, url), client, target);
    }

    private DialResult passport(Lab.Pod pod, String peer, Client client, DialRequest request, URI url, String target) {
        return ok(passport(pod, pod.workload(), peer, request, url), client, target);
    }

    private static Passport passport(Lab.Pod pod, String container, String peer, DialRequest request, URI url) {
        return new Passport(request.nonce(), container, pod.name(), pod.uid(), pod.ip(), pod.node(), container, "0a:00", "4026", url.getPath(), peer, Map.of());
    }

    private static Lab.Pod any(List<Lab.Pod> pods) {
        return pods.get(ThreadLocalRandom.current().nextInt(pods.size()));
    }

    private DialResult ok(Object body, Client client, String target) {
        try {
            return new DialResult(Outcome.OK, 200, json.writeValueAsString(body), target, client.ip(), QUICK, null);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DialResult failed(Outcome outcome, String target) {
        return new DialResult(outcome, 0, null, target, null, QUICK, "as it should");
    }
}
