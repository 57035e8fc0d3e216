package org.namingofcats.probe.cli;

import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What options may say. Whatever else they say is wrong usage, a {@link ParameterException}. */
final class Usage {
    private Usage() {}

    /** Wrong is what makes the condition false, and {@code otherwise} says so. */
    static void require(CommandSpec spec, boolean condition, String otherwise) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    /** A number from {@code least} to {@code most}. */
    static void range(CommandSpec spec, String option, int value, int least, int most) {
        require(spec, value >= least && value <= most, option + " " + value + " is not from " + least + " to " + most);
    }

    /**
     * Those of these names, in the order of all; all without a name.
     *
     * @param what how the user calls them
     */
    static <T> List<T> chosen(CommandSpec spec, String what, List<T> all, Function<T, String> name, List<String> wanted) {
        List<String> known = all.stream().map(name).toList();
        wanted.forEach(one -> require(spec, known.contains(one), "no " + what + " " + one + ", there are " + String.join(", ", known)));
        return all.stream().filter(one -> wanted.isEmpty() || wanted.contains(name.apply(one))).toList();
    }
}
