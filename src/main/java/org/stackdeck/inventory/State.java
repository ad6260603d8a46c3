package org.stackdeck.inventory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;

/**
 * A state in a sequence of server states. Holds the last steps that led to it but no previous state, so that old states
 * can be garbage-collected once no viewer displays them. Appears immutable.
 */
final class State {

    /** About a second of changes in a busy cloud. For older states, the two states are compared. */
    private static final int STEPS = 64;

    /** Larger steps are not stored, because comparing the states is as fast. */
    private static final int MOST_IN_A_STEP = 2_000;

    private final Map<ServerKey, Server> servers;
    private final Mark mark;
    private final List<Delta> steps;
    private final Map<Integer, Delta> since = new ConcurrentHashMap<>();

    /** The position of a state in its sequence, without its content. */
    static final class Mark {

        private final Object line;
        private final long number;

        private Mark(Object line, long number) {
            this.line = line;
            this.number = number;
        }
    }

    private State(Map<ServerKey, Server> servers, Mark mark, List<Delta> steps) {
        this.servers = servers;
        this.mark = mark;
        this.steps = steps;
    }

    /** The first state of a new sequence. */
    static State of(Map<ServerKey, Server> servers) {
        return new State(servers, new Mark(new Object(), 0), List.of());
    }

    Map<ServerKey, Server> servers() {
        return servers;
    }

    Mark mark() {
        return mark;
    }

    /** The next state, which results from the step. */
    State then(Map<ServerKey, Server> next, Delta step) {
        List<Delta> kept = steps.size() < STEPS ? steps : steps.subList(1, steps.size());
        return new State(
                next,
                new Mark(mark.line, mark.number + 1),
                step.size() > MOST_IN_A_STEP
                        ? List.of()
                        : Stream.concat(kept.stream(), Stream.of(step)).toList());
    }

    /** The difference from an earlier state, computed once for all viewers with that state. */
    Delta since(State earlier) {
        return since(earlier.mark).orElseGet(() -> Delta.between(earlier.servers, servers));
    }

    /** Empty if the earlier state is too old or belongs to another sequence. */
    @SuppressWarnings("ReferenceEquality")
    Optional<Delta> since(Mark earlier) {
        long missed = mark.number - earlier.number;
        if (earlier.line != mark.line || missed < 0 || missed > steps.size()) {
            return Optional.empty();
        }
        return Optional.of(
                switch ((int) missed) {
                    case 0 -> Delta.NONE;
                    case 1 -> steps.getLast();
                    default -> since.computeIfAbsent((int) missed, this::last);
                });
    }

    private Delta last(int count) {
        return steps.subList(steps.size() - count, steps.size()).stream().reduce(Delta.NONE, Delta::then);
    }
}
