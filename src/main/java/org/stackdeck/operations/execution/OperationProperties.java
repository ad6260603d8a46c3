package org.stackdeck.operations.execution;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.stackdeck.operations.state.OperationExecutionData;

/**
 * Timeouts and limits for the execution of operations.
 *
 * @param dispatchWithin time after which an action that could not be sent is cancelled
 * @param attempts maximum number of times that an action is sent while the cloud does not accept it
 * @param lookFor how long Stackdeck searches the cloud for an action, or waits for its effect, if the response was lost
 * @param lookForNew how long Stackdeck searches the cloud for a new server or another new resource if the response to
 *     its creation was lost
 * @param trackFor how long an action is tracked
 * @param trackDiskFor how long the creation of a server, or an action that moves a whole disk, is tracked
 * @param shift maximum duration of one run of an operation's task, after which the task is rescheduled
 * @param perCloud maximum number of actions that are sent to one service of a cloud at the same time, and of actions
 *     that are tracked in it; should be less than half of {@code stackdeck.openstack.parallel}, so that actions can be
 *     tracked while others are being sent; fewer are sent while the service is overloaded
 * @param resync interval at which changes by other instances on the same database are loaded
 */
@ConfigurationProperties("stackdeck.operations")
public record OperationProperties(
        @DefaultValue("15m") @DurationMin(seconds = 1) @DurationMax(days = 7)
        Duration dispatchWithin,

        @DefaultValue("5") @Min(1) @Max(100) int attempts,

        @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration lookFor,

        @DefaultValue("2m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration lookForNew,

        @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(days = 7)
        Duration trackFor,

        @DefaultValue("2h") @DurationMin(seconds = 1) @DurationMax(days = 30)
        Duration trackDiskFor,

        @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration shift,

        @DefaultValue("4") @Min(1) @Max(1000) int perCloud,

        @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration resync) {

    /** Returns the time at which a sent operation times out. */
    Instant end(OperationExecutionData stored) {
        return stored.sentOrResponseLostAt()
                .plus(stored.operation().action().copiesOrErasesDisk() ? trackDiskFor : trackFor);
    }

    /** Returns whether the operation may be sent again after an attempt that had no effect. */
    boolean hasAttemptLeft(OperationExecutionData stored) {
        return stored.attempts() + 1 < attempts;
    }

    boolean isExpired(OperationExecutionData stored, Instant now) {
        return end(stored).isBefore(now);
    }
}
