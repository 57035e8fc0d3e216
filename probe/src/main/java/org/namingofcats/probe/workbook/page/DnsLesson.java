package org.namingofcats.probe.workbook.page;

import io.fabric8.kubernetes.api.model.Service;
import jakarta.inject.Singleton;
import org.namingofcats.api.DialResult;
import org.namingofcats.probe.vantage.Agent.Place;

/** Page 10: a second name for service-b, which is a line in DNS and nothing else. */
@Singleton
class DnsLesson implements Lesson {
    private static final String NAME = "deuteronomy";
    private static final String WORKLOAD = "service-b";

    @Override
    public int number() {
        return 10;
    }

    @Override
    public Grade grade(Desk desk) {
        String target = WORKLOAD + "." + desk.namespace() + ".svc.cluster.local";
        Service service = desk.client().services().inNamespace(desk.namespace()).withName(NAME).get();
        if (service == null || !"ExternalName".equals(service.getSpec().getType())) {
            return Grade.notYet("there is no Service " + NAME + " of type ExternalName",
                    "kubectl -n naming-of-cats create service externalname " + NAME + " --external-name " + target);
        }
        DialResult result = desk.ask(Place.POD, "http://" + NAME + "." + desk.namespace() + "/", WORKLOAD);
        return desk.isBy(WORKLOAD, result) ? Grade.done(NAME + " is another name for " + service.getSpec().getExternalName())
                : Grade.broken(NAME + " stands for " + service.getSpec().getExternalName() + ": " + desk.answer(result),
                        "kubectl -n naming-of-cats patch service " + NAME + " -p '{\"spec\":{\"externalName\":\"" + target + "\"}}'");
    }
}
