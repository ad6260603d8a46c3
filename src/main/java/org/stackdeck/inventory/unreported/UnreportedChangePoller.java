package org.stackdeck.inventory.unreported;

import java.util.function.Consumer;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.inventory.polling.CloudPoller;
import org.stackdeck.inventory.polling.PollDemandTracker;
import org.stackdeck.inventory.polling.PollingContext;

/**
 * While users view servers, finds the changes of one cloud's servers that Nova's list of changed servers does not
 * contain.
 */
public final class UnreportedChangePoller {

    private final AddressPoller addresses;
    private final ViewedServerPoller viewedServers;

    /**
     * @param poller reads viewed servers, and loads full lists on request
     * @param hints receives single servers that may have changed
     */
    public UnreportedChangePoller(
            Clouds clouds, CloudPoller poller, PollingContext context, Consumer<ServerKey> hints) {
        CloudName cloud = context.cloud();
        PollDemandTracker demandTracker = context.demandTracker();
        this.addresses = new AddressPoller(
                cloud,
                clouds,
                context.store(),
                demandTracker::hasViewers,
                hints,
                poller::requestFullLists,
                context.monotonicClock());
        this.viewedServers = new ViewedServerPoller(
                cloud,
                context.notificationsActive(),
                () -> demandTracker.viewedServers(cloud),
                poller::reload,
                context.monotonicClock());
    }

    public void start() {
        addresses.start();
        viewedServers.start();
    }

    public void stop() {
        addresses.stop();
        viewedServers.stop();
    }

    /** Makes a poll of the addresses due soon, because addresses may have changed. */
    public void hintAddresses() {
        addresses.hint();
    }

    /** Evaluates the demand again, for instance after it has increased. */
    public void wake() {
        addresses.wake();
        viewedServers.wake();
    }
}
