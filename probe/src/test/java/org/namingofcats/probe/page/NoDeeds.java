package org.namingofcats.probe.page;

import java.util.List;
import org.namingofcats.probe.watch.Stop;

/** Buttons that do nothing. */
class NoDeeds implements Deeds {
    @Override
    public List<Option> paths() {
        return List.of();
    }

    @Override
    public List<Option> races() {
        return List.of();
    }

    @Override
    public String verify(Stop stop) {
        return "verified";
    }

    @Override
    public String fire(Request request) {
        return "fired";
    }

    @Override
    public String race(String name, Stop stop) {
        return "raced";
    }
}
