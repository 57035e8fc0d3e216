package org.namingofcats.probe.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.namingofcats.probe.vantage.Agent;
import org.namingofcats.probe.vantage.AgentUnreachable;

/** What an agent tells of a lane is only taken when it is whole. */
@Timeout(30)
class RemoteLaneTest {
    private static final LoadRequest REQUEST = new LoadRequest("lane", "http://127.0.0.1/", Map.of(), 2, 1, false, 100, true, true, 0,
            List.of("http://127.0.0.2/"), null, null);
    private static final String BEGINNING = "{\"startedAt\":5.5,\"samples\":[]}\n";
    private static final String ONE = "{\"samples\":[{\"number\":1,\"at\":500,\"late\":0,\"took\":3,\"outcome\":\"OK\",\"pod\":\"cat\"}]}\n";
    private static final String ZERO = "{\"samples\":[{\"number\":0,\"at\":0,\"late\":0,\"took\":900,\"outcome\":\"RESET\",\"why\":\"cut\"}]}\n";
    private static final String END = "{\"samples\":[],\"due\":2,\"unrecorded\":0}\n";

    private final List<String> ended = new ArrayList<>();

    private RemoteLane lane(String told) {
        return lane(new ByteArrayInputStream(told.getBytes(StandardCharsets.UTF_8)));
    }

    private RemoteLane lane(InputStream told) {
        return new RemoteLane(new Agent(Agent.Place.OUTSIDE, null, null, new LoadOnly() {
            @Override
            public InputStream listen(String path, List<String> urls, Object body) {
                assertEquals("/load", path);
                assertEquals(REQUEST.urls(), urls, "all that it is to ask");
                assertEquals(REQUEST, body);
                return told;
            }

            @Override
            public void end(String path) {
                ended.add(path);
            }
        }), REQUEST, new ObjectMapper());
    }

    private String lost(String told) {
        return assertThrows(AgentUnreachable.class, lane(told)::await).getMessage();
    }

    @Test
    void samplesComeInTheOrderOfEndsAndAreGivenInThatOfSends() {
        RemoteLane.Told told = lane(BEGINNING + ONE + ZERO + END).await();
        assertEquals(List.of(0, 1), told.samples().stream().map(Sample::number).toList());
        assertEquals("cut", told.samples().getFirst().why());
        assertEquals(5.5, told.startedAt());
    }

    @Test
    void aMissingRequestIsNotTakenForALostOne() {
        assertTrue(lost(BEGINNING + ONE + END).contains("sent 2 requests in lane lane and tells of 1"));
    }

    @Test
    void oneToldTwiceIsNoneForAnother() {
        assertTrue(lost(BEGINNING + ONE + ONE + END).contains("tells of 2"));
    }

    @Test
    void whatTheAgentHadNoRoomForIsSaid() {
        assertThrows(AgentUnreachable.class, lane(BEGINNING + ONE + ZERO + END.replace("unrecorded\":0", "unrecorded\":1"))::await);
    }

    @Test
    void anAgentThatIsGoneIsSaid() {
        assertTrue(lost(BEGINNING + ONE).contains("was lost in the middle of lane lane"));
        assertTrue(lost(BEGINNING + "upstream connect error").contains("was lost in the middle"));
    }

    /** Whoever counts what happened until then has it all the same; who measures does not. */
    @Test
    void whatWasToldOfALaneThatIsCutCanBeKept() {
        RemoteLane.Told told = lane(BEGINNING + ONE + ONE + ZERO).collect();
        assertEquals(List.of(0, 1), told.samples().stream().map(Sample::number).toList());
        assertEquals(5.5, told.startedAt());
        assertTrue(told.cut().contains("was lost in the middle of lane lane"), told::cut);
        assertNull(lane(BEGINNING + ONE + ZERO + END).collect().cut());
    }

    @Test
    void oneThatIsCutIsOver() {
        RemoteLane cut = lane(BEGINNING + ONE);
        cut.collect();
        assertTrue(cut.isOver());
    }

    @Test
    void oneThatHasEndedIsNotHungUpOn() {
        AtomicInteger closed = new AtomicInteger();
        RemoteLane whole = lane(told(BEGINNING + ONE + ZERO + END, closed));
        whole.await();
        whole.close();
        assertEquals(0, closed.get());
        RemoteLane cut = lane(told(BEGINNING + ONE, closed));
        assertThrows(AgentUnreachable.class, cut::await);
        cut.close();
        assertEquals(1, closed.get());
    }

    private static InputStream told(String lines, AtomicInteger closed) {
        return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    @Test
    void oneThatMayHaveBegunUnheardIsEnded() {
        assertEquals("too late", assertThrows(AgentUnreachable.class, () -> new RemoteLane(new Agent(Agent.Place.OUTSIDE, null, null, new LoadOnly() {
            @Override
            public InputStream listen(String path, List<String> urls, Object body) {
                throw new AgentUnreachable("too late");
            }

            @Override
            public void end(String path) {
                ended.add(path);
                throw new AgentUnreachable("again");
            }
        }), REQUEST, new ObjectMapper())).getMessage());
        assertEquals(List.of("/load/lane/end"), ended);
    }

    @Test
    void itIsStoppedByItsName() {
        lane(BEGINNING + END).stop();
        assertEquals(List.of("/load/lane/end"), ended);
    }
}
