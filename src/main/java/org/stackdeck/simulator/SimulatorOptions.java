package org.stackdeck.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.support.SimulatorScheduler;

/**
 * Options of a simulated cloud.
 *
 * @param port port on 127.0.0.1; 0 for any free port
 * @param servers number of initial servers; the first four are ordinary servers, followed by one server for each
 *     unusual case and then by ordinary servers
 * @param pace factor by which actions are slower than on an idle host (stop 0.3 s, start 0.5 s, reboot 0.6 s); greater
 *     than 0
 * @param microversion newest microversion of the Compute API, from 2.1 to 2.100
 * @param largestPage maximum number of servers in a response: Nova's {@code [api] max_limit}, usually 1000
 * @param changesPerMinute mean number of random reboots, stops and starts of servers per minute; 0 for none
 * @param reclaimInterval time for which a deleted server can be restored (Nova's {@code reclaim_instance_interval});
 *     zero to delete servers immediately
 * @param scheduler clock; null for the system clock
 */
public record SimulatorOptions(
        int port,
        int servers,
        double pace,
        String microversion,
        int largestPage,
        double changesPerMinute,
        Duration reclaimInterval,
        @Nullable SimulatorScheduler scheduler) {

    public SimulatorOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535");
        }
        if (servers < 0) {
            throw new IllegalArgumentException("servers must not be negative");
        }
        if (!(pace > 0)) {
            throw new IllegalArgumentException("pace must be more than 0");
        }
        if (largestPage < 1) {
            throw new IllegalArgumentException("largestPage must be at least 1");
        }
        if (!(changesPerMinute >= 0)) {
            throw new IllegalArgumentException("changesPerMinute must not be negative");
        }
    }

    /** Returns options with 40 servers, a free port, the system clock, no background changes and no soft deletion. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(0, 40, 1.0, "2.100", 1000, 0, Duration.ZERO, null);
    }

    public SimulatorOptions withPort(int itsPort) {
        return new SimulatorOptions(
                itsPort, servers, pace, microversion, largestPage, changesPerMinute, reclaimInterval, scheduler);
    }

    public SimulatorOptions withServers(int count) {
        return new SimulatorOptions(
                port, count, pace, microversion, largestPage, changesPerMinute, reclaimInterval, scheduler);
    }

    public SimulatorOptions withPace(double itsPace) {
        return new SimulatorOptions(
                port, servers, itsPace, microversion, largestPage, changesPerMinute, reclaimInterval, scheduler);
    }

    public SimulatorOptions withMaxMicroversion(String newest) {
        return new SimulatorOptions(
                port, servers, pace, newest, largestPage, changesPerMinute, reclaimInterval, scheduler);
    }

    public SimulatorOptions withLargestPage(int most) {
        return new SimulatorOptions(
                port, servers, pace, microversion, most, changesPerMinute, reclaimInterval, scheduler);
    }

    public SimulatorOptions withChangesPerMinute(double changes) {
        return new SimulatorOptions(
                port, servers, pace, microversion, largestPage, changes, reclaimInterval, scheduler);
    }

    public SimulatorOptions withSoftDelete(Duration newReclaimInterval) {
        return new SimulatorOptions(
                port, servers, pace, microversion, largestPage, changesPerMinute, newReclaimInterval, scheduler);
    }

    public SimulatorOptions withClock(SimulatorScheduler clock) {
        return new SimulatorOptions(
                port, servers, pace, microversion, largestPage, changesPerMinute, reclaimInterval, clock);
    }
}
