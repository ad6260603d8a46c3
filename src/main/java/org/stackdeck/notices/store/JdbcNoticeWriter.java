package org.stackdeck.notices.store;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.identity.UserId;

@Component
class JdbcNoticeWriter implements NoticeWriter {

    private final NoticeRepository repository;
    private final NoticeMailQueue mailQueue;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    JdbcNoticeWriter(
            NoticeRepository repository,
            NoticeMailQueue mailQueue,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.repository = repository;
        this.mailQueue = mailQueue;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void write(Collection<NewNotice> newNotices) {
        Map<UserId, List<NewNotice>> byUser = newNotices.stream()
                .collect(Collectors.groupingBy(NewNotice::user, LinkedHashMap::new, Collectors.toList()));
        @Nullable DataAccessException failure = null;
        for (Map.Entry<UserId, List<NewNotice>> entry : byUser.entrySet()) {
            try {
                write(entry.getKey(), entry.getValue());
            } catch (DataAccessException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void write(UserId user, List<NewNotice> newNotices) {
        List<NewNotice> missing = newNotices.stream()
                .filter(newNotice -> newNotice.eventId() == null || !repository.exists(user, newNotice.eventId()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        try {
            transaction.executeWithoutResult(_ -> store(user, missing));
        } catch (DuplicateKeyException e) {
            // Another transaction concurrently stored the user's first notice, or a notice of the same event.
            transaction.executeWithoutResult(_ -> store(user, missing));
        }
    }

    private void store(UserId user, List<NewNotice> newNotices) {
        repository.lock(user);
        Instant now = clock.instant();
        List<OpenNotice> groups = new ArrayList<>(repository.findOpenGroups(user, now));
        for (NewNotice newNotice : newNotices) {
            boolean known = newNotice.eventId() != null && repository.exists(user, newNotice.eventId());
            if (!known && !OpenNotice.isRedundant(groups, newNotice.content(), now)) {
                OpenNotice stored = store(groups, newNotice, now);
                groups.add(stored);
                mailQueue.add(user, stored.id());
            }
        }
        repository.deleteExcess(user);
        events.publishEvent(new NoticesChanged());
    }

    private OpenNotice store(List<OpenNotice> groups, NewNotice newNotice, Instant now) {
        Optional<OpenNotice> found = OpenNotice.find(groups, newNotice.content(), now);
        if (found.isEmpty()) {
            return repository.insert(newNotice, now);
        }
        OpenNotice group = found.get();
        OpenNotice extended =
                new OpenNotice(group.id(), group.content().followedBy(newNotice.content()), group.openUntil());
        repository.update(group.id(), extended.content(), now);
        groups.remove(group);
        return extended;
    }
}
