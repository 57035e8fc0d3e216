package org.namingofcats.probe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
