package org.namingofcats.probe.load;

import com.fasterxml.jackson.databind.ObjectReader;

/**
 * One URL of a lane.
 *
 * @param asking what is sent there, and what the answers mean
 * @param to     where that is
 */
record Way(Asking asking, Destination to) {

    static Way of(LoadRequest request, Destination to, ObjectReader passports) {
        return new Way(new Asking(request, to.target(), passports), to);
    }
}
