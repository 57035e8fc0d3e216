package org.namingofcats.probe.workbook.incident;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.namingofcats.probe.prove.Mutation;
import org.namingofcats.probe.prove.Target;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.workbook.state.Notebook;

/**
 * The one thing that is broken in the lab. It is noted in the cluster before anything is broken, so that a reset always
 * finds it; noted under seal, so that who reads the notebook is told nothing.
 */
public final class Incident {
    private static final String SEAL = "incident";
    private static final String SALT = "salt";
    private static final String DIAGNOSED = "diagnosed";
    private static final String HINTS = "hints";

    private final Notebook notebook;
    private final List<Mutation> mutations;

    /** @param mutations all that can be broken */
    public Incident(Notebook notebook, List<Mutation> mutations) {
        this.notebook = notebook;
        this.mutations = mutations;
    }

    /** Notes what is about to be broken. */
    public void note(Mutation mutation) {
        String salt = UUID.randomUUID().toString();
        notebook.write(Map.of(SALT, salt, SEAL, sealed(salt, mutation), DIAGNOSED, "no", HINTS, "0"));
    }

    /** What is broken, empty if no incident was noted. */
    public Optional<Mutation> current() {
        Optional<String> seal = notebook.read(SEAL);
        String salt = notebook.read(SALT).orElse("");
        return mutations.stream().filter(mutation -> seal.isPresent() && sealed(salt, mutation).equals(seal.get())).findFirst();
    }

    /**
     * Mends what is broken. What it would mend the learner may have taken away: then the lab's own objects are put back first. Some of what is
     * broken is none of those, so that alone would not do.
     *
     * @param lab     the lab, whatever is left of it
     * @param putBack puts the lab's objects back
     * @param say     is told what is done, a line each
     * @throws ProbeException when it cannot be mended even then
     */
    public void undo(Supplier<Target> lab, Runnable putBack, Consumer<String> say) {
        current().ifPresent(mutation -> {
            try {
                mutation.undo().accept(lab.get());
            } catch (RuntimeException e) {
                say.accept("put back first what was deployed, the incident cannot be undone without: " + ProbeException.brief(e));
                putBack.run();
                undoNow(mutation, lab.get());
            }
            say.accept("undid the incident");
        });
    }

    private static void undoNow(Mutation mutation, Target target) {
        try {
            mutation.undo().accept(target);
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404 && e.getCode() != 422) {
                throw e;
            }
            throw new ProbeException(ExitCode.FAILED, "the incident cannot be undone, what it broke is gone and no part of the lab: "
                    + ProbeException.brief(e), "`make down` and `make lab` make a new cluster");
        }
    }

    /** Whether the learner has said what it is. */
    public boolean diagnosed() {
        return notebook.read(DIAGNOSED).filter("yes"::equals).isPresent();
    }

    /** The learner has said what it is. */
    public void found() {
        notebook.write(Map.of(DIAGNOSED, "yes"));
    }

    /** Number of the next hint, from 1. */
    public int nextHint() {
        int given = notebook.read(HINTS).map(Integer::parseInt).orElse(0);
        notebook.write(Map.of(HINTS, String.valueOf(given + 1)));
        return given + 1;
    }

    /** One of {@code possible} by a number: the same number is the same one, also when one more is there to choose from. */
    public static Mutation choose(List<Mutation> possible, long seed) {
        return possible.stream().min(Comparator.comparing(mutation -> hash(seed + "/" + mutation.name()))).orElseThrow();
    }

    private static String sealed(String salt, Mutation mutation) {
        return hash(salt + "/" + mutation.name());
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
