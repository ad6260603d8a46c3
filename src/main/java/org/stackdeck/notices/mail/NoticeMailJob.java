package org.stackdeck.notices.mail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.mail.MailKind;
import org.stackdeck.identity.mail.MailOutbox;
import org.stackdeck.identity.mail.MailRecipient;
import org.stackdeck.identity.mail.MailRecipientService;
import org.stackdeck.notices.Notice;
import org.stackdeck.notices.NoticeChannel;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeMailContentFactory;
import org.stackdeck.notices.store.NoticeMailQueue;
import org.stackdeck.notices.store.NoticePreferenceRepository;

/**
 * Adds one message with the queued notices of a user to the outbox, unless such a message was added less than ten
 * minutes ago. The first notice is therefore sent immediately, and later notices are sent together. Notices that the
 * user has read, or no longer receives by e-mail, are omitted. The notices are removed from the queue in the
 * transaction that adds the message.
 */
@Component
class NoticeMailJob {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeMailJob.class);

    static final Duration PAUSE = Duration.ofMinutes(10);
    static final int MAX_SHOWN = 20;

    private final NoticeMailQueue queue;
    private final NoticePreferenceRepository preferences;
    private final NoticeMailContentFactory contentFactory;
    private final MailOutbox outbox;
    private final MailRecipientService recipients;
    private final UserDirectory userDirectory;
    private final TransactionTemplate transaction;

    NoticeMailJob(
            NoticeMailQueue queue,
            NoticePreferenceRepository preferences,
            NoticeMailContentFactory contentFactory,
            MailOutbox outbox,
            MailRecipientService recipients,
            UserDirectory userDirectory,
            PlatformTransactionManager transactions) {
        this.queue = queue;
        this.preferences = preferences;
        this.contentFactory = contentFactory;
        this.outbox = outbox;
        this.recipients = recipients;
        this.userDirectory = userDirectory;
        this.transaction = new TransactionTemplate(transactions);
    }

    void run() {
        if (!outbox.isConfigured()) {
            return;
        }
        for (UserId user : queue.users()) {
            try {
                transaction.executeWithoutResult(_ -> send(user));
            } catch (RuntimeException e) {
                // The next run repeats the attempt. The notices of one user must not delay the notices of others.
                LOG.warn("Could not create the e-mail with the notices of the user {}", user, e);
            }
        }
    }

    private void send(UserId user) {
        if (outbox.countRecent(user, MailKind.NOTICES, PAUSE) > 0) {
            return;
        }
        List<Notice> taken = queue.take(user);
        Set<NoticeKind> kinds = preferences.find(user).kinds(NoticeChannel.EMAIL);
        Optional<User> active = userDirectory.find(user).filter(User::isActive);
        List<Notice> selected = taken.stream()
                .filter(notice -> !notice.read() && kinds.contains(notice.kind()))
                .filter(notice -> active.isPresent()
                        && NoticeKind.visibleTo(active.get().isAdministrator()).contains(notice.kind()))
                .toList();
        Optional<MailRecipient> recipient = recipients.find(user);
        if (!selected.isEmpty() && recipient.isPresent()) {
            MailRecipient to = recipient.get();
            outbox.add(
                    MailKind.NOTICES,
                    user,
                    to.address(),
                    contentFactory.create(
                            user, selected.stream().limit(MAX_SHOWN).toList(), selected.size(), to.language()),
                    to.language());
        }
    }
}
