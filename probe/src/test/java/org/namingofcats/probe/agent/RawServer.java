package org.namingofcats.probe.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that reads each request's head and then does with the connection what a test says. */
public final class RawServer implements AutoCloseable {

    /** What to do after the request was read; the connection is closed behind it. */
    public interface Behaviour {
        void with(Socket socket, OutputStream out) throws Exception;
    }

    private final ServerSocket server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public RawServer(Behaviour behaviour) throws IOException {
        this("127.0.0.1", behaviour);
    }

    public RawServer(String address, Behaviour behaviour) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName(address));
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> serve(socket, behaviour));
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

    private void serve(Socket socket, Behaviour behaviour) {
        try (socket) {
            requests.add(head(socket.getInputStream()));
            behaviour.with(socket, socket.getOutputStream());
            socket.getOutputStream().flush();
        } catch (Exception e) {
            // The dialler hung up, as some of these tests want it to.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
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
