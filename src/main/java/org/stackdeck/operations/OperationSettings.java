package org.stackdeck.operations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The patience of operations.
 *
 * @param dispatchWithin an action that could not be sent in this time is given up: nobody expects it any more
 * @param attempts how often an action is sent that the cloud is known not to have taken
 * @param lookFor how long an action whose answer was lost is looked for
 * @param lookForNew the same for a server that was to be made
 * @param trackFor how long the end of an action is waited for
 * @param trackDiskFor the same for an action that moves a whole disk
 * @param shift how long one run of the scheduler's task tracks before it hands the operation back
 * @param perCloud how many actions are being sent to one cloud at once
 * @param resync how late may be known here what another console on the same database did
 */
@ConfigurationProperties("stackdeck.operations")
record OperationSettings(
        @DefaultValue("15m") Duration dispatchWithin,
        @DefaultValue("5") int attempts,
        @DefaultValue("30s") Duration lookFor,
        @DefaultValue("2m") Duration lookForNew,
        @DefaultValue("10m") Duration trackFor,
        @DefaultValue("2h") Duration trackDiskFor,
        @DefaultValue("10s") Duration shift,
        @DefaultValue("8") int perCloud,
        @DefaultValue("2s") Duration resync) {}
