package org.namingofcats.probe.bench;

/** Who sends the requests of an arm. */
@FunctionalInterface
interface Sender {

    /** Sends requests, each when it is due. Never throws for what becomes of them. */
    Shots send(Volley volley);
}
