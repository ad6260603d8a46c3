package org.stackdeck.inventory.visibility;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Delta;

/**
 * A state in a sequence of states of a set of servers. Holds the last steps that led to this state but no previous
 * state, so that old states can be garbage-collected once no viewer displays them. Immutable except for a cache of
 * computed differences.
 */
public final class VersionedServers {

    /**
     * Maximum number of steps that are held: about one second of changes in a busy cloud. Older states are compared as
     * a whole.
     */
    private static final int MAX_STEPS = 64;

    /** Maximum number of changes in a step that is held. For larger steps, comparing the states is as fast. */
    private static final int MAX_STEP_SIZE = 2_000;

    private final Map<ServerKey, Server> servers;
    private final RevisionId revisionId;
    private final List<Delta> steps;
    private final Map<Integer, Delta> since = new ConcurrentHashMap<>();

    /** The position of a state in its sequence, without its content. */
    static final class RevisionId {

        private final Object line;
        private final long number;

        private RevisionId(Object line, long number) {
            this.line = line;
            this.number = number;
        }
    }

    private VersionedServers(Map<ServerKey, Server> servers, RevisionId revisionId, List<Delta> steps) {
        this.servers = servers;
        this.revisionId = revisionId;
        this.steps = steps;
    }

    /** Creates the first state of a new sequence. */
    static VersionedServers of(Map<ServerKey, Server> servers) {
        return new VersionedServers(servers, new RevisionId(new Object(), 0), List.of());
    }

    Map<ServerKey, Server> servers() {
        return servers;
    }

    RevisionId revisionId() {
        return revisionId;
    }

    /** Returns the state that results from the step. */
    VersionedServers next(Map<ServerKey, Server> next, Delta step) {
        List<Delta> deltas = steps.size() < MAX_STEPS ? steps : steps.subList(1, steps.size());
        return new VersionedServers(
                next,
                new RevisionId(revisionId.line, revisionId.number + 1),
                step.size() > MAX_STEP_SIZE
                        ? List.of()
                        : Stream.concat(deltas.stream(), Stream.of(step)).toList());
    }

    /**
     * Returns the difference from an earlier state. While the steps since then are held, the difference is computed
     * once for all viewers.
     */
    Delta changesSince(VersionedServers earlier) {
        return changesSinceRevision(earlier.revisionId).orElseGet(() -> Delta.between(earlier.servers, servers));
    }

    /** Returns the difference from an earlier state; empty if that state is too old or belongs to another sequence. */
    @SuppressWarnings("ReferenceEquality")
    Optional<Delta> changesSinceRevision(RevisionId earlier) {
        long missed = revisionId.number - earlier.number;
        if (earlier.line != revisionId.line || missed < 0 || missed > steps.size()) {
            return Optional.empty();
        }
        return Optional.of(
                switch ((int) missed) {
                    case 0 -> Delta.NONE;
                    case 1 -> steps.getLast();
                    default -> since.computeIfAbsent((int) missed, this::combinedSteps);
                });
    }

    private Delta combinedSteps(int count) {
        return steps.subList(steps.size() - count, steps.size()).stream().reduce(Delta.NONE, Delta::followedBy);
    }
}
