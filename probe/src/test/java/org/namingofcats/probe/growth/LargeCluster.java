package org.namingofcats.probe.growth;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.namingofcats.api.AgentIdentity;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.grant.Grant;
import org.namingofcats.probe.grant.Grants;
import org.namingofcats.probe.grant.Refused;
import org.namingofcats.probe.vantage.Agent.Place;

/** A {@link LargeLab} behind an API server, as far as the probe asks it: lists, and the proxy to agents and to receipts. */
final class LargeCluster implements AutoCloseable {
    static final String TOKEN = "token-of-the-harness";
    private static final Pattern PROXY = Pattern.compile("/api/v1/namespaces/[^/]+/pods/([^:]+):\\d+/proxy(/.*)");

    private final ObjectMapper json = new ObjectMapper();
    private final Grants grants = new Grants(TOKEN);
    private final Map<String, String> lists = new HashMap<>();
    private final Map<String, LargeNetwork.Client> clients = new HashMap<>();
    private final AtomicInteger dialled = new AtomicInteger();
    private final LargeNetwork network;
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    LargeCluster(LargeLab lab) {
        network = new LargeNetwork(lab, json);
        lists.put("/api/v1/nodes", LargeLab.list(lab.nodeObjects().stream()));
        lists.put(core(LargeLab.LAB, "pods"), LargeLab.list(lab.labPods().stream()));
        lists.put(core(LargeLab.NODES, "pods"), LargeLab.list(lab.nodeAgents().stream()));
        lists.put(core(LargeLab.LAB, "services"), LargeLab.list(lab.services().stream()));
        lists.put("/api/v1/services", LargeLab.list(Stream.concat(lab.services().stream(), Stream.of(lab.controller()))));
        lists.put(slices(LargeLab.LAB), LargeLab.list(lab.slices().stream()));
        lists.put(slices(LargeLab.CONTROLLER), LargeLab.list(Stream.of(lab.controllerSlice())));
        lists.put("/apis/networking.k8s.io/v1/namespaces/" + LargeLab.LAB + "/ingresses", LargeLab.list(Stream.of(lab.ingress())));
        lists.put("/apis/networking.k8s.io/v1/ingresses", LargeLab.list(Stream.of(lab.ingress())));
        lists.put("/apis/gateway.networking.k8s.io/v1/namespaces/" + LargeLab.LAB + "/gateways", LargeLab.list(Stream.of(lab.gateway())));
        lists.put("/apis/gateway.networking.k8s.io/v1/namespaces/" + LargeLab.LAB + "/httproutes", LargeLab.list(Stream.of(lab.route())));
        for (int i = 0; i < lab.nodes(); i++) {
            clients.put("agent-" + i, new LargeNetwork.Client(Place.POD, LargeLab.agentAddress(i), "uid-p" + i));
            clients.put("node-agent-" + i, new LargeNetwork.Client(Place.NODE, LargeLab.nodeAddress(i), "uid-n" + i));
        }
        lab.workloads().forEach(pod -> clients.put(pod.name(), new LargeNetwork.Client(Place.NEIGHBOUR, pod.ip(), pod.uid())));
        clients.put("outside", new LargeNetwork.Client(Place.OUTSIDE, "172.18.0.1", null));
        server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0).setMaxHeaderSize(65_536))
                .requestHandler(this::answer).listen().toCompletionStage().toCompletableFuture().join();
    }

    private static String core(String namespace, String kind) {
        return "/api/v1/namespaces/" + namespace + "/" + kind;
    }

    private static String slices(String namespace) {
        return "/apis/discovery.k8s.io/v1/namespaces/" + namespace + "/endpointslices";
    }

    private String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    Config config() {
        return new ConfigBuilder(Config.empty()).withMasterUrl(url()).build();
    }

    /** Where the agent outside listens. */
    URI outside() {
        return URI.create(url() + core(LargeLab.LAB, "pods") + "/outside:8082/proxy");
    }

    /** How many requests the agents have made since the last time that this was asked. */
    int dialled() {
        return dialled.getAndSet(0);
    }

    private void answer(HttpServerRequest request) {
        Matcher proxied = PROXY.matcher(request.path());
        if (!proxied.matches()) {
            String list = lists.get(request.path());
            send(request, list == null ? 404 : 200, list == null ? "{}" : list);
            return;
        }
        if (proxied.group(2).equals("/receipts/each")) {
            send(request, 200, json.valueToTree(LargeNetwork.receipts(request.params().getAll("nonce"))).toString());
        } else {
            request.bodyHandler(body -> agent(request, body, clients.get(proxied.group(1)), proxied.group(2)));
        }
    }

    /** As the agent's own resource: no grant, no answer; a target that the grant does not cover is refused. */
    private void agent(HttpServerRequest request, Buffer body, LargeNetwork.Client client, String path) {
        try {
            Grant grant = grants.read(request.getHeader(DialRequest.GRANT_HEADER));
            if (path.equals("/self")) {
                send(request, 200, json.writeValueAsString(new AgentIdentity(null, null, List.of(client.ip()), null, "1")));
                return;
            }
            boolean several = path.equals("/dials");
            List<DialRequest> asked = several ? List.of(json.readValue(body.getBytes(), DialRequest[].class))
                    : List.of(json.readValue(body.getBytes(), DialRequest.class));
            List<DialResult> results = new ArrayList<>();
            for (DialRequest one : asked) {
                URI url = URI.create(one.url());
                if (!grant.covers(InetAddress.ofLiteral(network.lookUp(url.getHost())), url.getPort() < 0 ? 80 : url.getPort())) {
                    send(request, 403, one.url() + " is none of the targets that the run has named\n");
                    return;
                }
                dialled.incrementAndGet();
                results.add(network.dial(client, one));
            }
            send(request, 200, json.writeValueAsString(several ? results : results.getFirst()));
        } catch (Refused e) {
            send(request, 401, e.getMessage());
        } catch (IOException e) {
            send(request, 400, e.getMessage());
        }
    }

    private static void send(HttpServerRequest request, int status, String body) {
        request.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(body);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
