package org.stackdeck.history;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.stackdeck.identity.Caller;

/** History of server counts without a database. It is equal for all users. */
public class FakeServerCountHistoryService extends ServerCountHistoryService {

    private final Map<HistoryPeriod, List<ServerCountHistoryEntry>> entries = new EnumMap<>(HistoryPeriod.class);
    private boolean available = true;

    @SuppressWarnings("NullAway") // The dependencies are never used.
    public FakeServerCountHistoryService() {
        super(null, null, null, null);
    }

    public void set(HistoryPeriod period, ServerCountHistoryEntry... oldestFirst) {
        entries.put(period, List.of(oldestFirst));
    }

    public void setAvailable(boolean whether) {
        available = whether;
    }

    @Override
    public boolean isAvailable(Caller caller) {
        return available;
    }

    @Override
    public List<ServerCountHistoryEntry> load(Caller caller, HistoryPeriod period) {
        return entries.getOrDefault(period, List.of());
    }
}
