package org.namingofcats.probe.race;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.namingofcats.probe.evidence.Lab;

/** One experiment while it is being made: the cluster to change, the lanes to watch, and what is noted on the way. */
public final class Scene {
    private final KubernetesClient client;
    private final String namespace;
    private final Lab lab;
    private final Integer rounds;
    private final Consumer<Mark> told;
    private final List<Mark> marks = new CopyOnWriteArrayList<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final List<String> unknown = new CopyOnWriteArrayList<>();
    private final List<String> remarks = new CopyOnWriteArrayList<>();
    private final List<String> suspicions = new CopyOnWriteArrayList<>();
    private final List<Undo> undos = new CopyOnWriteArrayList<>();
    private final List<Window> windows = new CopyOnWriteArrayList<>();
    private volatile boolean over;
    private Field field;

    /**
     * A span in which something was wrong and the cluster, or whoever writes its rules, did not know yet, in milliseconds since 1970.
     *
     * @param pod  with which
     * @param pods how many were ready, itself among them
     * @param from when it went wrong
     * @param seen when it was known: a raw watch saw that the API server knows
     */
    public record Window(String pod, int pods, double from, double seen) {}

    /**
     * What takes a change back, once; what could not be taken back is not done, and whoever comes while it is being done, or the change is being made,
     * waits for it.
     */
    private final class Undo implements Runnable {
        private final String what;
        private final Runnable action;
        private boolean done;

        Undo(String what, Runnable action) {
            this.what = what;
            this.action = action;
        }

        synchronized void make(Runnable deed) {
            undos.addFirst(this);
            if (over) { // the process is ending: nobody would take back what is done from now on
                throw new SceneFailure("all is being taken back");
            }
            deed.run();
        }

        @Override
        public synchronized void run() {
            if (!done) {
                action.run();
                done = true;
            }
        }
    }

    /**
     * @param lab    as it was before
     * @param rounds how often to repeat, {@code null} for as often as the experiment says
     * @param told   is told of each mark
     */
    Scene(KubernetesClient client, String namespace, Lab lab, Integer rounds, Consumer<Mark> told) {
        this.client = client;
        this.namespace = namespace;
        this.lab = lab;
        this.rounds = rounds;
        this.told = told;
    }

    void begin(Field lanes) {
        field = lanes;
        mark(lanes.startedAt(), "the lanes run");
    }

    /** Says what was done or seen, now. */
    public double mark(String text) {
        return mark(System.currentTimeMillis(), text);
    }

    /** Says what was done or seen at a moment, in milliseconds since 1970. */
    public double mark(double at, String text) {
        Mark mark = new Mark(at, text);
        marks.add(mark);
        told.accept(mark);
        return at;
    }

    /**
     * Makes a change, having told how it is taken back. The experiment runs that when it is time, and if it does not come to that, it is run
     * when all is over.
     *
     * @param what  what {@code undo} does
     * @throws SceneFailure when all is being taken back already, as the process is ending; then the change is not made
     */
    public Runnable change(Runnable deed, String what, Runnable undo) {
        Undo one = new Undo(what, undo);
        one.make(deed);
        return one;
    }

    /** Tells what is to be done when all is over. */
    void afterwards(String what, Runnable action) {
        change(() -> { }, what, action);
    }

    /** Takes back what is not taken back yet, the last change first, and lets no other be made; what could not be, each in one sentence. */
    List<String> repair() {
        over = true;
        List<String> failed = new ArrayList<>();
        undos.forEach(undo -> {
            try {
                undo.run();
            } catch (RuntimeException e) {
                failed.add("could not " + undo.what + ": " + e.getMessage());
            }
        });
        return failed;
    }

    /** Notes from when until when it was not known that something was wrong. */
    void window(Window window) {
        windows.add(window);
    }

    /** Pods that answered the latest requests of the tracks of this kind. */
    public Set<String> answering(Predicate<Track> which) {
        return field.answering(which);
    }

    /** Something that is not as it must be, whatever the lanes say. */
    public void problem(String text) {
        problems.add(text);
    }

    /** Something that nobody saw and that a result would rest on: not knowing is not a loss, and no pass. */
    public void unknown(String text) {
        unknown.add(text);
    }

    /** Something that the reader should know of a pass as well. */
    public void remark(String text) {
        remarks.add(text);
    }

    /** Something that may be why a race did not pass, and that nobody needs to know of one that did. */
    void suspect(String text) {
        suspicions.add(text);
    }

    /** Waits until something is so. That the API server does not answer for a while is part of some experiments. */
    public <T> T await(String what, int seconds, Supplier<T> look, Predicate<T> enough) {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        while (true) {
            String silence = "";
            try {
                T seen = look.get();
                if (enough.test(seen)) {
                    return seen;
                }
            } catch (KubernetesClientException e) {
                silence = "; the API server says: " + e.getMessage();
            }
            if (System.nanoTime() > deadline) {
                throw new SceneFailure("waited " + seconds + " s in vain for " + what + silence);
            }
            rest();
        }
    }

    /** Lets the lanes run on as they are: until each track has had so many more requests. */
    public void watch(int requests) {
        field.awaitMore(requests);
    }

    /** Waits until each lane has had so many requests in all, unless the user wants fewer rounds. */
    public void enough(int requests) {
        if (rounds == null) {
            field.awaitSent(requests, 3_600);
        }
    }

    /** Waits until the tracks of this kind are answered again. */
    public void recovered(Predicate<Track> which, int seconds) {
        field.awaitSteady(which, seconds);
    }

    /** How often to repeat. */
    public int rounds(int usual) {
        return rounds == null ? usual : rounds;
    }

    public KubernetesClient client() {
        return client;
    }

    /** The lab's. */
    public String namespace() {
        return namespace;
    }

    /** The lab as it was before anything was done. */
    public Lab lab() {
        return lab;
    }

    List<Window> windows() {
        return List.copyOf(windows);
    }

    List<Mark> marks() {
        return List.copyOf(marks);
    }

    List<String> unknown() {
        return unknown;
    }

    List<String> problems() {
        return new ArrayList<>(problems);
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    List<String> suspicions() {
        return List.copyOf(suspicions);
    }

    /** Between two looks at something that takes its time. */
    static void rest() {
        LockSupport.parkNanos(300_000_000);
        if (Thread.interrupted()) {
            throw new SceneFailure("interrupted");
        }
    }
}
