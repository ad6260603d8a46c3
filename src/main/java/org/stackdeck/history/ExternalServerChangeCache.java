package org.stackdeck.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.RefreshingCache;

/** The changes of the last 24 hours, for all open pages. Loads only the changes that are newer than the known ones. */
@Component
class ExternalServerChangeCache extends RefreshingCache<List<ServerChange>> {

    /** Maximum delay until a change on another node is detected. */
    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(5);

    ExternalServerChangeCache(JdbcServerChangeRepository store, Clock clock) {
        super("server-change-cache", new Loader(store, clock)::load, REFRESH_INTERVAL);
    }

    @EventListener(ServerChangesRecorded.class)
    void onChange() {
        invalidate();
    }

    private static final class Loader {

        private final JdbcServerChangeRepository store;
        private final Clock clock;
        private long lastNumber;
        private List<ServerChange> loaded = List.of();

        Loader(JdbcServerChangeRepository store, Clock clock) {
            this.store = store;
            this.clock = clock;
        }

        synchronized List<ServerChange> load() {
            Instant since = clock.instant().minus(JdbcServerChangeRepository.RETENTION);
            long last = store.lastNumber();
            List<ServerChange> newChanges = last == lastNumber
                    ? List.of()
                    : store.findOutside(lastNumber, last, since, ExternalServerChangeService.MAX_CHANGES);
            boolean isUnchanged = newChanges.isEmpty()
                    && (loaded.isEmpty() || !loaded.getLast().at().isBefore(since));
            if (!isUnchanged) {
                loaded = Stream.concat(newChanges.stream(), loaded.stream())
                        .filter(change -> !change.at().isBefore(since))
                        .limit(ExternalServerChangeService.MAX_CHANGES)
                        .toList();
            }
            lastNumber = last;
            return loaded;
        }
    }
}
