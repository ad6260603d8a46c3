package org.stackdeck.notices;

import java.util.HashMap;
import java.util.Map;
import org.springframework.dao.DataAccessResourceFailureException;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.notices.NoticePreferences.Choice;

public class FakeNoticePreferenceService implements NoticePreferenceService {

    private final Map<UserId, Map<Choice, Boolean>> choices = new HashMap<>();
    private boolean failing;

    public void setFailing(boolean failing) {
        this.failing = failing;
    }

    @Override
    public NoticePreferences find(Caller caller) {
        return new NoticePreferences(choices.getOrDefault(caller.userId(), Map.of()));
    }

    @Override
    public void set(Caller caller, NoticeKind kind, NoticeChannel channel, boolean enabled) {
        if (failing) {
            throw new DataAccessResourceFailureException("The database is down");
        }
        choices.computeIfAbsent(caller.userId(), _ -> new HashMap<>()).put(new Choice(kind, channel), enabled);
    }
}
