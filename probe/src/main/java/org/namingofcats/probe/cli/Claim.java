package org.namingofcats.probe.cli;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.namingofcats.probe.host.Pulse;
import org.namingofcats.probe.host.PutBack;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;

/**
 * A lab for one command at a time of those that break or measure it: two would take each other's faults for the lab's. It is a
 * {@link Lease} in the lab's namespace, which its holder renews while it lives and removes at its end, and which nobody heeds any
 * longer when it was not renewed for {@link Pulse#LIFE}. Where this user may not have a Lease, nothing is claimed.
 */
final class Claim implements AutoCloseable {
    static final String NAME = "probe";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Resource<Lease> lease;
    private final String holder;
    private final PutBack release = new PutBack("the Lease " + NAME + " of the lab", this::release);
    private final Pulse pulse;

    private Claim(Resource<Lease> lease, String holder, Duration pause) {
        this.lease = lease;
        this.holder = holder;
        this.pulse = new Pulse("the claim", this::renew, pause);
    }

    /**
     * Takes the lab for a command until it is closed.
     *
     * @param command what is done to it, as the user calls it
     * @throws ProbeException when another one has it
     */
    static Claim take(KubernetesClient client, String namespace, String command) {
        return take(client, namespace, "`probe " + command + "`, process " + ProcessHandle.current().pid(), Pulse.PAUSE);
    }

    static Claim take(KubernetesClient client, String namespace, String holder, Duration pause) {
        Resource<Lease> lease = lease(client, namespace);
        try {
            Lease last = lease.get();
            holder(last).ifPresent(other -> {
                throw taken(other);
            });
            ZonedDateTime now = now();
            Lease ours = new LeaseBuilder().withNewMetadata().withName(NAME).withNamespace(namespace)
                    .withResourceVersion(last == null ? null : last.getMetadata().getResourceVersion()).endMetadata()
                    .withNewSpec().withHolderIdentity(holder).withAcquireTime(now).withRenewTime(now)
                    .withLeaseDurationSeconds((int) Pulse.LIFE.toSeconds()).endSpec().build();
            if (last == null) {
                client.resource(ours).create();
            } else {
                client.resource(ours).update();
            }
        } catch (KubernetesClientException e) {
            switch (e.getCode()) {
                case 403, 404 -> { } // may not, or an API server without Leases
                case 409 -> throw taken("another command that has just begun");
                default -> throw e;
            }
        }
        return new Claim(lease, holder, pause);
    }

    /** Who has the lab now, and since when, in words for the user. */
    static Optional<String> holder(KubernetesClient client, String namespace) {
        try {
            return holder(lease(client, namespace).get());
        } catch (KubernetesClientException e) {
            return Optional.empty(); // whoever may not look, or finds nobody who answers, knows of nobody
        }
    }

    private static Optional<String> holder(Lease lease) {
        LeaseSpec spec = lease == null ? null : lease.getSpec();
        boolean held = spec != null && spec.getHolderIdentity() != null && spec.getRenewTime() != null && spec.getRenewTime().plus(Pulse.LIFE).isAfter(now());
        return held ? Optional.of(spec.getHolderIdentity() + (spec.getAcquireTime() == null ? ""
                : ", since " + TIME.format(spec.getAcquireTime().withZoneSameInstant(ZoneOffset.UTC)) + " UTC")) : Optional.empty();
    }

    private static ProbeException taken(String other) {
        return new ProbeException(ExitCode.NOTHING_RAN, "the lab is in use by " + other + ", and each would take the other's faults for the lab's",
                "wait for its end; where it was killed, nobody has the lab any more after " + Pulse.LIFE.toSeconds() + " s");
    }

    private static Resource<Lease> lease(KubernetesClient client, String namespace) {
        return client.leases().inNamespace(namespace).withName(NAME);
    }

    private static ZonedDateTime now() {
        return ZonedDateTime.now(ZoneOffset.UTC);
    }

    private void renew() {
        Lease now = lease.get();
        if (isOurs(now)) {
            now.getSpec().setRenewTime(now());
            lease.patch(now);
        }
    }

    private boolean isOurs(Lease now) {
        return now != null && now.getSpec() != null && holder.equals(now.getSpec().getHolderIdentity());
    }

    private void release() {
        try {
            if (isOurs(lease.get())) {
                lease.delete();
            }
        } catch (KubernetesClientException e) {
            if (e.getCode() != 403) {
                throw e;
            }
        }
    }

    /** What cannot be removed is said in one line, and is no reason to lose a result. */
    @Override
    public void close() {
        pulse.close();
        release.nowOrSay();
    }
}
