package org.namingofcats.probe.watch;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/** Serves metrics to this machine, and to nobody else. */
public final class MetricsServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final HTTPServer server;

    /**
     * @param port 0 for any that is free
     * @throws ProbeException when the port cannot be had
     */
    public MetricsServer(PrometheusRegistry registry, int port) {
        try {
            server = HTTPServer.builder().inetAddress(InetAddress.getByName(HOST)).port(port).registry(registry).buildAndStart();
        } catch (BindException e) {
            throw new ProbeException(ExitCode.USAGE, "port " + port + " on " + HOST + " cannot be had ("
                    + e.getMessage() + ")", "choose another with --metrics-port, 0 is any that is free");
        } catch (IOException e) {
            throw new ProbeException(ExitCode.FAILED, "metrics cannot be served: " + e.getMessage(), "try another --metrics-port");
        }
    }

    /** Where Prometheus finds them. */
    public String address() {
        return "http://" + HOST + ":" + server.getPort() + "/metrics";
    }

    @Override
    public void close() {
        server.close();
    }
}
