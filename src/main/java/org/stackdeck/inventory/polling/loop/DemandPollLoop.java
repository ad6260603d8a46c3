package org.stackdeck.inventory.polling.loop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Polls on its own virtual thread while there is demand, with a pause after each poll. */
public final class DemandPollLoop {

    private static final Duration WITHOUT_DEMAND = Duration.ofHours(1);

    private final BooleanSupplier demand;
    private final Clock monotonicClock;
    private final PollLoop loop;
    private final PollSchedule schedule = new PollSchedule();

    /**
     * @param demand whether to poll; {@link #wake} must be called when the demand begins
     * @param poll calls {@link #begin} at its start, and {@link #end} or {@link #pause} at its end
     */
    public DemandPollLoop(String name, BooleanSupplier demand, Clock monotonicClock, Runnable poll) {
        this.demand = demand;
        this.monotonicClock = monotonicClock;
        this.loop = new PollLoop(name, this::dueIn, poll);
    }

    public void start() {
        loop.start();
    }

    public void stop() {
        loop.stop();
    }

    /** Wakes the loop, so that it evaluates the demand and the due time again. */
    public void wake() {
        loop.wake();
    }

    /** Makes a poll due soon, because a notification reports a change. A poll covers all hints before its start. */
    public void hint() {
        schedule.hint(monotonicClock.instant());
        loop.wake();
    }

    /** Ends the pause after the last poll. During a poll, skips the pause after it. */
    public void expire() {
        schedule.expire(monotonicClock.instant());
        loop.wake();
    }

    /** Records the start of a poll, and returns it. */
    public Instant begin() {
        Instant start = monotonicClock.instant();
        schedule.recordStart(start);
        return start;
    }

    /**
     * Records the end of a poll.
     *
     * @param failed whether the poll has failed, so that hints do not shorten the pause
     */
    public void end(Instant start, Duration pause, boolean failed) {
        schedule.recordEnd(start, monotonicClock.instant(), failed);
        pause(pause);
    }

    /**
     * Records a poll of another node.
     *
     * @param start start of the poll, or an earlier time
     * @param pace pause between the polls of the other node
     * @param takeoverDelay additional time after which this node polls
     * @param failed whether the poll has failed, so that hints do not shorten the pause
     */
    public void recordOther(Instant start, Duration pace, Duration takeoverDelay, boolean failed) {
        schedule.recordOther(start, pace, failed);
        schedule.pauseUntil(start.plus(pace).plus(takeoverDelay));
    }

    /** Delays the next poll. The pause begins now. */
    public void pause(Duration time) {
        schedule.pauseUntil(monotonicClock.instant().plus(time));
    }

    public boolean isPaused() {
        return !schedule.next().isBefore(monotonicClock.instant());
    }

    /** Returns the time until the next poll; zero if it is due. */
    public Duration dueIn() {
        if (!demand.getAsBoolean()) {
            return WITHOUT_DEMAND;
        }
        Duration due = Duration.between(monotonicClock.instant(), schedule.next());
        return due.isPositive() ? due : Duration.ZERO;
    }

    /**
     * Returns the pause after a poll.
     *
     * @param factor ratio of the pause to the duration of the poll, so that long polls are less frequent
     */
    public static Duration pauseAfter(Duration poll, int factor, Duration min, Duration max) {
        Duration pause = poll.multipliedBy(factor);
        return pause.compareTo(min) < 0 ? min : pause.compareTo(max) > 0 ? max : pause;
    }
}
