package org.stackdeck.notices.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.webhook.WebhookRepository.StoredWebhook;

/**
 * Stores one encrypted message for each event and each group with an enabled webhook for its kind; {@link WebhookDeliveryJob}
 * sends them. Visibility is decided here, when the event occurs, by the active members of the group.
 */
@Component
class WebhookOutbox implements GroupEventWriter {

    /** Maximum number of messages of a group that wait. Further ones are dropped, and the group shows a failure. */
    static final int MAX_PENDING = 500;

    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final Logger LOG = LoggerFactory.getLogger(WebhookOutbox.class);

    private final WebhookRepository repository;
    private final GroupService groupService;
    private final UserDirectory userDirectory;
    private final ChatMessageFactory messageFactory;
    private final SecretBox secretBox;
    private final Clock clock;

    WebhookOutbox(
            WebhookRepository repository,
            GroupService groupService,
            UserDirectory userDirectory,
            ChatMessageFactory messageFactory,
            SecretBox secretBox,
            Clock clock) {
        this.repository = repository;
        this.groupService = groupService;
        this.userDirectory = userDirectory;
        this.messageFactory = messageFactory;
        this.secretBox = secretBox;
        this.clock = clock;
    }

    @Override
    public void write(GroupEvent event) {
        @Nullable DataAccessException failure = null;
        for (StoredWebhook webhook : repository.findAll()) {
            if (webhook.enabled() && webhook.kinds().contains(event.kind())) {
                try {
                    write(event, webhook);
                } catch (DataAccessException e) {
                    failure = e;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void write(GroupEvent event, StoredWebhook webhook) {
        UUID id = messageId(event, webhook.group());
        if (event.id() != null && repository.queue().contains(id)) {
            return;
        }
        List<User> members = activeMembers(webhook.group());
        Optional<NoticeContent> content =
                members.isEmpty() ? Optional.empty() : event.content().apply(members);
        if (content.isEmpty()) {
            return;
        }
        if (repository.queue().countPending(webhook.group().value()) >= MAX_PENDING) {
            repository.recordFailure(
                    webhook.group(), "too-many-messages", clock.instant().truncatedTo(ChronoUnit.MICROS));
            return;
        }
        store(id, event, webhook, SlackPayload.of(messageFactory.create(content.get(), webhook.language())));
    }

    private void store(UUID id, GroupEvent event, StoredWebhook webhook, String payload) {
        try {
            repository
                    .queue()
                    .insert(
                            id,
                            webhook.group().value(),
                            event.kind().name(),
                            secretBox.seal(payload.getBytes(StandardCharsets.UTF_8), sealingContext(id)),
                            clock.instant().truncatedTo(ChronoUnit.MICROS),
                            LIFETIME);
        } catch (DataIntegrityViolationException e) {
            // Another instance has stored the message, or the webhook was deleted.
            LOG.debug("The message {} was not stored", id, e);
        }
    }

    private List<User> activeMembers(GroupId group) {
        return groupService.find(group).map(Group::members).stream()
                .flatMap(members -> members.stream().flatMap(user -> userDirectory.find(user).stream()))
                .filter(User::isActive)
                .toList();
    }

    /** Returns the same ID for the same event, so that the primary key prevents a second message. */
    private static UUID messageId(GroupEvent event, GroupId group) {
        return event.id() == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes(
                        String.join(" ", group.toString(), event.kind().name(), event.id())
                                .getBytes(StandardCharsets.UTF_8));
    }

    /** @throws org.stackdeck.identity.secret.UnreadableSecretException if the key of the secrets has changed */
    String open(UUID id, String content) {
        return new String(secretBox.open(content, sealingContext(id)), StandardCharsets.UTF_8);
    }

    private static String sealingContext(UUID id) {
        return "webhook message " + id;
    }
}
