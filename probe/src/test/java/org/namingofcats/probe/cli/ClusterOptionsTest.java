package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.probe.host.Docker;
import org.namingofcats.probe.host.Reading;
import org.namingofcats.probe.vantage.Outside;

/** A command that is printed to be pasted leads to the lab that was asked. */
class ClusterOptionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "mine                         | naming-of-cats |            | --context mine",
        "arn:aws:eks:eu:1:cluster/cat | naming-of-cats |            | --context arn:aws:eks:eu:1:cluster/cat",
        "a cat's                      | naming-of-cats |            | --context 'a cat'\\''s'",
        "mine                         | cats           | http://h:1 | --context mine --namespace cats --outside http://h:1"})
    void areSaidAgain(String context, String namespace, URI outside, String again) {
        ClusterOptions options = new ClusterOptions();
        options.namespace = namespace;
        options.outside = outside;
        assertEquals(" " + again, options.again(context));
    }

    @Test
    void aBlankVariableIsNoAddress() {
        ClusterOptions options = new ClusterOptions();
        options.namespace = "naming-of-cats";
        options.outside = URI.create("");
        options.check();
        assertEquals(" --context mine", options.again("mine"));
    }

    /** {@code running} and {@code there} are what Docker says of the container outside. */
    private static Optional<Outside> outside(URI told, List<String> running, List<String> there) {
        ClusterOptions options = new ClusterOptions();
        options.outside = told;
        return options.outside("kind-cats", new Docker(command -> Reading.of(
                command.contains("port") ? List.of("127.0.0.1:32768") : command.contains("--all") ? there : running)));
    }

    @Test
    void whereTheAgentOutsideIsOrWhyItIsNot() {
        URI told = URI.create("http://h:1");
        assertEquals(Optional.of(Outside.at(told)), outside(told, List.of(), List.of("cats-outside")));
        Optional<Outside> stopped = Optional.of(Outside.stopped("cats-outside"));
        assertEquals(stopped, outside(URI.create(""), List.of(), List.of("cats-outside")), "LAB_OUTSIDE is blank");
        assertEquals(Optional.of(Outside.at(URI.create("http://127.0.0.1:32768"))), outside(null, List.of("c0ffee"), List.of()));
        assertEquals(Optional.of(Outside.stopped("cats-outside")), outside(null, List.of(), List.of("cats-outside")));
        assertEquals(Optional.empty(), outside(null, List.of(), List.of()), "where there is none it is skipped");
    }

    /** Not to be let in by Docker is no proof that nobody is outside. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        kind-cats | ps   | docker ps ended with 1: permission denied | true
        kind-cats | ps   | docker ps took longer than 15 s           | true
        kind-cats | port | docker port took longer than 15 s         | true
        kind-cats | ps   | docker cannot be run here                 | false
        mine      | ps   | docker ps ended with 1: no daemon         | false""")
    void whetherThereIsOneIsNotKnownWhereDockerDoesNotTell(String context, String fails, String problem, boolean missed) {
        Optional<Outside> found = new ClusterOptions().outside(context, new Docker(command -> command.contains(fails) || fails.equals("ps")
                ? Reading.failed(problem) : Reading.of(command.contains("--all") ? List.of() : List.of("c0ffee"))));
        assertEquals(missed ? Optional.of(Outside.unknown(problem)) : Optional.empty(), found);
    }
}
