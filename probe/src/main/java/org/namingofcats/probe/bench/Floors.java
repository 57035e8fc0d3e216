package org.namingofcats.probe.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.host.PutBack;
import org.namingofcats.probe.host.Reader;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.host.Spot;

/**
 * What a server, a proxy and a client cost at least: a server in C and nginx as processes in the very network namespace of the pod, answering with
 * the pod's bytes; nginx as a proxy in front of the pod itself; and a client in C in that of an agent. All are in the control group of the agent there,
 * which has as many shares of the CPU as the service. They run on the node and are gone afterwards.
 */
final class Floors implements AutoCloseable {
    static final int SERVER_PORT = 18_080;
    static final int NGINX_PORT = 18_081;
    static final int PROXY_PORT = 18_082;
    private static final String PLACE = "/naming-of-cats-floor";
    /** Runs what follows as the agent runs whose network namespace it is in. */
    private static final String BESIDE = PLACE + "/beside.sh";

    private final Reader reader;
    private final Docker docker;
    private final Spot.Pod pod;
    private final Spot.Pod client;
    private final URI served;
    private final PutBack removal;
    private final List<String> pids = new ArrayList<>();
    private volatile boolean begun;

    /**
     * @param docker which the node is a container of
     * @param pod    whose network namespace the servers live in
     * @param client whose the client in C does, on the same node
     * @param served where the pod answers
     */
    Floors(Reader reader, Docker docker, Spot.Pod pod, Spot.Pod client, URI served) {
        this.reader = reader;
        this.docker = docker;
        this.pod = pod;
        this.client = client;
        this.served = served;
        this.removal = new PutBack(PLACE + " of node " + pod.node().name(), this::remove);
    }

    /**
     * Brings them to the node and starts the servers.
     *
     * @param folder what cluster/floor/build.sh made
     * @param body   what the pod answers, with {@code @NONCE@} in place of its nonce
     * @return why it cannot be done, {@code null} when it is
     */
    String start(Path folder, String body) {
        try {
            Path scratch = Files.createTempDirectory("floor");
            Path bodyFile = Files.writeString(scratch.resolve("body.json"), body);
            Path conf = Files.writeString(scratch.resolve("nginx.conf"), nginx(body, served.getAuthority()));
            try {
                List<List<String>> copies = List.of(List.of(folder + "/.", PLACE), List.of(bodyFile.toString(), PLACE + "/body.json"),
                        List.of(conf.toString(), PLACE + "/nginx.conf"));
                Reading made = reader.read(pod.node(), List.of("mkdir", "-p", PLACE + "/tmp"));
                begun = made.ok();
                for (List<String> copy : copies) {
                    made = made.ok() ? docker.run("cp", copy.get(0), pod.node().name() + ":" + copy.get(1)) : made;
                }
                if (!made.ok()) {
                    return made.problem();
                }
            } finally {
                for (Path file : List.of(bodyFile, conf, scratch)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            return "no scratch file can be written here: " + e.getMessage();
        }
        String problem = background(List.of(PLACE + "/server", String.valueOf(SERVER_PORT), PLACE + "/body.json"));
        return problem != null || !Files.exists(folder.resolve("nginx/loader")) ? problem
                : background(List.of(PLACE + "/nginx/loader", "--library-path", PLACE + "/nginx", PLACE + "/nginx/nginx", "-p", PLACE, "-c", PLACE + "/nginx.conf"));
    }

    private String background(List<String> command) {
        Reading started = reader.read(pod, List.of("sh", "-c", BESIDE + " " + String.join(" ", command) + " < /dev/null > " + PLACE + "/log 2>&1 & echo $!"));
        started.lines().stream().filter(line -> line.matches("\\d+")).findFirst().ifPresent(pids::add);
        return started.ok() ? null : started.problem();
    }

    /**
     * One process that serves as nginx does, with the answer in its configuration; at another port it asks the pod, on connections that it
     * keeps, with the headers that an Ingress adds.
     */
    private static String nginx(String body, String pod) {
        return """
                daemon off; master_process off; pid %1$s/pid; error_log stderr crit;
                events { worker_connections 512; }
                http {
                  access_log off; server_tokens off; tcp_nodelay on; keepalive_requests 100000000; default_type "application/json;charset=UTF-8";
                  client_body_temp_path %1$s/tmp/a; proxy_temp_path %1$s/tmp/b; fastcgi_temp_path %1$s/tmp/c; uwsgi_temp_path %1$s/tmp/d;
                  scgi_temp_path %1$s/tmp/e;
                  server { listen %2$d; location / { return 200 '%3$s'; } }
                  upstream pod { server %5$s; keepalive 16; keepalive_requests 100000000; }
                  server {
                    listen %4$d;
                    location / {
                      proxy_pass http://pod; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host;
                      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header X-Request-Id $request_id;
                    }
                  }
                }
                """.formatted(PLACE, NGINX_PORT, body.strip().replace("\\", "\\\\").replace("'", "\\'").replace("@NONCE@", "$http_x_lab_nonce"), PROXY_PORT, pod);
    }

    /** First words of the servers' command lines, as they are seen on this machine; by the server's name. */
    static String commandOf(String server) {
        return server.equals(Arm.NGINX) ? PLACE + "/nginx/loader" : PLACE + "/server";
    }

    URI url(int port) {
        return URI.create("http://" + served.getHost() + ":" + port + "/");
    }

    /** The client in C, asking the pod itself. */
    Arm clientArm(URI target, boolean keepAlive, String server) {
        return new Arm(Arm.C_CLIENT, Arm.SAME_NODE, keepAlive, new FloorSender(reader, client, List.of(BESIDE, PLACE + "/client"), target, keepAlive), Set.of(), server, Arm.C_CLIENT);
    }

    /** Servers that have ended already are no failure; where nothing was made, there is nothing to fail at. */
    private void remove() {
        String kill = pids.isEmpty() ? "" : "kill " + String.join(" ", pids) + " 2> /dev/null; ";
        Reading removed = reader.read(pod.node(), List.of("sh", "-c", kill + "rm -rf " + PLACE));
        if (begun && !removed.ok()) {
            throw new IllegalStateException(removed.problem());
        }
    }

    @Override
    public void close() {
        removal.nowOrSay();
    }
}
