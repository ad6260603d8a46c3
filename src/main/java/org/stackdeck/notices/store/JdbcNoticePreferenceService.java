package org.stackdeck.notices.store;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.signin.AttemptThrottle;
import org.stackdeck.notices.NoticeChannel;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticePreferenceService;
import org.stackdeck.notices.NoticePreferences;
import org.stackdeck.notices.NoticePreferences.Choice;

@Service
class JdbcNoticePreferenceService implements NoticePreferenceService {

    private final NoticePreferenceRepository preferences;
    private final NoticeRepository notices;
    private final AttemptThrottle attemptThrottle;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    JdbcNoticePreferenceService(
            NoticePreferenceRepository preferences,
            NoticeRepository notices,
            AttemptThrottle attemptThrottle,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.preferences = preferences;
        this.notices = notices;
        this.attemptThrottle = attemptThrottle;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public NoticePreferences find(Caller caller) {
        return preferences.find(caller.userId());
    }

    @Override
    public void set(Caller caller, NoticeKind kind, NoticeChannel channel, boolean enabled) {
        attemptThrottle.recordChange(caller);
        Runnable change =
                () -> transaction.executeWithoutResult(_ -> store(caller.userId(), new Choice(kind, channel), enabled));
        try {
            change.run();
        } catch (DuplicateKeyException e) {
            // A concurrent request inserted the user's row in user_notice_changes first.
            change.run();
        }
    }

    /** Records a change of the user's notices, so that all open pages show the selected notices. */
    private void store(UserId user, Choice choice, boolean enabled) {
        notices.lock(user);
        preferences.save(user, choice, enabled);
        events.publishEvent(new NoticesChanged());
    }
}
