package org.stackdeck.notices.webhook;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.notices.webhook.GroupWebhookException.Reason;
import org.stackdeck.notices.webhook.WebhookRepository.WebhookRow;
import org.stackdeck.platform.delivery.DeliveryException;

@Service
class JdbcGroupWebhookService implements GroupWebhookService {

    private final WebhookRepository repository;
    private final WebhookAddressPolicy policy;
    private final WebhookTransport transport;
    private final ChatMessageFactory messageFactory;
    private final GroupService groupService;
    private final UserDirectory userDirectory;
    private final AdminActionExecutor executor;
    private final ApplicationEventPublisher events;
    private final Set<UserId> testing = ConcurrentHashMap.newKeySet();

    JdbcGroupWebhookService(
            WebhookRepository repository,
            WebhookAddressPolicy policy,
            WebhookTransport transport,
            ChatMessageFactory messageFactory,
            GroupService groupService,
            UserDirectory userDirectory,
            AdminActionExecutor executor,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.policy = policy;
        this.transport = transport;
        this.messageFactory = messageFactory;
        this.groupService = groupService;
        this.userDirectory = userDirectory;
        this.executor = executor;
        this.events = events;
    }

    @Override
    public List<GroupWebhook> list(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return repository.findAll().stream().map(WebhookRow::toGroupWebhook).toList();
    }

    @Override
    public Optional<GroupWebhook> find(Caller caller, GroupId group) {
        userDirectory.requireAdministrator(caller);
        return repository.find(group).map(WebhookRow::toGroupWebhook);
    }

    @Override
    public GroupWebhook save(Caller caller, GroupId group, WebhookSettings settings) {
        try {
            return trySave(caller, group, settings);
        } catch (DuplicateKeyException e) {
            // Another administrator concurrently created the webhook.
            return trySave(caller, group, settings);
        }
    }

    private GroupWebhook trySave(Caller caller, GroupId group, WebhookSettings settings) {
        String code = repository.find(group).isPresent() ? "group.webhook.update" : "group.webhook.create";
        AdminAction action = action(caller, code, group);
        return executor.execute(action, () -> {
            Group found = groupService.require(group);
            // Do not check the stored URL, so that a webhook with an unreadable or no longer allowed URL can be
            // disabled.
            boolean keepsUrl = settings.url() == null && !settings.enabled();
            if (!keepsUrl || !repository.saveWithoutUrl(group, settings)) {
                repository.save(group, requireUrl(group, settings.url()), settings);
            }
            if (!settings.enabled()) {
                repository.queue().deletePending(group.value());
            }
            GroupWebhook saved = repository.find(group).orElseThrow().toGroupWebhook();
            recordSuccess(action, found, saved);
            return saved;
        });
    }

    @Override
    public void delete(Caller caller, GroupId group) {
        AdminAction action = action(caller, "group.webhook.remove", group);
        executor.execute(action, () -> {
            Group found = groupService.require(group);
            Optional<WebhookRow> stored = repository.find(group);
            stored.ifPresent(webhook -> {
                repository.delete(group);
                recordSuccess(action, found, webhook.toGroupWebhook());
            });
            return stored.isPresent();
        });
    }

    @Override
    public void requireTestPermission(Caller caller, GroupId group) {
        executor.requireExecutable(action(caller, "group.webhook.test", group));
    }

    @Override
    public Optional<String> sendTest(Caller caller, GroupId group, WebhookSettings settings) {
        if (!testing.add(caller.userId())) {
            throw new GroupWebhookException(Reason.TEST_RUNNING);
        }
        try {
            AdminAction action = action(caller, "group.webhook.test", group);
            TestMessage test = executor.execute(action, () -> {
                Group found = groupService.require(group);
                WebhookUrl url = requireUrl(group, settings.url());
                executor.recordSuccess(
                        action.withObject(group.toString(), found.name().value()),
                        AuditDetail.of("address", url.host()));
                return new TestMessage(
                        url, SlackPayload.of(messageFactory.createTest(found.name(), settings.language())));
            });
            transport.post(test.url(), test.payload());
            return Optional.empty();
        } catch (DeliveryException e) {
            return Optional.of(e.reason());
        } finally {
            testing.remove(caller.userId());
        }
    }

    private record TestMessage(WebhookUrl url, String payload) {}

    private void recordSuccess(AdminAction action, Group group, GroupWebhook webhook) {
        executor.recordSuccess(
                action.withObject(group.id().toString(), group.name().value()),
                AuditDetail.of("address", webhook.host())
                        .with(
                                "events",
                                webhook.kinds().stream()
                                        .map(Enum::name)
                                        .sorted()
                                        .toList())
                        .with("enabled", String.valueOf(webhook.enabled())));
        events.publishEvent(new GroupWebhookChanged(group.id()));
    }

    private WebhookUrl requireUrl(GroupId group, @Nullable WebhookUrl entered) {
        WebhookUrl url = Optional.ofNullable(entered)
                .or(() -> repository.find(group).flatMap(stored -> Optional.ofNullable(stored.url())))
                .orElseThrow(() -> new GroupWebhookException(Reason.URL_REQUIRED));
        if (!policy.isAcceptable(url)) {
            throw new GroupWebhookException(Reason.ADDRESS_NOT_ALLOWED);
        }
        return url;
    }

    private static AdminAction action(Caller caller, String code, GroupId group) {
        return new AdminAction(caller, code, "group", group.toString(), null);
    }
}
