package org.namingofcats.probe.agent;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A server on loopback that reads each request's head and then does with the connection what a test says. */
public final class RawServer implements AutoCloseable {

    /** What to do after the request was read; the connection is closed behind it. */
    public interface Behaviour {
        void with(Socket socket, OutputStream out) throws Exception;
    }

    /** The same for who wants to see the head of the request. */
    public interface Conversation {
        void with(Socket socket, OutputStream out, String head) throws Exception;
    }

    private final ServerSocket server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public RawServer(Behaviour behaviour) throws IOException {
        this("127.0.0.1", behaviour);
    }

    public RawServer(Conversation conversation) throws IOException {
        this("127.0.0.1", conversation);
    }

    public RawServer(String address, Behaviour behaviour) throws IOException {
        this(address, (socket, out, head) -> behaviour.with(socket, out));
    }

    private RawServer(String address, Conversation conversation) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName(address));
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> serve(socket, conversation));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    /** One that answers with these bytes, given as Latin-1. */
    public static RawServer answering(String bytes) throws IOException {
        return new RawServer((socket, out) -> out.write(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** One that answers each request of a connection with the passport of {@code pod}. */
    public static RawServer workload(String pod) throws IOException {
        return workload(pod, head -> { });
    }

    /** @param asked hears of the head of each */
    public static RawServer workload(String pod, Consumer<String> asked) throws IOException {
        return new RawServer((socket, out, head) -> {
            for (String next = head; ; next = head(socket.getInputStream())) {
                asked.accept(next);
                String body = "{\"nonce\":\"" + nonce(next) + "\",\"pod\":\"" + pod + "\"}";
                out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** The nonce of the request that has this head. */
    public static String nonce(String head) {
        return head.lines().filter(line -> line.startsWith("X-Lab-Nonce: ")).map(line -> line.substring(13)).findFirst().orElseThrow();
    }

    private void serve(Socket socket, Conversation conversation) {
        try (socket) {
            String head = head(socket.getInputStream());
            requests.add(head);
            conversation.with(socket, socket.getOutputStream(), head);
            socket.getOutputStream().flush();
        } catch (Exception e) {
            // The dialler hung up, as some of these tests want it to.
        }
    }

    /** The head of one request. */
    public static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException();
            }
            head.append((char) c);
        }
        return head.toString();
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** Heads of the requests that came. */
    public List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
