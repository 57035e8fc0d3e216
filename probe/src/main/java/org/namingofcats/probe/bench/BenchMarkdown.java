package org.namingofcats.probe.bench;

import java.util.List;

/** A bench as tables of a Markdown page. */
final class BenchMarkdown {
    private BenchMarkdown() {}

    /** @param ladder whether its arms are shown, each with its own figure, and drawn */
    static String of(BenchReport report, boolean ladder) {
        StringBuilder text = new StringBuilder("\n").append(setting(report)).append("\n\n**").append(report.verdict()).append("**: ")
                .append(report.reason()).append(".\n\n| figure | median | 95% interval | aim | |\n| --- | --- | --- | --- | --- |\n");
        report.figures().stream().filter(figure -> figure.aim() != null || report.arms().isEmpty()).forEach(figure -> text.append(row(figure)));
        Control control = report.control();
        text.append(control("the same twice" + (report.arms().isEmpty() ? "" : ", kept-alive"), new Spread(control.ratio(), control.low(), control.high()), control.tolerance()));
        if (control.fresh() != null) {
            text.append(control("the same twice, " + report.secondControl(), control.fresh(), control.tolerance()));
        }
        if (report.setting().freshPerSecond() > 0) {
            text.append("\nNoise: %d of %d rounds of an arm dropped as noisy, %d as broken. Rule: %s.\n".formatted(report.noise().droppedNoisy(),
                    report.noise().total(), report.noise().droppedBroken(), report.noise().rule()));
        }
        if (ladder) {
            text.append("\n![The ladder: median and 99th percentile of each name, as the tables below](img/ladder.svg)\n");
            arms(text, report, true);
            arms(text, report, false);
        }
        report.leftOut().forEach(what -> text.append("\n- Left out: ").append(what));
        return text.append(report.leftOut().isEmpty() ? "\n" : "\n\n").toString();
    }

    private static String setting(BenchReport report) {
        BenchReport.Setting setting = report.setting();
        String mode = setting.proxyMode() == null ? "" : "kube-proxy in " + setting.proxyMode() + " mode, ";
        return !report.arms().isEmpty() ? """
                Made %s: %s%d rounds of %d ms an arm in random order (seed %d)%s, %d requests a second on a kept-alive connection, %d with
                new ones, %s. `%s` answers, on node %s%s%s.""".formatted(minute(report), mode, setting.rounds(), setting.sliceMillis(), setting.seed(), shortRounds(setting), setting.keptPerSecond(),
                setting.freshPerSecond(), cores(setting), setting.pod(), setting.node(),
                setting.proxyNode() == null ? "" : "; the Ingress controller's proxies are on " + setting.proxyNode(),
                setting.announcer() == null ? "" : "; the load balancer's address is announced by " + setting.announcer())
                : setting.seed() == 0 ? "Made %s: %d rounds, %s.".formatted(minute(report), setting.rounds(), cores(setting))
                : "Made %s: %s%d rounds in random order (seed %d), %s%s.".formatted(minute(report), mode, setting.rounds(), setting.seed(),
                setting.freshPerSecond() == 0 ? "" : setting.freshPerSecond() + " requests a second, ", cores(setting));
    }

    private static String shortRounds(BenchReport.Setting setting) {
        return setting.shortRounds() == null ? "" : " and after each %d short ones, in which a few are asked by turns".formatted(setting.shortRounds());
    }

    private static String cores(BenchReport.Setting setting) {
        return setting.core() == null ? setting.cores() + " cores" : "all of it on one of %d cores".formatted(setting.cores());
    }

    private static String minute(BenchReport report) {
        return report.made().substring(0, 16).replace('T', ' ') + " UTC";
    }

    private static String row(Figure figure) {
        String unit = figure.unit().equals(Figure.RATIO) ? "" : " " + figure.unit();
        String digits = unit.isEmpty() ? "%.3f" : "%.0f";
        return ("| %s | " + digits + "%s | " + digits + " – " + digits + " | %s | %s |\n").formatted(figure.name(), figure.ratio(), unit, figure.low(),
                figure.high(), figure.aim() == null ? "" : (figure.more() ? "≥ " : "≤ ") + (unit.isEmpty() ? "%.2f" : "%.0f").formatted(figure.aim()),
                figure.met() == null ? "" : figure.met() ? "✔" : "✘ missed");
    }

    private static String control(String what, Spread spread, double tolerance) {
        return "| control: %s | %.3f | %.3f – %.3f | 1.00 ± %.2f | |\n".formatted(what, spread.ratio(), spread.low(), spread.high(), tolerance);
    }

    private static void arms(StringBuilder text, BenchReport report, boolean keepAlive) {
        List<ArmView> arms = report.arms().stream().filter(arm -> arm.keepAlive() == keepAlive).toList();
        text.append("""

                ### %s

                | | from | p50 µs | p90 | p99 | server's CPU µs | proxy's CPU µs | ÷ pod IP, 95%% interval |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                """.formatted(keepAlive ? "Kept-alive" : "New connection for each request"));
        arms.forEach(arm -> text.append("| %s | %s | %.0f | %.0f | %.0f | %s | %s | %s |%s\n".formatted(arm.what(), arm.from(), arm.p50(), arm.p90(), arm.p99(),
                cpu(arm.serverCpu()), cpu(arm.proxyCpu()), against(report, arm), arm.cold() ? " cold" : "")));
    }

    private static String cpu(Double micros) {
        return micros == null ? "" : "%.0f".formatted(micros);
    }

    private static String against(BenchReport report, ArmView arm) {
        return LadderFigures.against(report, arm).map(figure -> "%.2f (%.2f – %.2f)".formatted(figure.ratio(), figure.low(), figure.high())).orElse("");
    }
}
