package org.stackdeck.inventory;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;

/**
 * Loads all servers of a scope page by page. Each page is recorded immediately, so that the first page is displayed
 * before the last one is loaded.
 */
final class FullList {

    private final ScopeKey scope;
    private final Ledger ledger;
    private final Set<ServerKey> listed = new HashSet<>();
    private final long began;
    private long pageAsked;

    FullList(ScopeKey scope, Ledger ledger) {
        this.scope = scope;
        this.ledger = ledger;
        this.began = ledger.asking();
        this.pageAsked = began;
    }

    /**
     * Loads and records the list. If it throws, the received pages are recorded and no server is removed.
     *
     * @param turns run before each page
     * @param received receives the number of servers after each page
     * @return the newest change by the cloud's clock, see {@link Compute.Listing}
     */
    Instant run(Compute compute, Turns turns, IntConsumer received) {
        Compute.Listing listing = compute.servers(
                page -> {
                    enter(page);
                    received.accept(listed.size());
                },
                turns);
        enter(listing.servers().stream()
                .filter(server -> !listed.contains(server.key()))
                .toList());
        ledger.learnComplete(scope, began, listed);
        return listing.watermark();
    }

    private void enter(List<Server> page) {
        ledger.learn(scope, pageAsked, page);
        page.forEach(server -> listed.add(server.key()));
        pageAsked = ledger.asking();
    }
}
