package org.stackdeck.notices.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.webhook.WebhookRepository.WebhookRow;

/**
 * Stores one encrypted message for each event and each group with an enabled webhook for its kind; {@link
 * WebhookDeliveryJob} sends them. The permissions of the active members of the group, at the time of the event,
 * determine whether the group receives the message.
 */
@Component
class WebhookOutbox implements WebhookEventWriter {

    /** Maximum number of waiting messages of a group. Further messages are dropped, and the webhook shows a failure. */
    static final int MAX_PENDING = 500;

    /** Reason of the failure that dropped messages cause. */
    static final String TOO_MANY_MESSAGES = "too-many-messages";

    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final Logger LOG = LoggerFactory.getLogger(WebhookOutbox.class);

    private final WebhookRepository repository;
    private final GroupService groupService;
    private final UserDirectory userDirectory;
    private final ChatMessageFactory messageFactory;
    private final SecretBox secretBox;
    private final Clock clock;
    /**
     * Groups for which a warning about dropped messages was logged. A group is removed when fewer than half of {@link
     * #MAX_PENDING} messages wait.
     */
    private final Set<GroupId> overflowing = ConcurrentHashMap.newKeySet();

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
    public void write(List<WebhookEvent> events) {
        List<WebhookRow> enabled =
                repository.findAll().stream().filter(WebhookRow::enabled).toList();
        if (enabled.isEmpty()) {
            return;
        }
        Map<UserId, User> users = userDirectory.all().stream()
                .filter(User::isActive)
                .collect(Collectors.toMap(User::id, Function.identity()));
        @Nullable RuntimeException failure = null;
        for (WebhookRow webhook : enabled) {
            List<WebhookEvent> selected = events.stream()
                    .filter(event -> webhook.kinds().contains(event.kind()))
                    .toList();
            try {
                List<User> members = selected.isEmpty() ? List.of() : members(webhook.group(), users);
                if (!members.isEmpty()) {
                    writeAll(selected, webhook, members);
                }
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private List<User> members(GroupId group, Map<UserId, User> users) {
        return groupService.find(group).map(Group::members).stream()
                .flatMap(members -> members.stream().flatMap(member -> Stream.ofNullable(users.get(member))))
                .toList();
    }

    private void writeAll(List<WebhookEvent> events, WebhookRow webhook, List<User> members) {
        @Nullable RuntimeException failure = null;
        for (WebhookEvent event : events) {
            try {
                write(event, webhook, members);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void write(WebhookEvent event, WebhookRow webhook, List<User> members) {
        UUID id = messageId(event, webhook.group());
        if (event.id() != null && repository.queue().contains(id)) {
            return;
        }
        Optional<NoticeContent> content = event.content().apply(members);
        if (content.isEmpty()) {
            return;
        }
        int pending = repository.queue().countPending(webhook.group().value());
        if (pending >= MAX_PENDING) {
            reportDropped(webhook.group());
            return;
        }
        if (pending < MAX_PENDING / 2) {
            overflowing.remove(webhook.group());
        }
        store(id, event, webhook, SlackPayload.of(messageFactory.create(content.get(), webhook.language())));
    }

    private void reportDropped(GroupId group) {
        if (overflowing.add(group)) {
            LOG.warn(
                    "Messages to the chat of the group {} are dropped, because {} are already waiting. Check its"
                            + " webhook",
                    group,
                    MAX_PENDING);
        }
        repository.recordFailure(group, TOO_MANY_MESSAGES, clock.instant());
    }

    private void store(UUID id, WebhookEvent event, WebhookRow webhook, String payload) {
        try {
            repository
                    .queue()
                    .insert(
                            id,
                            webhook.group().value(),
                            event.kind().name(),
                            secretBox.seal(payload.getBytes(StandardCharsets.UTF_8), sealingContext(id)),
                            clock.instant(),
                            LIFETIME);
        } catch (DataIntegrityViolationException e) {
            // Another instance has stored the message, or the webhook was deleted.
            LOG.debug("The message {} was not stored", id, e);
        }
    }

    /** Returns the same ID for the same event, so that the primary key prevents a second message. */
    private static UUID messageId(WebhookEvent event, GroupId group) {
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

    static String sealingContext(UUID id) {
        return "webhook message " + id;
    }
}
