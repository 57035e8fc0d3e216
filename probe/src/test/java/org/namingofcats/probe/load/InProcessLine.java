package org.namingofcats.probe.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;

/** An agent's load endpoint without HTTP around it: real lanes, from this process. */
public final class InProcessLine extends LoadOnly {
    private final ObjectMapper json = new ObjectMapper();
    private final LoadResource load = new LoadResource(null, null, json);

    @Override
    public InputStream listen(String path, List<String> urls, Object body) {
        try {
            PipedInputStream in = new PipedInputStream(1 << 20);
            PipedOutputStream out = new PipedOutputStream(in);
            StreamingOutput lane = load.load(json.writeValueAsString(body), target -> InetAddress.getByName(target.host()), () -> false);
            Thread.startVirtualThread(() -> {
                try (out) {
                    lane.write(out);
                } catch (IOException e) {
                    // The listener hung up.
                }
            });
            return in;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void end(String path) {
        load.stop(path.replaceFirst("^/load/(.*)/end$", "$1"));
    }
}
