package org.namingofcats.probe.workbook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.namingofcats.probe.trouble.ExitCode;
import org.namingofcats.probe.trouble.ProbeException;
import org.namingofcats.probe.workbook.Block.Kind;

/**
 * Reads the part of Markdown that the workbook uses. A fence it does not know is an error: a misspelt one would be a
 * command that nobody runs.
 */
final class PageParser {

    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)#\\s]+)[^)]*\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    private final Path file;
    private final List<Page.Section> sections = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final List<String> next = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    /** Whether nothing but blank lines stands between the last command and here, so that a text block is its output. */
    private boolean outputMayFollow;

    PageParser(Path file) {
        this.file = file;
    }

    Page parse(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                int end = endOfFence(lines, i);
                fence(i + 1, line.substring(3).strip(), lines.subList(i + 1, end));
                i = end;
            } else if (line.strip().startsWith("```")) {
                throw malformed(i + 1, "an indented fence; write it at the line's beginning");
            } else if (!line.isBlank()) {
                outputMayFollow = false;
                prose(i + 1, line);
            }
        }
        return new Page(file, lines.size(), sections, links, next, blocks);
    }

    private ProbeException malformed(int line, String cause) {
        return new ProbeException(ExitCode.USAGE, "page not understood", file + ":" + line + ": " + cause);
    }

    private int endOfFence(List<String> lines, int start) {
        for (int i = start + 1; i < lines.size(); i++) {
            if (lines.get(i).equals("```")) {
                return i;
            }
        }
        throw malformed(start + 1, "a fence without end; write ``` on a line of its own after it");
    }

    private void fence(int line, String info, List<String> body) {
        String[] words = info.split("\\s+", 3);
        switch (words[0]) {
            case "sh" -> {
                blocks.add(command(line, words, String.join("\n", body)));
                outputMayFollow = true;
            }
            case "text" -> output(line, List.copyOf(body));
            default -> throw malformed(line, "a fence '" + info + "'; write sh or text");
        }
    }

    private Block command(int line, String[] words, String command) {
        String mode = words.length > 1 ? words[1] : "";
        String rest = words.length > 2 ? words[2] : "";
        if (command.isBlank()) {
            throw malformed(line, "a command block without a command; fill it or remove it");
        }
        if (mode.equals("manual")) {
            if (rest.isEmpty()) {
                throw malformed(line, "'sh manual' without a reason; write why after the word");
            }
            return new Block(line, Kind.MANUAL, rest, command, null);
        }
        if (!rest.isEmpty() || !(mode.isEmpty() || mode.equals("fails"))) {
            throw malformed(line, "a fence 'sh " + (mode + " " + rest).strip()
                    + "'; write sh, sh fails or sh manual REASON");
        }
        return new Block(line, mode.isEmpty() ? Kind.WORKS : Kind.FAILS, null, command, null);
    }

    private void output(int line, List<String> body) {
        if (!outputMayFollow) {
            throw malformed(line, "an output without its command; put it directly after a sh block");
        }
        outputMayFollow = false;
        blocks.add(blocks.removeLast().withExpected(new ExpectedOutput(body)));
    }

    private void prose(int number, String line) {
        if (line.startsWith("## ")) {
            sections.add(new Page.Section(line.substring(3).strip(), number, new ArrayList<>()));
        } else if (!sections.isEmpty()) {
            sections.getLast().prose().add(line);
        }
        var link = LINK.matcher(CODE.matcher(line).replaceAll(""));
        while (link.find()) {
            String target = link.group(1);
            if (!target.contains("://")) {
                links.add(target);
                if (!sections.isEmpty() && sections.getLast().title().equals("Next")) {
                    next.add(target);
                }
            }
        }
    }
}
