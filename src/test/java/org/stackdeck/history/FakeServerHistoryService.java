package org.stackdeck.history;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.stackdeck.identity.Caller;

/** History without a database, equal for all users. */
public class FakeServerHistoryService extends ServerHistoryService {

    private final Map<HistoryPeriod, List<ServerHistoryEntry>> entries = new EnumMap<>(HistoryPeriod.class);
    private boolean available = true;

    @SuppressWarnings("NullAway") // the dependencies are never used
    public FakeServerHistoryService() {
        super(null, null, null, null);
    }

    public void set(HistoryPeriod period, ServerHistoryEntry... oldestFirst) {
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
    public List<ServerHistoryEntry> load(Caller caller, HistoryPeriod period) {
        return entries.getOrDefault(period, List.of());
    }
}
