package org.stackdeck.notices.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.notices.Notice;
import org.stackdeck.notices.NoticeChannel;
import org.stackdeck.notices.NoticeId;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeService;
import org.stackdeck.platform.Subscription;

/** Reads notices from the database, stores their read state, and deletes old notices. */
@Service
public class JdbcNoticeService implements NoticeService {

    private static final Duration RETENTION = Duration.ofDays(90);

    private final NoticeRepository repository;
    private final NoticeChangeDetector changes;
    private final NoticePreferenceRepository preferences;
    private final UserDirectory userDirectory;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JdbcNoticeService(
            NoticeRepository repository,
            NoticeChangeDetector changes,
            NoticePreferenceRepository preferences,
            UserDirectory userDirectory,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.changes = changes;
        this.preferences = preferences;
        this.userDirectory = userDirectory;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Notice> listNewest(Caller caller, int limit) {
        return repository.findNewest(
                caller.userId(), kinds(caller, NoticeChannel.IN_APP), Math.clamp(limit, 0, MAX_PER_USER));
    }

    @Override
    @Transactional(readOnly = true)
    public int countUnread(Caller caller) {
        return repository.countUnread(caller.userId(), kinds(caller, NoticeChannel.IN_APP));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Notice> listUnread(Caller caller, NoticeChannel channel, Instant after, int limit) {
        return repository.findNewest(caller.userId(), kinds(caller, channel), MAX_PER_USER).stream()
                .filter(notice -> !notice.read() && notice.at().isAfter(after))
                .limit(limit)
                .toList();
    }

    private Set<NoticeKind> kinds(Caller caller, NoticeChannel channel) {
        Set<NoticeKind> kinds = new HashSet<>(preferences.find(caller.userId()).kinds(channel));
        kinds.retainAll(NoticeKind.visibleTo(userDirectory
                .find(caller.userId())
                .filter(User::isAdministrator)
                .isPresent()));
        return kinds;
    }

    @Override
    @Transactional
    public void markRead(Caller caller, NoticeId id) {
        UserId user = caller.userId();
        if (repository.isUnread(user, id)) {
            change(user, () -> repository.markRead(user, id, clock.instant()));
        }
    }

    @Override
    @Transactional
    public void markAllRead(Caller caller) {
        UserId user = caller.userId();
        if (repository.countUnread(user, NoticeKind.visibleTo(true)) > 0) {
            change(user, () -> repository.markAllRead(user, clock.instant()));
        }
    }

    private void change(UserId user, Runnable statement) {
        // Lock first, as the writer does. Another order could cause a deadlock.
        repository.lock(user);
        statement.run();
        events.publishEvent(new NoticesChanged());
    }

    @Override
    public Subscription subscribe(UserId user, Runnable listener) {
        return changes.subscribe(user, listener);
    }

    /** Deletes notices whose latest event is older than 90 days. */
    @Transactional
    public void deleteExpired() {
        Instant before = clock.instant().minus(RETENTION);
        if (repository.lockUsersWithNoticesBefore(before) > 0) {
            repository.deleteCreatedBefore(before);
            events.publishEvent(new NoticesChanged());
        }
    }
}
