package org.stackdeck.inventory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;

/**
 * One in a line of states of servers. It knows the last steps that led to it, but no state before it: an old one is kept
 * only by whoever still shows it. Immutable to all who ask.
 */
final class State {

    /** About a second of a busy cloud; whoever was told longer ago compares the two states. */
    private static final int STEPS = 64;

    /** What changes more than this is told as quickly by comparing. */
    private static final int MOST_IN_A_STEP = 2_000;

    private final Map<ServerKey, Server> servers;
    private final Mark mark;
    private final List<Delta> steps;
    private final Map<Integer, Delta> since = new ConcurrentHashMap<>();

    /** Its place in its line, without what it holds. */
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

    /** The first of a line of its own. */
    static State of(Map<ServerKey, Server> servers) {
        return new State(servers, new Mark(new Object(), 0), List.of());
    }

    Map<ServerKey, Server> servers() {
        return servers;
    }

    Mark mark() {
        return mark;
    }

    /** The next one, to which the step leads. */
    State then(Map<ServerKey, Server> next, Delta step) {
        List<Delta> kept = steps.size() < STEPS ? steps : steps.subList(1, steps.size());
        return new State(
                next,
                new Mark(mark.line, mark.number + 1),
                step.size() > MOST_IN_A_STEP
                        ? List.of()
                        : Stream.concat(kept.stream(), Stream.of(step)).toList());
    }

    /** What differs from an earlier state, put together once for all who were told that one. */
    Delta since(State earlier) {
        return since(earlier.mark).orElseGet(() -> Delta.between(earlier.servers, servers));
    }

    /** None if that is too long ago, or of another line. */
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
