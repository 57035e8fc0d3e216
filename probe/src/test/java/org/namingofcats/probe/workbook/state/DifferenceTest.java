package org.namingofcats.probe.workbook.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatIsChangedAndHowToUndoIt() throws Exception {
        Difference difference = of("{\"spec\":{\"replicas\":0}}", "[{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":3}]");
        assertEquals("Deployment service-b: spec.replicas is 0, deployed with 3", difference.text());
        assertEquals("kubectl -n naming-of-cats patch deployment service-b --type json -p "
                + "'[{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":3}]'", difference.undoCommand());
    }

    @Test
    void whatIsAdded() throws Exception {
        assertEquals("Deployment service-b: spec.env[0] was added: {\"name\":\"X\"}", of("{\"spec\":{\"env\":[{\"name\":\"X\"}]}}",
                "[{\"op\":\"remove\",\"path\":\"/spec/env/0\"}]").text());
    }

    @Test
    void whatIsMissingAndThatThereIsMore() throws Exception {
        assertEquals("Deployment service-b: spec.a is missing, deployed with 1, and 1 more", of("{\"spec\":{}}",
                "[{\"op\":\"add\",\"path\":\"/spec/a\",\"value\":1},{\"op\":\"add\",\"path\":\"/spec/b\",\"value\":2}]").text());
    }

    @Test
    void aSlashInAFieldsName() throws Exception {
        assertEquals("Deployment service-b: spec.selector.app.kubernetes.io/name is \"x\", deployed with \"y\"",
                of("{\"spec\":{\"selector\":{\"app.kubernetes.io/name\":\"x\"}}}",
                        "[{\"op\":\"replace\",\"path\":\"/spec/selector/app.kubernetes.io~1name\",\"value\":\"y\"}]").text());
    }

    @Test
    void whatIsGone() {
        assertEquals("Service a: it is gone", Difference.gone("Service", "n", "a").text());
        assertEquals("probe/probe lab reset", Difference.gone("Service", "n", "a").undoCommand());
    }

    private static Difference of(String live, String patch) throws Exception {
        JsonNode is = JSON.readTree(live);
        return Difference.of("Deployment", "naming-of-cats", "service-b", is, JSON.readTree(patch));
    }
}
