package org.stackdeck.preferences;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/** Saved views in memory, with the limits and names of the database. */
public class FakeSavedViewService implements SavedViewService {

    private final Map<UserId, Map<SavedViewId, SavedView>> views = new HashMap<>();

    @Override
    public List<SavedView> list(Caller caller) {
        return own(caller).values().stream()
                .sorted(Comparator.comparing(view -> view.name().key()))
                .toList();
    }

    @Override
    public SavedView create(Caller caller, SavedViewName name, String content) {
        SavedView view = new SavedView(new SavedViewId(UUID.randomUUID()), name, content);
        check(caller, view);
        if (own(caller).size() >= MAX_PER_USER) {
            throw new SavedViewException(SavedViewException.Reason.TOO_MANY);
        }
        own(caller).put(view.id(), view);
        return view;
    }

    @Override
    public void update(Caller caller, SavedView view) {
        check(caller, view);
        if (own(caller).replace(view.id(), view) == null) {
            throw new SavedViewException(SavedViewException.Reason.UNKNOWN);
        }
    }

    @Override
    public void delete(Caller caller, SavedViewId id) {
        own(caller).remove(id);
    }

    private void check(Caller caller, SavedView view) {
        if (view.content().length() > MAX_LENGTH) {
            throw new SavedViewException(SavedViewException.Reason.TOO_LARGE);
        }
        if (own(caller).values().stream()
                .anyMatch(other -> !other.id().equals(view.id())
                        && other.name().key().equals(view.name().key()))) {
            throw new SavedViewException(SavedViewException.Reason.NAME_TAKEN);
        }
    }

    private Map<SavedViewId, SavedView> own(Caller caller) {
        return views.computeIfAbsent(caller.userId(), _ -> new HashMap<>());
    }
}
