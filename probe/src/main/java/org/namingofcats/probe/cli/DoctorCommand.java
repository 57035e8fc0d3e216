package org.namingofcats.probe.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.namingofcats.probe.doctor.ClusterExam;
import org.namingofcats.probe.doctor.Finding;
import org.namingofcats.probe.doctor.HostExam;
import org.namingofcats.probe.doctor.LabExam;
import org.namingofcats.probe.evidence.Verdict;
import org.namingofcats.probe.report.Paint;
import org.namingofcats.probe.report.ReportFolder;
import org.namingofcats.probe.trouble.Clean;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at the host, the cluster and the lab, and says what is missing and how to mend it. Changes nothing. */
@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = "Looks at this machine, the cluster and the lab: what is missing, and how to mend it. Changes nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is missing", "1:something that is needed is missing",
            "2:nothing is missing, but some of it could not be looked at", "64:wrong usage"})
public class DoctorCommand implements Callable<Integer> {
    /** How findings are printed. */
    public enum Output { TABLE, JSON }

    @Mixin
    ClusterOptions cluster;

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "table", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    Output output;

    @Spec
    CommandSpec spec;

    private final ObjectMapper json;

    @Inject
    DoctorCommand(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Integer call() {
        cluster.check();
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        findings.put("this machine", new HostExam().look());
        try {
            Config config = Kubeconfig.read(cluster.context);
            try (KubernetesClient client = Session.connect(config, 0)) {
                String context = config.getCurrentContext().getName();
                findings.put("cluster " + context, new ClusterExam(client).look());
                findings.put("lab " + cluster.namespace, new LabExam(client, cluster.namespace, cluster.outside(context)).look());
            }
        } catch (RuntimeException e) {
            ProbeException told = ClusterTrouble.tell(e);
            findings.putIfAbsent("cluster", List.of(Finding.missing("API server", told.trouble(), told.remedy())));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            out.println(ReportFolder.json(findings, json));
        } else {
            print(out, findings);
        }
        out.flush();
        return exitCode(findings);
    }

    /** What one can do without is no trouble. */
    static int exitCode(Map<String, List<Finding>> findings) {
        return count(findings, Verdict.FAIL) > 0 ? ExitCode.FAILED : count(findings, Verdict.INCONCLUSIVE) > 0 ? ExitCode.INCONCLUSIVE : ExitCode.PASSED;
    }

    private static long count(Map<String, List<Finding>> findings, Verdict verdict) {
        return findings.values().stream().flatMap(List::stream).filter(finding -> finding.verdict() == verdict).count();
    }

    private static void print(PrintWriter out, Map<String, List<Finding>> findings) {
        Paint paint = Paint.ofTerminal();
        findings.forEach((section, all) -> {
            out.println(paint.bold(section));
            all.forEach(finding -> {
                out.println(paint.verdict(finding.verdict(), "  %s  %-14s".formatted(Paint.mark(finding.verdict()).substring(0, 1),
                        finding.what())) + "  " + Clean.text(finding.seen()));
                if (finding.remedy() != null) {
                    out.println(paint.dim("                     → " + Clean.text(finding.remedy())));
                }
            });
            out.println();
        });
        out.printf("%d well, %d missing, %d one can do without, %d unknown%n", count(findings, Verdict.PASS),
                count(findings, Verdict.FAIL), count(findings, Verdict.SKIPPED), count(findings, Verdict.INCONCLUSIVE));
    }
}
