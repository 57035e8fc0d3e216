package org.namingofcats.probe.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every workload has an account of its own, and nobody's token lies in a pod. */
class AccountsTest {
    private static final Map<String, PodTemplateSpec> TEMPLATES = new HashMap<>();

    static {
        Manifests.all(Deployment.class).forEach(one -> TEMPLATES.put(
                one.getMetadata().getNamespace() + "/" + one.getMetadata().getName(), one.getSpec().getTemplate()));
        Manifests.all(DaemonSet.class).forEach(one -> TEMPLATES.put(
                one.getMetadata().getNamespace() + "/" + one.getMetadata().getName(), one.getSpec().getTemplate()));
    }

    @Test
    void everyWorkloadHasAnAccountOfItsOwnName() {
        Map<String, String> accounts = new HashMap<>();
        TEMPLATES.forEach((workload, template) -> accounts.put(workload,
                workload.replaceAll("/.*", "/") + template.getSpec().getServiceAccountName()));
        assertTrue(TEMPLATES.size() >= 4, TEMPLATES::toString);
        accounts.forEach((workload, account) -> assertEquals(workload, account));
        var declared = new HashSet<String>();
        Manifests.all(ServiceAccount.class).forEach(one -> declared.add(one.getMetadata().getNamespace() + "/" + one.getMetadata().getName()));
        assertTrue(declared.containsAll(accounts.values()), declared::toString);
    }

    @Test
    void noPodHoldsAToken() {
        TEMPLATES.forEach((workload, template) -> assertEquals(false, template.getSpec().getAutomountServiceAccountToken(), workload));
        Manifests.all(ServiceAccount.class).forEach(account -> assertEquals(false, account.getAutomountServiceAccountToken(), account.getMetadata().getName()));
    }
}
