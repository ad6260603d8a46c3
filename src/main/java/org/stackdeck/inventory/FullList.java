package org.stackdeck.inventory;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;

/** One listing of every server of a scope, entered page by page, so that the first page shows before the last is there. */
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
     * Asks and enters. When it throws, what came is entered and nothing is removed.
     *
     * @param turns run before each page
     * @param received told the number of servers so far, after each page
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
