package org.namingofcats.probe.agent;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.namingofcats.api.DialRequest;
import org.namingofcats.api.DialResult;
import org.namingofcats.api.DialResult.Timing;
import org.namingofcats.api.Outcome;

/**
 * One request under way, on one new connection with a blocking socket, so that each phase can be timed and each failure
 * named; where it stands tells what a failure means. No redirects, no second try, and one deadline for the whole: a slow drip
 * ends in TIMEOUT like silence does.
 */
final class Attempt {
    private final DialRequest request;
    private final DialTarget target;
    private final Admission admission;
    private final long start = System.nanoTime();
    private final long deadline;
    private long dialled;
    private long connected;
    private long sent;
    private long answered;
    private double lookupMillis;
    private String remote;
    private String client;

    /** @throws IllegalArgumentException when the request's URL is not {@code http://host[:port][/path]} */
    Attempt(DialRequest request, Admission admission) {
        this.request = request;
        this.admission = admission;
        this.target = DialTarget.of(request.url());
        this.deadline = start + request.timeoutMillis() * 1_000_000L;
    }

    /**
     * Dials what is admitted.
     *
     * @throws Forbidden when it is not
     */
    DialResult make() {
        try {
            // An address needs none of the few places that lookups have: those may be full of some that no DNS server answers.
            Lookup found = target.isAddress() ? new Lookup(admission.admit(target), 0) : Lookup.of(() -> admission.admit(target), left());
            lookupMillis = found.millis();
            remote = found.address().getHostAddress() + ":" + target.port();
            try (Socket socket = new Socket()) {
                socket.setTcpNoDelay(true);
                dialled = System.nanoTime();
                socket.connect(new InetSocketAddress(found.address(), target.port()), left());
                connected = System.nanoTime();
                client = socket.getLocalAddress().getHostAddress();
                return exchange(socket);
            }
        } catch (UnknownHostException e) {
            return failed(Outcome.DNS, "no address for " + target.host() + ": "
                    + String.valueOf(e.getMessage()).replace(target.host() + ": ", ""));
        } catch (SocketTimeoutException e) {
            return failed(Outcome.TIMEOUT, phase() + " took longer than " + request.timeoutMillis() + " ms");
        } catch (NotHttp e) {
            return failed(Outcome.OTHER, e.getMessage());
        } catch (EOFException e) {
            return failed(Outcome.RESET, e.getMessage());
        } catch (IOException e) {
            return failed(NetworkFailure.outcome(e), phase() + ": " + e.getMessage());
        }
    }

    private DialResult exchange(Socket socket) throws IOException {
        String head = target.headUpToNonce(request.headers(), false) + request.nonce() + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        sent = System.nanoTime();
        BufferedInputStream in = new BufferedInputStream(new UntilDeadline(socket, deadline));
        in.mark(1);
        if (in.read() < 0) {
            throw new EOFException("the connection was closed without an answer");
        }
        answered = System.nanoTime();
        in.reset();
        HttpAnswer answer = HttpAnswer.read(in);
        boolean ok = answer.status() / 100 == 2;
        return new DialResult(ok ? Outcome.OK : Outcome.HTTP_ERROR, answer.status(), answer.body(), remote, client,
                timing(), ok ? null : "HTTP " + answer.status());
    }

    private int left() throws SocketTimeoutException {
        return UntilDeadline.left(deadline);
    }

    private String phase() {
        return remote == null ? "name lookup" : connected == 0 ? "connect" : answered == 0 ? "first byte" : "answer";
    }

    private DialResult failed(Outcome outcome, String message) {
        return new DialResult(outcome, 0, null, remote, client, timing(), message);
    }

    private Timing timing() {
        return new Timing(lookupMillis, millis(dialled, connected), millis(sent, answered),
                millis(start, System.nanoTime()));
    }

    /** 0 when the phase was not reached. */
    private static double millis(long from, long to) {
        return from == 0 || to == 0 ? 0 : (to - from) / 1e6;
    }
}
