package org.namingofcats.probe.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/** Serves the page to this machine, and to nobody else. */
public final class PageServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    /** After Ctrl-C: so long may a change be put back before the process ends all the same. */
    private static final int SECONDS_TO_PUT_BACK = 60;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Guard guard;
    private final Turn turn;

    /**
     * Listens at once.
     *
     * @param port 0 for any that is free
     * @throws ProbeException when the port cannot be had
     */
    public PageServer(int port, Feed feed, Deeds deeds, ObjectMapper json) {
        try {
            server = HttpServer.create(new InetSocketAddress(HOST, port), 0);
        } catch (BindException e) {
            throw new ProbeException(ExitCode.USAGE, "port " + port + " on " + HOST + " cannot be had (" + e.getMessage() + ")",
                    "choose another with --port, 0 is any that is free");
        } catch (IOException e) {
            throw new ProbeException(ExitCode.FAILED, "the page cannot be served: " + e.getMessage(), "try another --port");
        }
        guard = new Guard(server.getAddress().getPort());
        turn = new Turn(feed);
        server.createContext("/", new PageHandler(guard, feed, new Clicks(turn, deeds, json), json));
        server.setExecutor(threads);
        server.start();
    }

    /** Where a browser finds it; the key behind the # is never sent to anybody by itself. */
    public String address() {
        return "http://" + HOST + ":" + server.getAddress().getPort() + "/#" + guard.key();
    }

    /** Breaks off what is under way, waits until it is put back, and listens no more. */
    @Override
    public void close() {
        turn.breakOff(SECONDS_TO_PUT_BACK);
        server.stop(0);
        threads.shutdownNow();
    }
}
