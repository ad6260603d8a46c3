package org.stackdeck.notices.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.notices.webhook.GroupWebhook.WebhookFailure;
import org.stackdeck.notices.webhook.GroupWebhookException.Reason;

/** Stores webhooks in memory and sends no messages. */
public class FakeGroupWebhookService implements GroupWebhookService {

    private final Map<GroupId, WebhookUrl> urls = new ConcurrentHashMap<>();
    private final Map<GroupId, GroupWebhook> webhooks = new ConcurrentHashMap<>();
    private final List<WebhookSettings> tests = new ArrayList<>();
    private @Nullable String testFailure;

    /** Sets the reason with which all further tests of webhooks fail; null if they succeed. */
    public void failTests(@Nullable String reason) {
        testFailure = reason;
    }

    public void addFailure(GroupId group, String reason, Instant at) {
        webhooks.computeIfPresent(
                group,
                (_, webhook) -> new GroupWebhook(
                        group,
                        webhook.host(),
                        webhook.ending(),
                        webhook.language(),
                        webhook.kinds(),
                        webhook.enabled(),
                        new WebhookFailure(reason, at)));
    }

    /** Returns the settings with which webhooks were tested, oldest first. */
    public List<WebhookSettings> tests() {
        return List.copyOf(tests);
    }

    @Override
    public List<GroupWebhook> list(Caller caller) {
        return List.copyOf(webhooks.values());
    }

    @Override
    public Optional<GroupWebhook> find(Caller caller, GroupId group) {
        return Optional.ofNullable(webhooks.get(group));
    }

    @Override
    public GroupWebhook save(Caller caller, GroupId group, WebhookSettings settings) {
        WebhookUrl url = requireUrl(group, settings);
        GroupWebhook webhook = new GroupWebhook(
                group, url.host(), url.ending(), settings.language(), settings.kinds(), settings.enabled(), null);
        urls.put(group, url);
        webhooks.put(group, webhook);
        return webhook;
    }

    private WebhookUrl requireUrl(GroupId group, WebhookSettings settings) {
        return Optional.ofNullable(settings.url())
                .or(() -> Optional.ofNullable(urls.get(group)))
                .orElseThrow(() -> new GroupWebhookException(Reason.URL_REQUIRED));
    }

    @Override
    public void delete(Caller caller, GroupId group) {
        urls.remove(group);
        webhooks.remove(group);
    }

    @Override
    public void requireTestPermission(Caller caller, GroupId group) {}

    @Override
    public Optional<String> sendTest(Caller caller, GroupId group, WebhookSettings settings) {
        var _ = requireUrl(group, settings);
        tests.add(settings);
        return Optional.ofNullable(testFailure);
    }
}
