package org.stackdeck.notices;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.notices.store.NewNotice;
import org.stackdeck.notices.store.NoticeWriter;
import org.stackdeck.platform.Subscription;

/** Stores notices in memory, neither grouped nor limited. Notifies subscribers on the calling thread. */
public class FakeNoticeService implements NoticeService, NoticeWriter {

    private final Map<UserId, List<Notice>> notices = new ConcurrentHashMap<>();
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final Clock clock;

    private record Subscriber(UserId user, Runnable listener) {}

    public FakeNoticeService(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void write(Collection<NewNotice> newNotices) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        synchronized (this) {
            newNotices.forEach(newNotice -> of(newNotice.user())
                    .addFirst(new Notice(new NoticeId(UUID.randomUUID()), newNotice.content(), now, false)));
        }
        newNotices.stream().map(NewNotice::user).distinct().forEach(this::notifySubscribers);
    }

    @Override
    public synchronized List<Notice> listNewest(Caller caller, int limit) {
        return of(caller.userId()).stream().limit(limit).toList();
    }

    @Override
    public synchronized int countUnread(Caller caller) {
        return (int)
                of(caller.userId()).stream().filter(notice -> !notice.read()).count();
    }

    @Override
    public synchronized List<Notice> listUnread(Caller caller, NoticeChannel channel, Instant after, int limit) {
        return of(caller.userId()).stream()
                .filter(notice -> !notice.read() && notice.at().isAfter(after) && channel.isDefaultFor(notice.kind()))
                .limit(limit)
                .toList();
    }

    @Override
    public void markRead(Caller caller, NoticeId id) {
        markRead(caller.userId(), notice -> notice.id().equals(id));
    }

    @Override
    public void markAllRead(Caller caller) {
        markRead(caller.userId(), _ -> true);
    }

    private void markRead(UserId user, Predicate<Notice> which) {
        synchronized (this) {
            of(user).replaceAll(notice ->
                    which.test(notice) ? new Notice(notice.id(), notice.content(), notice.at(), true) : notice);
        }
        notifySubscribers(user);
    }

    @Override
    public Subscription subscribe(UserId user, Runnable listener) {
        Subscriber subscriber = new Subscriber(user, listener);
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    private void notifySubscribers(UserId user) {
        subscribers.stream()
                .filter(subscriber -> subscriber.user().equals(user))
                .forEach(subscriber -> subscriber.listener().run());
    }

    private List<Notice> of(UserId user) {
        return notices.computeIfAbsent(user, _ -> new ArrayList<>());
    }
}
