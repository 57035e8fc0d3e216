package org.namingofcats.probe.race;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that is told to end takes back what was done, while the experiment goes on beside it. */
@Timeout(60)
class SceneTest {
    private final Scene scene = new Scene(null, "cats", null, null, mark -> { });
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void aChangeThatIsBeingMadeIsWaitedForAndTakenBack() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread experiment = Thread.ofPlatform().start(() -> scene.change(() -> {
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            done.add("kube-proxy is gone");
        }, "bring it back", () -> done.add("it is back")));
        begun.await();
        Thread end = Thread.ofPlatform().start(scene::repair);
        await().until(() -> end.getState() == Thread.State.BLOCKED || end.getState() == Thread.State.TERMINATED);
        goOn.countDown();
        experiment.join();
        end.join();
        assertEquals(List.of("kube-proxy is gone", "it is back"), done);
    }

    @Test
    void whenAllIsTakenBackNothingIsChangedAnyMore() {
        scene.change(() -> done.add("a bad release"), "roll it back", () -> done.add("it is rolled back"));
        scene.repair();
        assertThrows(SceneFailure.class, () -> scene.change(() -> done.add("another one"), "roll it back", () -> done.add("never")));
        assertEquals(List.of("a bad release", "it is rolled back"), done);
    }
}
