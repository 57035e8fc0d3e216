package org.namingofcats.probe.bench;

/** What a bench is about: it has a command, a file in the report's folder, and a part of docs/performance.md with its record beside it. */
public enum Subject {
    LADDER("bench", "bench.json"),
    AIMS("bench --aims", "bench-aims.json"),
    SERVICES("bench services", "bench-services.json"),
    GROWTH("bench growth", "bench-growth.json"),
    UP("bench up", "bench-up.json");

    final String command;
    private final String file;

    Subject(String command, String file) {
        this.command = command;
        this.file = file;
    }

    /** Name of the JSON in the report's folder. */
    public String file() {
        return file;
    }

    /** Name of the JSON beside the page, where growth has one for each of kube-proxy's modes. */
    public String recorded(String mode) {
        return this == GROWTH ? file.replace(".json", "-" + mode + ".json") : file;
    }
}
