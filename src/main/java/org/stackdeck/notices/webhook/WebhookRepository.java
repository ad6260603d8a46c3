package org.stackdeck.notices.webhook;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.identity.secret.UnreadableSecretException;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.webhook.GroupWebhook.WebhookFailure;
import org.stackdeck.platform.database.DatabaseTimestamps;
import org.stackdeck.platform.delivery.DeliveryQueue;

/** JDBC repository for webhooks, and the queue of their messages. The URLs are encrypted. */
@Repository
class WebhookRepository {

    private static final String SELECT =
            "select group_id, url, language, kinds, enabled, failure, failed_at from group_webhooks";

    private static final Duration DROPPED_FAILURE_RETENTION = Duration.ofDays(1);

    private final JdbcClient database;
    private final SecretBox secretBox;
    private final DeliveryQueue queue;

    WebhookRepository(JdbcClient database, SecretBox secretBox) {
        this.database = database;
        this.secretBox = secretBox;
        this.queue = new DeliveryQueue(database, "group_webhook_messages", "group_id");
    }

    /** @param url null if it cannot be decrypted */
    record WebhookRow(
            GroupId group,
            @Nullable WebhookUrl url,
            Locale language,
            Set<NoticeKind> kinds,
            boolean enabled,
            @Nullable WebhookFailure failure) {

        GroupWebhook toGroupWebhook() {
            return new GroupWebhook(
                    group,
                    url == null ? "" : url.host(),
                    url == null ? "" : url.ending(),
                    language,
                    kinds,
                    enabled,
                    failure);
        }
    }

    DeliveryQueue queue() {
        return queue;
    }

    List<WebhookRow> findAll() {
        return database.sql(SELECT).query((row, _) -> map(row)).list();
    }

    Optional<WebhookRow> find(GroupId group) {
        return database.sql(SELECT + " where group_id = ?")
                .param(group.toString())
                .query((row, _) -> map(row))
                .optional();
    }

    /**
     * Stores the webhook without a failure.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the webhook is concurrently created
     */
    void save(GroupId group, WebhookUrl url, WebhookSettings settings) {
        Object[] values = {
            secretBox.seal(url.value().getBytes(StandardCharsets.UTF_8), sealingContext(group)),
            settings.language().toLanguageTag(),
            kinds(settings),
            settings.enabled(),
            group.toString()
        };
        int changed = database.sql("update group_webhooks set url = ?, language = ?, kinds = ?, enabled = ?,"
                        + " failure = null, failed_at = null where group_id = ?")
                .params(values)
                .update();
        if (changed == 0) {
            database.sql("insert into group_webhooks (url, language, kinds, enabled, group_id) values (?, ?, ?, ?, ?)")
                    .params(values)
                    .update();
        }
    }

    /** Stores the settings without the URL. Returns false if there is no webhook. */
    boolean saveWithoutUrl(GroupId group, WebhookSettings settings) {
        return database.sql("update group_webhooks set language = ?, kinds = ?, enabled = ?,"
                                + " failure = null, failed_at = null where group_id = ?")
                        .params(
                                settings.language().toLanguageTag(),
                                kinds(settings),
                                settings.enabled(),
                                group.toString())
                        .update()
                > 0;
    }

    private static String kinds(WebhookSettings settings) {
        return settings.kinds().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }

    /** Deletes the webhook with its messages. */
    void delete(GroupId group) {
        database.sql("delete from group_webhooks where group_id = ?")
                .param(group.toString())
                .update();
    }

    void recordFailure(GroupId group, String reason, Instant at) {
        database.sql("update group_webhooks set failure = ?, failed_at = ? where group_id = ?")
                .params(reason, DatabaseTimestamps.toDatabase(at), group.toString())
                .update();
    }

    /** Clears the failure after a successful delivery, but keeps one caused by dropped messages for a day. */
    void clearFailure(GroupId group, Instant now) {
        database.sql("update group_webhooks set failure = null, failed_at = null"
                        + " where group_id = ? and failure is not null and (failure <> ? or failed_at < ?)")
                .params(
                        group.toString(),
                        WebhookOutbox.TOO_MANY_MESSAGES,
                        DatabaseTimestamps.toDatabase(now.minus(DROPPED_FAILURE_RETENTION)))
                .update();
    }

    private WebhookRow map(ResultSet row) throws SQLException {
        GroupId group = new GroupId(UUID.fromString(row.getString("group_id")));
        String failure = row.getString("failure");
        return new WebhookRow(
                group,
                open(group, row.getString("url")),
                Locale.forLanguageTag(row.getString("language")),
                Arrays.stream(row.getString("kinds").split(","))
                        .filter(kind -> !kind.isEmpty())
                        .map(NoticeKind::valueOf)
                        .collect(Collectors.toSet()),
                row.getBoolean("enabled"),
                failure == null
                        ? null
                        : new WebhookFailure(failure, DatabaseTimestamps.fromDatabase(row, "failed_at")));
    }

    private @Nullable WebhookUrl open(GroupId group, String sealed) {
        try {
            return new WebhookUrl(new String(secretBox.open(sealed, sealingContext(group)), StandardCharsets.UTF_8));
        } catch (UnreadableSecretException e) {
            return null;
        }
    }

    static String sealingContext(GroupId group) {
        return "group webhook " + group;
    }
}
