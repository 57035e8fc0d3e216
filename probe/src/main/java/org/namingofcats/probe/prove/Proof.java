package org.namingofcats.probe.prove;

import java.util.List;

/**
 * What the mutations showed, as it is written to {@code prove.json}.
 *
 * @param mutations one entry each
 */
public record Proof(List<Result> mutations) {

    /**
     * @param name             the mutation's
     * @param expectedFailures ids of the checks that had to fail
     * @param observedFailures ids of those that did
     * @param causes           what each of them said, {@code id: reason}
     * @param expectedCauses   what they had to say, {@code pattern of ids: pattern of reasons}
     * @param verdict          {@code PASS} when the two sets are one, each failure names its cause, and all was well again after
     * @param reason           why not; empty for a pass
     */
    public record Result(String name, List<String> expectedFailures, List<String> observedFailures, List<String> causes,
            List<String> expectedCauses, String verdict, String reason) {

        /** Whether the probe noticed exactly this. */
        public boolean passed() {
            return verdict.equals("PASS");
        }
    }
}
